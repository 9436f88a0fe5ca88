"""One person's record as it stands at one moment: what may have happened, what was looked for.

Theory. An event on file is a *happening* of a kind with a truth: *yes* if it surely fits the kind
and had surely happened by the moment, *unknown* if it may, and it is not listed if it cannot. A
kind is shown by some terms and hinted at by others; a hint is never more than *unknown*, and
neither is an event that a later one puts in doubt.

What is not on file may still have happened on any day on which nobody looked. Those days are the
*unseen* spans of a kind. For every quantifier they stand in as happenings of their own, with the
whole span as their date and *unknown* as their truth. That one rule gives "absence counts only if
searched", and makes learning monotone: whatever turns up there is an instance of the stand-in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from duenotice.days import (
    FIRST_DAY,
    LAST_DAY,
    NOT_KNOWN,
    DateFact,
    Relation,
    Span,
    compare,
    from_day,
    from_span,
    merged,
    on_or_after,
    on_or_before,
)
from duenotice.days.counting.periods import FEDERAL, Periods
from duenotice.record import Event, Fact, Record, Search
from duenotice.terms import EventTerm, Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, YES, Truth, any_of

E = TypeVar("E", Event, Fact, Search)


@dataclass(frozen=True, eq=False)
class Happening:
    """Something that a letter can speak of: an event on file, or a stand-in for what nobody looked
    for (`event` is None). Two happenings are the same only if they are one object."""

    date: DateFact
    event: Event | None = None

    @property
    def seen(self) -> bool:
        """Whether it is on file."""
        return self.event is not None


NOBODY_KNOWS = Happening(NOT_KNOWN)
"""What a name means when there is nothing it could mean: some event, on some day."""

WHOLE_LINE = Span(FIRST_DAY, LAST_DAY)
_SAME = from_day(FIRST_DAY)


def related(left: Happening, relation: Relation, right: Happening, days: int = 0) -> Truth:
    """`compare`, knowing that an event lies on the same day as itself, however roughly dated."""
    if left is right:
        return compare(_SAME, relation, _SAME, days)
    return compare(left.date, relation, right.date, days)


@dataclass(frozen=True)
class Shown:
    """One way in which an event on file bears on a kind: fully, or as a hint at most."""

    kind: Kind
    at_most: Truth


@dataclass(frozen=True, eq=False)
class Moment:
    """The day that a question is about; if it is the day of an act on file, that act is `happening`."""

    happening: Happening

    @property
    def date(self) -> DateFact:
        """The day, known more or less exactly."""
        return self.happening.date


class Timeline:
    """A record, read with a vocabulary, at a moment. Everything is worked out once and kept."""

    def __init__(self, record: Record, vocabulary: Vocabulary, moment: Moment, shared: Happenings) -> None:
        self.record, self.vocabulary, self.moment = record, vocabulary, moment
        self._shared = shared
        self._candidates: dict[Kind, tuple[tuple[Happening, Truth], ...]] = {}
        self._unseen: dict[str, tuple[Span, ...]] = {}

    def candidates(self, kind: Kind) -> tuple[tuple[Happening, Truth], ...]:
        """The events on file that are, or may be, of this kind and have, or may have, happened."""
        if kind not in self._candidates:
            self._candidates[kind] = tuple(self.candidates_in(WHOLE_LINE, kind))
        return self._candidates[kind]

    def candidates_in(self, span: Span, kind: Kind) -> Iterator[tuple[Happening, Truth]]:
        """Those of them that may lie on a day of `span`."""
        for happening, fits in self._shared.fitting(kind).on_days(span):
            truth = min(fits, self.happened(happening))
            if truth is not NO:
                yield happening, truth

    def happened(self, happening: Happening) -> Truth:
        """Whether it had surely happened by the moment, and nothing puts it in doubt."""
        if happening is self.moment.happening:
            return YES
        truth = on_or_before(happening.date, self.moment.date)
        return truth if truth is NO or not self.doubted_by(happening) else min(truth, UNKNOWN)

    def doubted_by(self, happening: Happening) -> tuple[Happening, ...]:
        """Events by the moment that put this one in doubt."""
        return tuple(
            other
            for other in self._shared.doubters(happening)
            if on_or_before(other.date, self.moment.date) is not NO
        )

    def ways(self, kind: Kind) -> tuple[Shown, ...]:
        """The kinds of event that show or hint at `kind`."""
        return self._shared.ways(kind)

    def unseen(self, kind: Kind) -> tuple[Span, ...]:
        """The days by the moment on which an event of this kind may have happened unseen."""
        if kind.term not in self._unseen:
            latest = self.moment.date.hi
            spans = [
                Span(span.lo, min(span.hi, latest))
                for span in self._shared.not_searched(kind.term)
                if span.lo <= latest
            ]
            self._unseen[kind.term] = tuple(spans)
        return self._unseen[kind.term]

    def split(self, span: Span, kinds: Iterable[Kind], most: int) -> tuple[Span, ...]:
        """A span cut at the days of the events of these kinds, into `most` pieces at the most."""
        days = {
            day for kind in kinds for happening, _ in self.candidates(kind) for day in turning_days(happening)
        }
        inside = sorted(day for day in days if span.lo < day <= span.hi)
        cuts = inside if len(inside) < most else inside[:: len(inside) // most + 1]
        ends = [*(cut - 1 for cut in cuts), span.hi]
        return tuple(Span(lo, hi) for lo, hi in zip([span.lo, *cuts], ends, strict=True))

    @property
    def periods(self) -> Periods:
        """How periods are counted here: by the court of the order that is asked."""
        return self._shared.periods

    def searches(self, kind: Kind) -> tuple[Search, ...]:
        """The searches that looked for this kind."""
        return self._shared.searches(kind.term)

    def facts(self, name: str) -> tuple[tuple[Fact, Truth], ...]:
        """The facts of this name on file, with whether each holds at the moment (never *no*)."""
        found = []
        for fact in self._shared.facts[name]:
            holds = min(on_or_before(fact.since, self.moment.date), on_or_after(fact.until, self.moment.date))
            if holds is not NO:
                found.append((fact, min(holds, UNKNOWN) if self.fact_doubters(fact) else holds))
        return tuple(found)

    def fact_doubters(self, fact: Fact) -> tuple[Happening, ...]:
        """Events after which a fact without a stated beginning may have ended (a removal)."""
        if fact.since.lo > FIRST_DAY:
            return ()
        kinds = self.vocabulary.facts[fact.name].doubted_by
        return tuple(happening for kind in kinds for happening, _ in self.candidates(kind))


class Days:
    """Happenings with their truth, in the order of their first day, to be looked up by days."""

    def __init__(self, found: Iterable[tuple[Happening, Truth]]) -> None:
        self._found = sorted(found, key=lambda one: (one[0].date.lo, one[0].date.hi))
        self._first = [happening.date.lo for happening, _ in self._found]
        self._reach = list(accumulate((happening.date.hi for happening, _ in self._found), max))

    def on_days(self, span: Span) -> Iterator[tuple[Happening, Truth]]:
        """Those that may lie on a day of `span`. None before the first that reaches it can."""
        start, end = bisect_left(self._reach, span.lo), bisect_right(self._first, span.hi)
        return (one for one in self._found[start:end] if one[0].date.hi >= span.lo)


class Happenings:
    """What does not depend on the moment: the events by term, without duplicates, the searches, and
    how periods are counted."""

    def __init__(self, record: Record, vocabulary: Vocabulary, periods: Periods = FEDERAL) -> None:
        self.record, self.vocabulary, self.periods = record, vocabulary, periods
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in _each_once(record.facts):
            self.facts[fact.name].append(fact)
        self.by_term: dict[str, list[Happening]] = defaultdict(list)
        for event in sorted(_each_once(record.events), key=_by_date):
            self.by_term[event.kind.term].append(Happening(event.date, event))
        self._searches = _each_once(record.searches)
        self._doubters: dict[Happening, tuple[Happening, ...]] = {}
        self._fitting: dict[Kind, Days] = {}

    def fitting(self, kind: Kind) -> Days:
        """The events on file that fit the kind, surely or perhaps, whenever they happened."""
        if kind not in self._fitting:
            best: dict[Happening, Truth] = {}
            for shown in self.ways(kind):
                for happening in self.by_term.get(shown.kind.term, ()):
                    assert happening.event is not None
                    term = self.vocabulary.event(shown.kind.term)
                    fits = term.fits(shown.kind.qualifiers, happening.event.kind.qualifiers)
                    best[happening] = any_of([best.get(happening, NO), min(fits, shown.at_most)])
            self._fitting[kind] = Days((h, truth) for h, truth in best.items() if truth is not NO)
        return self._fitting[kind]

    def ways(self, kind: Kind) -> tuple[Shown, ...]:
        """The kinds of event that show or hint at `kind`, itself included."""
        term = self.vocabulary.event(kind.term)
        ways = [Shown(kind, YES)]
        ways += [Shown(way, YES) for way in term.shown_by if way.term != kind.term]
        ways += [Shown(way, UNKNOWN) for way in term.hinted_at_by]
        return tuple(ways)

    def doubters(self, happening: Happening) -> tuple[Happening, ...]:
        """Events on or after this one that put it in doubt."""
        if happening not in self._doubters:
            assert happening.event is not None
            term = self.vocabulary.event(happening.event.kind.term)
            self._doubters[happening] = tuple(
                other
                for kind in term.doubted_by
                for other in self.by_term.get(kind.term, ())
                if on_or_after(other.date, happening.date) is not NO
            )
        return self._doubters[happening]

    def searches(self, term: str) -> tuple[Search, ...]:
        """Every search that looked for this term or for something that would show it."""
        wanted = _showing(self.vocabulary.event(term))
        return tuple(s for s in self._searches if any(self._covers(s, one) for one in wanted))

    def not_searched(self, term: str) -> tuple[Span, ...]:
        """The days on which something that shows the term was not looked for."""
        gaps = (self._gaps(one) for one in _showing(self.vocabulary.event(term)))
        return merged(span for spans in gaps for span in spans)

    @cached_property
    def _known_gaps(self) -> dict[str, tuple[Span, ...]]:
        return {}

    def _gaps(self, term: str) -> tuple[Span, ...]:
        if term not in self._known_gaps:
            looked = merged(
                span for s in self._searches if self._covers(s, term) and (span := _surely(s)).lo <= span.hi
            )
            self._known_gaps[term] = _complement(looked)
        return self._known_gaps[term]

    def _covers(self, search: Search, term: str) -> bool:
        covers = self.vocabulary.covers
        return any(name == "everything" or term in covers[name] for name in search.terms)


def _each_once(entries: Iterable[E]) -> tuple[E, ...]:
    """The entries without duplicates, in an order that does not depend on how they were filed."""
    ordered = sorted(entries, key=lambda entry: repr((entry.content, entry.origin)))
    return tuple({entry.content: entry for entry in ordered}.values())


def _by_date(event: Event) -> tuple[int, int, str, str]:
    return event.date.lo, event.date.hi, str(event.kind), str(event.date)


def _showing(term: EventTerm) -> tuple[str, ...]:
    """The terms that must be looked for before the absence of `term` counts: those that show it.
    What only hints at it cannot make it so, and need not have been looked for."""
    return tuple(dict.fromkeys(kind.term for kind in term.shown_by))


def _surely(search: Search) -> Span:
    """The days that a search covers whatever its dates mean."""
    return Span(search.since.hi, search.through.lo)


def _complement(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    edges = [FIRST_DAY - 1, *(edge for span in spans for edge in span), LAST_DAY + 1]
    gaps = (Span(lo + 1, hi - 1) for lo, hi in zip(edges[::2], edges[1::2], strict=True))
    return tuple(gap for gap in gaps if gap.lo <= gap.hi)


def turning_days(happening: Happening) -> tuple[int, int, int]:
    """The days on which a comparison with this happening can turn."""
    return happening.date.lo, happening.date.hi, happening.date.hi + 1


def stand_in(span: Span) -> Happening:
    """A happening that nobody saw, on some day of `span`."""
    return Happening(from_span(span.lo, span.hi))
