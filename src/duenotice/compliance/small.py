"""Small numbers: which counts must be hidden, so that none can be worked out from the others.

Theory. Published counts are bound to each other by sums: a row adds up to its total, the totals to
theirs. Drawn as a network, every count is an edge that carries it, and at every node as much goes in as
comes out:

    table             edges                                       total
    one column        all → parts (one for each row)              parts → all
    two ways          all → row total → row → cell → column → column total → end   end → all

What a reader can find out about the hidden counts is exactly this: no count is negative, and every node
balances. The most that a hidden count can be, given all that is shown, is therefore a greatest flow
through the hidden edges, and so is the least; both are found here without guessing.

A hidden count is safe if, for all that a reader can work out, it may have at least `least` different
values and may be `least` or more. Where one is not safe, further counts are hidden (*complementary
suppression*): the cheapest chain of counts along which the hidden ones could shift. A zero hides nothing
and is never hidden. In the end everything may be hidden, and then nothing can be worked out.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 11
"""Counts below this are small."""
_WITHOUT_END = 10**15


@dataclass(frozen=True)
class Count:
    """One number that would be published: its name, and the nodes that it goes from and to."""

    name: str
    tail: str
    head: str
    number: int


@dataclass
class _Arc:
    """One way along an edge. `cost` is what hiding the edge would take away; 0 if it is hidden."""

    head: str
    room: int
    cost: int
    name: str
    back: int


def hidden(counts: Iterable[Count], least: int = LEAST) -> frozenset[str]:
    """The names of the counts that must not be shown."""
    every = sorted(counts, key=lambda count: (count.number, count.name))
    away = {count.name for count in every if 0 < count.number < least}
    while weak := [count for count in every if count.name in away and not safe(count, every, away, least)]:
        away |= _further(weak[0], every, away, least)
    return frozenset(away)


def safe(count: Count, counts: Sequence[Count], away: set[str], least: int = LEAST) -> bool:
    """Whether a hidden count may have enough values for all that a reader can work out."""
    lo, hi = possible(count, counts, away, least)
    return hi - lo + 1 >= least and hi >= least


def possible(count: Count, counts: Sequence[Count], away: set[str], enough: int = LEAST) -> tuple[int, int]:
    """The least and the greatest value that a hidden count may have; beyond `enough` away from its own
    value they are not searched for."""
    up = _Flow(count, counts, away).most(count.head, count.tail, enough)
    down = _Flow(count, counts, away).most(count.tail, count.head, min(enough, count.number))
    return count.number - down, count.number + up


def _further(count: Count, counts: Sequence[Count], away: set[str], least: int) -> set[str]:
    """What to hide besides, at the least cost, so that this count could be greater."""
    flow = _Flow(count, counts, away, open_=True)
    flow.most(count.head, count.tail, least, only_hidden=True)
    return {arc.name for arc in flow.cheapest(count.head, count.tail)} - away


class _Flow:
    """The network without one edge. `open_` lets edges that are shown take part, at their cost."""

    def __init__(self, but: Count, counts: Sequence[Count], away: set[str], open_: bool = False) -> None:
        self.arcs: dict[str, list[_Arc]] = defaultdict(list)
        for count in counts:
            if count.name == but.name or not (count.name in away or (open_ and count.number > 0)):
                continue
            cost = 0 if count.name in away else count.number
            there, here = self.arcs[count.tail], self.arcs[count.head]
            there.append(_Arc(count.head, _WITHOUT_END, cost, count.name, len(here)))
            here.append(_Arc(count.tail, count.number, cost, count.name, len(there) - 1))

    def most(self, start: str, end: str, enough: int, only_hidden: bool = False) -> int:
        """The greatest flow from start to end, up to `enough`."""
        found = 0
        while found < enough:
            path = self.cheapest(start, end, only_hidden)
            if not path:
                break
            room = min(enough - found, *(arc.room for arc in path))
            for arc in path:
                arc.room -= room
                self.arcs[arc.head][arc.back].room += room
            found += room
        return found

    def cheapest(self, start: str, end: str, only_hidden: bool = False) -> list[_Arc]:
        """The cheapest way with room on it; empty if there is none."""
        queue: list[tuple[int, int, str]] = [(0, 0, start)]
        came: dict[str, tuple[str, _Arc]] = {}
        done: set[str] = set()
        known = {start: 0}
        number = 0
        while queue:
            cost, _, node = heapq.heappop(queue)
            if node == end:
                break
            if node in done:
                continue
            done.add(node)
            for arc in self.arcs[node]:
                further = cost + arc.cost
                if (
                    arc.room
                    and not (only_hidden and arc.cost)
                    and further < known.get(arc.head, _WITHOUT_END)
                ):
                    number += 1
                    known[arc.head], came[arc.head] = further, (node, arc)
                    heapq.heappush(queue, (further, number, arc.head))
        path: list[_Arc] = []
        while end in came and end != start:
            end, arc = came[end]
            path.append(arc)
        return path
