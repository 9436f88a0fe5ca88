"""A group of letters at a moment: its truth, and the choice of events that gives it.

Theory. In an *all of* group, ``call it the X`` lets every later letter speak of the same event. So
the group asks for one choice of events under which its letters are best: its truth is the
greatest, over all choices, of the least over its letters. A choice may also fall on a stand-in
for what nobody looked for (see `timeline`); and where a name can mean nothing at all, its letter
is *no* and the letters that use the name are asked about an event of which nothing is known.

Among the choices that give the greatest truth, the one to be shown has the fewest letters that
fail, then the fewest that are unknown, then the better value in the letter that comes first by
its label. That choice does not depend on the order of letters, events or names.

Two things keep this quick for a long record. A timing only lets through the days of its window, so
a letter looks at the events of those days alone. And a beginning of a choice is given up when even
its *ceiling*, the same question for the remaining letters with the earlier names forgotten (what
needs them is granted), would be no better than the best choice so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import assert_never

from duenotice.days import FIRST_DAY, NOT_KNOWN, Relation, Span, window
from duenotice.language import (
    Anchor,
    Choice,
    Condition,
    DayIs,
    EventExists,
    FactIs,
    Group,
    How,
    Lapsed,
    Letter,
    Named,
    NoEvent,
    OnDate,
    Readings,
    TheDay,
    Timing,
)
from duenotice.reason.facts import any_of_facts
from duenotice.reason.steps import Step, clock_of
from duenotice.reason.timeline import NOBODY_KNOWS, Happening, Timeline, related, stand_in
from duenotice.terms import FactTerm, Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, all_of, any_of

NEVER: Group[Kind] = Group(How.ANY, ())
"""No exception: an *any of* without letters is never so."""

Bound = tuple[tuple[str, Happening], ...]
"""Which event each name means: name and happening, in the order of their introduction."""


@dataclass(frozen=True)
class Best:
    """The truth of a group, the truth of each of its letters, what its names mean, and the truth of
    the exception (``unless``), which is *no* where there is none."""

    truth: Truth
    letters: tuple[Truth, ...]
    bound: Bound
    exception: Truth = NO


WHATEVER = Happening(NOT_KNOWN)
"""What a forgotten name means: every letter that uses it is granted."""

_Rank = tuple[Truth, int, int, list[Truth]]


class _Search:
    """A search for the best choice of a group: the best rank so far, and the ceiling of each position."""

    def __init__(self, letters: tuple[Letter[Kind], ...]) -> None:
        self.letters = letters
        self.best: _Rank | None = None
        self.ceilings: dict[int, tuple[Truth, ...]] = {}
        self._by_label = sorted(range(len(letters)), key=lambda number: letters[number].label)

    def better(self, truths: tuple[Truth, ...], exception: Truth = NO) -> _Rank | None:
        """The rank of a choice, if it is better than the best so far."""
        failed, open_ = (*truths, ~exception).count(NO), truths.count(UNKNOWN)
        truth = min(*truths, ~exception) if truths else ~exception
        rank = truth, -failed, -open_, [truths[number] for number in self._by_label]
        return rank if self.best is None or rank > self.best else None


class Evaluator:
    """Asks letters of one timeline. Every answer is kept, so that choices can share it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._kept: dict[tuple[int, Bound], Truth] = {}
        self._keep: list[object] = []

    def group(self, group: Group[Kind], bound: Bound = (), unless: Group[Kind] = NEVER) -> Best:
        """The best choice for a group, with the names in `bound` already given a meaning.

        `unless` is asked with the names of the group; where it is so, the group is not.
        """
        *_, best = self.choices(group, bound, unless, _Search(group.letters))
        return best

    def choices(
        self,
        group: Group[Kind],
        bound: Bound = (),
        unless: Group[Kind] = NEVER,
        search: _Search | None = None,
    ) -> Iterator[Best]:
        """The choices that a group has. With `search`, only those better than all before."""
        if group.how is How.ANY:
            truths = tuple(self.truth(letter.condition, bound) for letter in group.letters)
            yield self._finished(any_of(truths), truths, bound, unless)
            return
        yield from self._deeper(group.letters, (), bound, unless, search)

    def _deeper(
        self,
        letters: tuple[Letter[Kind], ...],
        truths: tuple[Truth, ...],
        bound: Bound,
        unless: Group[Kind],
        search: _Search | None,
    ) -> Iterator[Best]:
        """Depth first over the letters; a beginning that cannot be the best is given up."""
        if search and search.best and not search.better(truths + self._ceiling(search, truths, bound)):
            return
        if len(truths) == len(letters):
            found = self._finished(all_of(truths), truths, bound, unless)
            if search:
                rank = search.better(truths, found.exception)
                if rank is None:
                    return
                search.best = rank
            yield found
            return
        condition = letters[len(truths)].condition
        if isinstance(condition, EventExists) and condition.name:
            options = list(self.options(condition, bound)) or [(NOBODY_KNOWS, NO)]
            for happening, truth in sorted(options, key=lambda option: -option[1]):
                named = (*bound, (condition.name, happening))
                yield from self._deeper(letters, (*truths, truth), named, unless, search)
        else:
            truth = self.truth(condition, bound)
            yield from self._deeper(letters, (*truths, truth), bound, unless, search)

    def _ceiling(self, search: _Search, truths: tuple[Truth, ...], bound: Bound) -> tuple[Truth, ...]:
        """The most that the letters still to come can be, whatever the names so far mean."""
        done, rest = search.letters[: len(truths)], search.letters[len(truths) :]
        if not (done and _name(done[-1]) and any(_name(letter) for letter in rest)):
            return (YES,) * len(rest)
        if len(done) not in search.ceilings:
            names = {_name(letter) for letter in done}
            forgotten = tuple((name, WHATEVER if name in names else meant) for name, meant in bound)
            search.ceilings[len(done)] = self.group(Group(How.ALL, rest), forgotten).letters
        return search.ceilings[len(done)]

    def _finished(self, truth: Truth, truths: tuple[Truth, ...], bound: Bound, unless: Group[Kind]) -> Best:
        exception = self.group(unless, bound).truth if unless.letters else NO
        return Best(min(truth, ~exception), truths, bound, exception)

    def truth(self, condition: Condition[Kind], bound: Bound = ()) -> Truth:
        """The truth of one condition, kept for the names that it really uses."""
        used = names_in(condition)
        if any(meant is WHATEVER for name, meant in bound if name in used):
            return YES
        key = (id(condition), tuple(pair for pair in bound if pair[0] in used))
        if key not in self._kept:
            self._keep.append(condition)
            self._kept[key] = self._truth(condition, bound)
        return self._kept[key]

    def _truth(self, condition: Condition[Kind], bound: Bound) -> Truth:
        match condition:
            case FactIs():
                return any_of_facts(
                    condition, self.timeline.facts(condition.fact.term), self._term(condition)
                )
            case EventExists():
                return any_of(truth for _, truth in self.options(condition, bound))
            case NoEvent():
                exists = EventExists(Choice.A, condition.what, condition.timings)
                return ~any_of(truth for _, truth in self.options(exists, bound))
            case DayIs(timing=timing):
                return self._timed(self.timeline.moment.happening, timing, bound)
            case Lapsed():
                step = self.step(condition, bound)
                return min(step.over, ~step.done)
            case Group():
                return self.group(condition, bound).truth
            case Readings():
                raise AssertionError("contested letters are resolved before they are evaluated")
            case _:
                assert_never(condition)

    def _term(self, fact: FactIs[Kind]) -> FactTerm:
        return self.timeline.vocabulary.facts[fact.fact.term]

    def options(self, exists: EventExists[Kind], bound: Bound) -> Iterator[tuple[Happening, Truth]]:
        """The happenings that are, or may be, what the letter speaks of; stand-ins come last."""
        known = tuple(timing for timing in exists.timings if not self._forgotten(timing, bound))
        fitting = self._fitting(exists.what, known, bound)
        unseen = self.unseen(exists.what, known, bound)
        if len(known) < len(exists.timings):
            yield from fitting
            yield from [(WHATEVER, UNKNOWN)] if unseen else []
            yield NOBODY_KNOWS, NO
        elif exists.choice is Choice.A:
            yield from fitting
            yield from ((stand_in(span), UNKNOWN) for span in unseen)
        else:
            everything = [*fitting, *((stand_in(span), UNKNOWN) for span in unseen)]
            yield from _outermost(everything, exists.choice)

    def _fitting(
        self, kind: Kind, timings: tuple[Timing, ...], bound: Bound
    ) -> Iterator[tuple[Happening, Truth]]:
        for happening, base in self.timeline.candidates_in(self.matters(timings, bound), kind):
            truth = min(base, self.fits_timings(happening, timings, bound))
            if truth is not NO:
                yield happening, truth

    def _forgotten(self, timing: Timing, bound: Bound) -> bool:
        return isinstance(timing.anchor, Named) and dict(bound)[timing.anchor.name] is WHATEVER

    def fits_timings(self, happening: Happening, timings: tuple[Timing, ...], bound: Bound) -> Truth:
        """Whether a happening stands in all of these relations."""
        return all_of(self._timed(happening, timing, bound) for timing in timings)

    def _timed(self, happening: Happening, timing: Timing, bound: Bound) -> Truth:
        return related(happening, timing.relation, self.anchor(timing.anchor, bound), timing.days)

    def anchor(self, anchor: Anchor, bound: Bound) -> Happening:
        """What an anchor means: a named event, a date in the order, or the day of the question."""
        match anchor:
            case Named(name=name):
                return dict(bound)[name]
            case OnDate(date=date):
                return Happening(date)
            case TheDay():
                return self.timeline.moment.happening
            case _:
                assert_never(anchor)

    def matters(self, timings: tuple[Timing, ...], bound: Bound) -> Span:
        """The span that matters: the days on which an event could stand in these relations."""
        lo, hi = FIRST_DAY, self.timeline.moment.date.hi
        for timing in timings:
            days = window(timing.relation, self.anchor(timing.anchor, bound).date, timing.days)
            lo, hi = max(lo, days.lo), min(hi, days.hi)
        return Span(lo, hi)

    def unseen(self, kind: Kind, timings: tuple[Timing, ...], bound: Bound) -> tuple[Span, ...]:
        """The parts of the span that matters in which nobody looked."""
        return tuple(_within(self.timeline.unseen(kind), self.matters(timings, bound)))

    def step(self, lapsed: Lapsed[Kind], bound: Bound) -> Step:
        """Whether the time of a step is over at this moment, and whether the step was done in it."""
        start, moment = self.anchor(lapsed.anchor, bound), self.timeline.moment
        clock = clock_of(start.date, lapsed.period, self.timeline.periods)
        over = NO if start is moment.happening else clock.over(moment.date)
        timings = self.step_timings(lapsed)
        lo, hi = self.matters(timings, bound)
        span = Span(lo, min(hi, clock.last.hi))
        found = tuple(
            (happening, min(base, self.fits_timings(happening, timings, bound), ~clock.over(happening.date)))
            for happening, base in self.timeline.candidates_in(span, lapsed.what)
        )
        unseen = tuple(_within(self.timeline.unseen(lapsed.what), span))
        done = any_of([*(truth for _, truth in found), *(UNKNOWN for _ in unseen)])
        return Step(over, done, start, clock, found, unseen)

    @staticmethod
    def step_timings(lapsed: Lapsed[Kind]) -> tuple[Timing, ...]:
        """Where what a step asks for must lie: from its beginning on, if the order says nothing else."""
        return lapsed.timings or (Timing(Relation.ON_OR_AFTER, lapsed.anchor),)


def _within(gaps: tuple[Span, ...], span: Span) -> Iterator[Span]:
    for gap in gaps:
        part = Span(max(gap.lo, span.lo), min(gap.hi, span.hi))
        if part.lo <= part.hi:
            yield part


def _outermost(
    everything: list[tuple[Happening, Truth]], choice: Choice
) -> Iterator[tuple[Happening, Truth]]:
    """Those that are, or may be, the first or the last of all: none lies beyond them."""
    relation = Relation.AFTER if choice is Choice.LAST else Relation.BEFORE
    others = everything[::-1] if choice is Choice.LAST else everything
    for happening, truth in everything:
        beyond = (
            min(other_truth, related(other, relation, happening))
            for other, other_truth in others
            if other is not happening
        )
        chosen = min(truth, ~any_of(beyond))
        if chosen is not NO:
            yield happening, chosen


@cache
def names_in(condition: Condition[Kind]) -> frozenset[str]:
    """The names that a condition uses and does not itself introduce before."""
    match condition:
        case EventExists(timings=timings) | NoEvent(timings=timings):
            return frozenset(t.anchor.name for t in timings if isinstance(t.anchor, Named))
        case DayIs(timing=timing):
            return frozenset([timing.anchor.name] if isinstance(timing.anchor, Named) else [])
        case Lapsed(anchor=anchor, timings=timings):
            anchors = (anchor, *(timing.anchor for timing in timings))
            return frozenset(one.name for one in anchors if isinstance(one, Named))
        case Group(letters=letters):
            return frozenset(name for letter in letters for name in names_in(letter.condition))
        case _:
            return frozenset()


def _name(letter: Letter[Kind]) -> str:
    """The name that a letter introduces, if any."""
    return letter.condition.name if isinstance(letter.condition, EventExists) else ""
