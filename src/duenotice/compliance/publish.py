"""Which numbers of a report are hidden: the sums that bind them, drawn as networks (`small`).

    people     everybody splits by the answer, the unknown ones again by what they would be asked; everybody
               splits once more for each term by how far it was looked for, and for each fact by whether it
               is on file
    acts       all acts split into those that were never owed and the others; the others by month, by outcome,
               the unknown ones by what would settle them, and by place

A split is a step of the network, so one number that stands in several tables is one edge. Bounds are made
of the same numbers and would give them away: they are shown only where the numbers are, and from no finer
ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duenotice.compliance.bounds import Outcome, Tally
from duenotice.compliance.counts import Counts, DutyCount
from duenotice.compliance.sheet import Cell, Hidden, percent
from duenotice.compliance.small import LEAST, Count, hidden

OUTCOMES = ("violated", "met", "unknown", "pending")
SURE = {"violated": Outcome.VIOLATED, "met": Outcome.MET, "pending": Outcome.PENDING}
PEOPLE, ELSEWHERE = "people", "elsewhere"


def outcome_counts(tally: Tally) -> dict[str, int]:
    """Acts that were, or may have been, owed something, by outcome."""
    return {name: tally.surely(SURE[name]) if name in SURE else tally.unknown() for name in OUTCOMES}


def folded(counted: Counts) -> Counts:
    """The same, with the places of few acts put together: that a place is named at all would tell of them."""
    duties = tuple(replace(duty, places=_folded(duty.places)) for duty in counted.duties)
    return replace(counted, duties=duties)


def _folded(places: Mapping[str, Tally]) -> dict[str, Tally]:
    few = [label for label, tally in places.items() if tally.acts < LEAST]
    kept = {label: tally for label, tally in places.items() if label not in few}
    if not few:
        return kept
    together: Counter[int] = Counter()
    for label in few:
        together.update(places[label].of)
    return kept | {ELSEWHERE: Tally(dict(sorted(together.items())))}


@dataclass(frozen=True)
class Shown:
    """What may be shown of the numbers of a report."""

    away: frozenset[str]
    internal: bool

    def number(self, name: str, value: int) -> Cell:
        """A number, unless it is hidden."""
        return Hidden() if name in self.away else value

    def rate(self, names: Sequence[str], tally: Tally) -> Cell:
        """Bounds, where the numbers that they are made of may be shown. Where few of the unknown acts are
        of one sort, each counts as one that may come out in any way."""
        if self.internal:
            return percent(tally.rate)
        if any(name in self.away for name in names):
            return Hidden()
        both = sum(n for may, n in tally.of.items() if may.bit_count() > 1 and may & 4 and may & 8)
        met, violated = tally.unknown(Outcome.MET) - both, tally.unknown(Outcome.VIOLATED) - both
        neither = tally.unknown() - both - met - violated
        if any(0 < n < LEAST for n in (both, met, violated, neither)):
            merged = {int(SURE[name]): tally.surely(SURE[name]) for name in SURE}
            return percent(Tally(merged | {int(sum(Outcome)): tally.unknown()}).rate)
        return percent(tally.rate)


def shown(counted: Counts, internal: bool) -> Shown:
    """Decide over every number of a report."""
    if internal:
        return Shown(frozenset(), True)
    networks = [list(_people(counted))]
    networks += [list(_acts(number, duty)) for number, duty in enumerate(counted.duties, 1)]
    if len(counted.classes) > 1:
        networks.append(list(_asked(counted)))
    return Shown(frozenset().union(*map(hidden, networks)), False)


class _Chain:
    """Splits of one total, one behind the other, as edges."""

    def __init__(self, total: str, count: int) -> None:
        self.total, self.count, self.steps = total, count, 0
        self.edges: list[Count] = []

    def split(self, parts: Mapping[str, int]) -> None:
        """Everybody goes through one of the parts."""
        here, there = self.node(), self.node(1)
        self.edges += [Count(name, here, there, number) for name, number in parts.items()]
        self.steps += 1

    def node(self, further: int = 0) -> str:
        return f"{self.total} {self.steps + further}"

    def closed(self) -> Iterator[Count]:
        yield from self.edges
        yield Count(self.total, self.node(), f"{self.total} 0", self.count)


def _people(counted: Counts) -> Iterator[Count]:
    chain = _Chain(PEOPLE, counted.people)
    answers = {f"answer|{answer}": people for answer, people in people_by_answer(counted).items()}
    chain.split(answers)
    if len(counted.classes) == 1:
        open_ = chain.edges.pop(next(n for n, e in enumerate(chain.edges) if e.name == "answer|unknown"))
        chain.edges.append(Count(open_.name, open_.tail, "the unknown", open_.number))
        chain.edges += [Count(name, "the unknown", open_.head, n) for name, n in asked_parts(counted).items()]
    for looked in counted.looked:
        parts = {"never": looked.never, "partly": looked.partly, "through": looked.through}
        chain.split({f"looked|{looked.term}|{how}": people for how, people in parts.items()})
    for fact in counted.on_file:
        chain.split({f"on file|{fact.fact}|no": fact.missing, f"on file|{fact.fact}|yes": fact.there})
    yield from chain.closed()


def _asked(counted: Counts) -> Iterator[Count]:
    """Of several classes: the questions by themselves."""
    parts = asked_parts(counted)
    chain = _Chain("asked", sum(parts.values()))
    chain.split(parts)
    yield from chain.closed()


def people_by_answer(counted: Counts) -> Mapping[str, int]:
    """The answers that are published: of the one class, or of all classes together."""
    return counted.classes[0].answers if len(counted.classes) == 1 else counted.protected


def asked_parts(counted: Counts) -> dict[str, int]:
    """Unknown people by the step that would settle them."""
    steps = {f"ask|{number}": step.settles for number, step in enumerate(counted.asking.steps, 1)}
    return steps | {"ask|none": counted.asking.unaskable}


def _acts(number: int, duty: DutyCount) -> Iterator[Count]:
    name = f"duty {number}"
    owed = duty.tally.acts - duty.tally.surely(Outcome.NOT_OWED)
    yield Count(f"{name}|acts", f"{name} end", f"{name} all", duty.tally.acts)
    yield Count(f"{name}|not owed", f"{name} all", f"{name} end", duty.tally.acts - owed)
    yield Count(f"{name}|owed", f"{name} all", f"{name} by month", owed)
    yield from _two_ways(name, "month", duty.months, f"{name} by month", "{} before")
    settle = {f"{name}|settle|{n}": step.settles for n, step in enumerate(duty.asking.steps, 1)}
    settle[f"{name}|settle|none"] = duty.asking.unaskable
    for outcome, acts in outcome_counts(duty.tally).items():
        after = f"{name} {outcome} after" if duty.places else f"{name} end"
        middle = f"{name} the unknown" if outcome == "unknown" else after
        yield Count(f"{name}|{outcome}", f"{name} {outcome} before", middle, acts)
        if outcome == "unknown":
            yield from (Count(key, middle, after, n) for key, n in settle.items())
    if duty.places:
        yield from _two_ways(name, "place", duty.places, f"{name} end", "{} after", turned=True)


def _two_ways(
    name: str, by: str, groups: Mapping[str, Tally], outer: str, node: str, turned: bool = False
) -> Iterator[Count]:
    """Rows by month or place, columns by outcome."""
    for label, tally in groups.items():
        row = f"{name} {by} {label}"
        yield _edge(f"{name}|{by}|{label}", outer, row, sum(outcome_counts(tally).values()), turned)
        for outcome, acts in outcome_counts(tally).items():
            column = f"{name} {node.format(outcome)}"
            yield _edge(f"{name}|{by}|{label}|{outcome}", row, column, acts, turned)


def _edge(name: str, tail: str, head: str, number: int, turned: bool) -> Count:
    return Count(name, head, tail, number) if turned else Count(name, tail, head, number)


def names_of(duty: int, *parts: str) -> Iterable[str]:
    """The names of the numbers that a row's bounds are made of."""
    return ("|".join((f"duty {duty}", *parts, outcome)) for outcome in ("violated", "met", "unknown"))
