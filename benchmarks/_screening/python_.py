"""Plain Python, one person after the other, the whole question in three values: letters on every choice.

Written from the order's text, not from the statement by hand: every order with every release, as a reader
would.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from platform import python_version
from time import perf_counter

import numpy as np
import pyarrow.parquet as pq

from . import question
from .answers import Answered
from .people import Event, codes, entries, with_spans

ORDER, RELEASE, CRIME, BREACH, DETENTION, ENDING, REMOVAL, NOTICE, RETURNED = range(len(question.PARTS))
NEEDED = {
    ORDER: "final order of removal",
    RELEASE: "release from ICE custody",
    CRIME: "criminal violation",
    BREACH: "violation of release conditions",
    DETENTION: "detention for removal",
    ENDING: "event ending the order",
    NOTICE: "notice of detention",
}
ON, ENTERED, LAST = question.ON.lo, question.ENTERED.lo, 3_652_059
Span = tuple[int, int]
Found = tuple[int, int, int]
"""A truth and the first and last day."""


def after(left: Found, right: Found) -> int:
    """Whether one lies after the other."""
    return 2 if left[1] > right[2] else 0 if left[2] <= right[1] else 1


def unseen(searched: list[Span]) -> list[Span]:
    """The days that no search covers."""
    found, day = [], 1
    for since, through in sorted(searched):
        if since > day:
            found.append((day, since - 1))
        day = max(day, through + 1)
    return [*found, (day, LAST)] if day <= LAST else found


class Rule:
    """The order, with what the codes of the data mean."""

    def __init__(self, place: Path, kind: str) -> None:
        self.national, self.here = entries(place, "nationality"), entries(place, "presence")
        self.covers: dict[int, set[int]] = {}
        for looked, term in pq.read_table(place / "covers.parquet").to_pandas().itertuples(index=False):
            self.covers.setdefault(looked, set()).add(term)
        papers = pq.read_table(place / "papers.parquet").to_pylist()
        self.papers = {row["paper"]: (row["mild"], row["strict"]) for row in papers}
        acts = pq.read_table(place / "acts.parquet").to_pylist()
        self.latest = {row["date"]: row["latest"] for row in acts}
        needs = codes(place)["needs"]
        self.terms = {part: tuple(needs[name]) for part, name in NEEDED.items()}
        searches = pq.read_table(place / kind / "searches.parquet", filters=[("p", "=", 0)]).to_pylist()
        self.everybody = [(row["looked"], row["since"], row["through"]) for row in searches]
        self.holes: dict[tuple[tuple[int, int, int], ...], dict[int, list[Span]]] = {}

    def not_searched(self, own: list[tuple[int, int, int]]) -> dict[int, list[Span]]:
        """For each part of the order the days that nobody searched."""
        if (known := self.holes.get(tuple(own))) is not None:
            return known
        by_term: dict[int, list[Span]] = {term: [] for terms in self.terms.values() for term in terms}
        for looked, since, through in (*self.everybody, *own):
            for term in self.covers.get(looked, ()):
                if term in by_term:
                    by_term[term].append((since, through))
        gaps = {term: unseen(searched) for term, searched in by_term.items()}
        found = {part: [gap for term in terms for gap in gaps[term]] for part, terms in self.terms.items()}
        if len(self.holes) < 10_000:
            self.holes[tuple(own)] = found
        return found

    def person(
        self, said: list[int], events: list[Event], own: list[tuple[int, int, int]]
    ) -> tuple[int, int]:
        """The class on the day of the question, and the duty."""
        nation = [self.national[entry] for entry in said if entry in self.national]
        if nation and max(nation) == 0:
            return 0, 0
        holes = self.not_searched(own)
        now = self.member(said, events, holes, ON, ON, 0)
        if now == 0 and not any(e.part == DETENTION and e.lo <= ON and e.hi >= ENTERED for e in events):
            return 0, 0
        status = self.judged(said, events, holes)
        status = status or (1 if now == 2 else 3 if now == 1 else 0)
        ended = [e.hi for e in events if e.part in (ENDING, REMOVAL) and e.truth == 2 and e.hi <= ON]
        taken = [e.lo for e in events if e.part == DETENTION and e.hi <= ON]
        left_out = bool(ended and taken and min(ended) < max(taken))
        return now, 3 if left_out and status else status

    def member(
        self, said: list[int], events: list[Event], holes: dict[int, list[Span]], lo: int, hi: int, act: int
    ) -> int:
        """The class on one day, which may be known as a span."""
        happened: dict[int, list[Found]] = {part: [] for part in range(len(question.PARTS))}
        for e in events:
            if e.lo <= hi or e.id == act:
                sure = e.hi <= lo or e.id == act
                happened[e.part].append((e.truth if sure else 1, e.lo, e.hi))
        for part, gaps in holes.items():
            happened[part] += [(1, since, min(through, hi)) for since, through in gaps if since <= hi]
        endings = happened[ENDING] + happened[REMOVAL]
        broken = happened[CRIME] + happened[BREACH]
        nation = [self.national[entry] for entry in said if entry in self.national]
        here = [self.here[entry] for entry in said if entry in self.here]
        l_a = max(nation) if nation else 1
        l_b = max(here) if here else 1
        if happened[REMOVAL]:
            l_b = 1
        best = 0
        for order in happened[ORDER]:
            ended = max((min(e[0], after(e, order)) for e in endings), default=0)
            for release in happened[RELEASE]:
                broke = max((min(v[0], after(v, release)) for v in broken), default=0)
                again = max((min(d[0], after(d, release)) for d in happened[DETENTION]), default=0)
                letters = (order[0], release[0], after(release, order), 2 - broke, max(again, 2 - ended))
                best = max(best, min(letters))
        return min(l_a, l_b, best)

    def judged(self, said: list[int], events: list[Event], holes: dict[int, list[Span]]) -> int:
        """The most serious status of the acts on file."""
        acts = [(e, 2 if e.hi <= ON else 1) for e in events if e.part == DETENTION and e.lo <= ON]
        worst = 0
        for x, truth in acts:
            force = 0 if x.hi < ENTERED else 2 if x.lo >= ENTERED and x.hi <= ON else 1
            if force == 0:
                continue
            owed = min(truth, force, self.member(said, events, holes, x.lo, x.hi, x.id))
            if owed == 0:
                continue
            others = [(o, t) for o, t in acts if o.id != x.id]
            given = max(
                (self.given(x, n, others, events) for n in events if n.part == NOTICE and n.lo <= ON),
                default=0,
            )
            since = max((o.lo for o, t in others if t == 2 and o.hi < x.lo), default=0) + 1
            latest = self.latest[x.date]
            if since <= min(latest, ON) and any(
                lo <= min(ON, latest) and hi >= since for lo, hi in holes[NOTICE]
            ):
                given = max(given, 1)
            status = 3 if owed == 1 or given == 1 else 2 if given == 2 else 4
            worst = max(worst, status)
        return worst

    def given(self, x: Event, n: Event, others: list[tuple[Event, int]], events: Iterable[Event]) -> int:
        """Whether one notice was early enough for one act."""
        returned = any(r.part == RETURNED and r.hi >= n.lo and r.lo <= ON for r in events)
        truth = n.truth if n.hi <= ON and not returned else 1
        mild, strict = self.papers[n.paper]
        early = 2 if x.lo >= strict else 0 if x.hi < mild else 1
        by_then = 2 if n.hi <= x.lo else 0 if n.lo > x.hi else 1
        used = 0
        for o, t in others:
            since = 2 if o.lo >= n.hi else 0 if o.hi < n.lo else 1
            before = 2 if o.hi < x.lo else 0 if o.lo >= x.hi else 1
            used = max(used, min(t, since, before))
        return min(truth, early, by_then, 2 - used)


def answer(place: Path, kind: str) -> Answered:
    """Every person, one after the other; gathering each one's rows is not counted."""
    rule = Rule(place, kind)
    people = list(with_spans(place, kind))
    begun = perf_counter()
    said = [rule.person(entries_, events, own) for _, entries_, events, own in people]
    seconds = perf_counter() - begun
    p = np.array([each[0] for each in people])
    class_, duty = np.array(said).T
    return Answered(seconds, p, class_, duty, version=f"Python {python_version()}")
