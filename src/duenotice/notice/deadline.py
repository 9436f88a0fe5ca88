"""An option's own deadline for one person: every reading of its clock, and the day that is safe.

The clock runs from the event that the option's letters call by a name, so deadline and letters speak of
one and the same event; of several, from the latest. Its own deadline for the person is the earliest
reading (time.md section 2). It is over only when the latest reading has passed, and somebody has looked
whether a later event began it anew. Somebody else's clock is a date to watch and is never over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from duenotice.days import FIRST_DAY, Span, from_day, in_words
from duenotice.days.counting.periods import Periods, Way
from duenotice.language import EventExists, Group
from duenotice.language.readings import resolutions
from duenotice.library import AfterEvent, ByDate, NoClock, Option
from duenotice.reason.evaluate import Evaluator
from duenotice.reason.reasons import name_of
from duenotice.reason.timeline import NOBODY_KNOWS, Happening, Timeline
from duenotice.terms import Kind


@dataclass(frozen=True)
class Deadline:
    """The last day, `days.lo` by the earliest reading and `days.hi` by the latest.

    runs_from: the event in words. watch: a date to watch, which nobody here has to meet. another: nobody
    has looked whether there was a later event, from which a later deadline would run.
    """

    clock: str
    runs_from: str
    days: Span
    ways: tuple[Way, ...]
    cite: str
    watch: bool = False
    another: bool = False

    def over(self, on: int) -> bool:
        """Whether it has surely passed: by every reading, and there is no later event."""
        return not self.watch and not self.another and self.days.hi < on

    @property
    def binds(self) -> bool:
        """Whether the person has to meet it."""
        return not self.watch


@dataclass(frozen=True)
class NotKnown:
    """The option has a clock, and the day from which it runs is not on file."""

    clock: str


@dataclass(frozen=True)
class NoDeadline:
    """The option has no clock of its own that its file knows of."""


Own = Deadline | NotKnown | NoDeadline


def own_deadline(option: Option, timeline: Timeline, on: int, court: str = "any") -> Own:
    """The option's own deadline for this person."""
    match option.clock:
        case NoClock():
            return NoDeadline()
        case ByDate(date=date):
            way = Way("the day that was fixed", date.hi, _cites(option))
            return Deadline("a fixed day", "", Span(date.lo, date.hi), (way,), _cites(option))
        case AfterEvent():
            return _after(option, option.clock, timeline, on, court)
        case _:
            assert_never(option.clock)


def _after(option: Option, clock: AfterEvent, timeline: Timeline, on: int, court: str) -> Own:
    named = _named(clock)
    meant = list(_meant(option.when, clock.name, timeline))
    seen = [happening for happening in meant if happening.seen]
    if not seen:
        return NotKnown(named)
    start, periods = max(seen, key=lambda one: (one.date.hi, one.date.lo)), Periods(court)
    another = any(not one.seen and one.date.hi > start.date.lo for one in meant)
    days = Span(start.date.lo, max(start.date.lo, min(start.date.hi, on)))
    ends = periods.last_days(days, clock.length)
    if days.lo == FIRST_DAY and ends.hi >= on:
        return NotKnown(named)
    ways = periods.ends(days.lo, clock.length).each
    if days.hi != days.lo:
        ways = tuple(_on(way, f"from {word}") for way, word in _edges(periods, days, clock))
    return Deadline(named, name_of(start), ends, ways, clock.cite or _cites(option), clock.watch, another)


def _named(clock: AfterEvent) -> str:
    """``motion-to-reopen (90 days)``, ``1 year``."""
    amount, unit = clock.length.amount, clock.length.unit.value
    length = f"{amount} {unit.removesuffix('s') if amount == 1 else unit}"
    return f"{clock.length.clock} ({length})" if clock.length.clock else length


def _edges(periods: Periods, days: Span, clock: AfterEvent) -> Iterator[tuple[Way, str]]:
    """For an event that is known roughly: the mildest end of its first day, the last of its last."""
    yield periods.ends(days.lo, clock.length).each[0], in_words(from_day(days.lo))
    yield periods.ends(days.hi, clock.length).each[-1], in_words(from_day(days.hi))


def _on(way: Way, words: str) -> Way:
    return Way(f"{words}: {way.label}", way.day, way.cite)


def _meant(when: Group[Kind], name: str, timeline: Timeline) -> Iterator[Happening]:
    """Everything that the name may mean: events on file, and stand-ins for what nobody looked for."""
    for _, plain in resolutions(when):
        evaluator = Evaluator(timeline)
        bound = evaluator.group(plain).bound
        for letter in plain.letters:
            condition = letter.condition
            if isinstance(condition, EventExists) and condition.name == name:
                yield from (
                    meant for meant, _ in evaluator.options(condition, bound) if meant is not NOBODY_KNOWS
                )


def _cites(option: Option) -> str:
    return "; ".join(str(cite)[1:-1] for cite in option.cites)
