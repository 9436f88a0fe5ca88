"""A step with its clock at a moment: whether its time is over, and whether it was done in it.

Each day that the beginning may mean has its own last days (`duenotice.days.counting.periods`); *over*
or *in time* is said only if every reading of the count agrees. Days are compared with last days. A
period of hours ends at a minute: there everything is compared in minutes of UTC
(`duenotice.days.counting.hour_periods`), and a day whose time nobody wrote may be any of its minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, from_edtf, from_span, iso
from duenotice.days.counting import Unit
from duenotice.days.counting.hour_periods import day_of, hour_ends, instants, local
from duenotice.days.counting.periods import Periods
from duenotice.language import Amount
from duenotice.reason.timeline import Happening
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed


@dataclass(frozen=True)
class Clock:
    """A period after something: when it ends, one span for each span of its beginning, in days or, for
    hours, in minutes of UTC."""

    period: Amount
    periods: Periods
    ends: tuple[Span, ...]

    def over(self, date: DateFact) -> Truth:
        """Whether a day, or the time of it, lies after the end."""
        return agreed(
            _beyond(at, end) for at in _scaled(date, self.period, self.periods) for end in self.ends
        )

    @property
    def end(self) -> Span:
        """The end, earliest and latest over all readings and days, in days or minutes."""
        return Span(min(end.lo for end in self.ends), max(end.hi for end in self.ends))

    @property
    def last(self) -> Span:
        """The same in days of the court's clock."""
        if not _by_hours(self.period):
            return self.end
        return Span(*(day_of(minute, self.periods.zone) for minute in self.end))

    @property
    def last_dates(self) -> tuple[DateFact, ...]:
        """The earliest end and the latest, one if they are the same, none beyond the end of the line."""
        days, near = tuple(dict.fromkeys(self.end)), 1 if _by_hours(self.period) else 0
        if self.last.hi > LAST_DAY - near or self.last.lo < FIRST_DAY + near:
            return ()  # near: the day in UTC may be another
        if not _by_hours(self.period):
            return tuple(from_edtf(iso(day)) for day in days)
        at = (local(minute, self.periods.zone) for minute in days)
        return tuple(from_edtf(one.strftime(f"{iso(one.toordinal())}T%H:%M")) for one in at)

    @property
    def due_by(self) -> str:
        """The last day, or the last minute, as EDTF; a span if the readings or the days differ."""
        if self.last.lo <= FIRST_DAY <= self.last.hi <= LAST_DAY:
            return str(from_span(FIRST_DAY, self.last.hi))
        dates = self.last_dates
        if not dates:
            return ""
        return str(dates[0]) if len(dates) == 1 else str(from_span(*self.last))


@dataclass(frozen=True)
class Step:
    """One step of a chain: whether its time is over, whether it was done in time, when it began, its
    clock, what was done, and where nobody looked."""

    over: Truth
    done: Truth
    start: Happening
    clock: Clock
    found: tuple[tuple[Happening, Truth], ...]
    unseen: tuple[Span, ...]


def clock_of(start: DateFact, period: Amount, periods: Periods) -> Clock:
    """The clock of a period that began on a day."""
    if _by_hours(period):
        begun = _scaled(start, period, periods)
        return Clock(period, periods, tuple(hour_ends(at, period.number, periods) for at in begun))
    return Clock(period, periods, tuple(periods.last_days(span, period.length) for span in start.spans))


def all_readings(ends: Iterable[Span]) -> Span:
    """The earliest and the latest of some ends."""
    found = tuple(ends)
    return Span(min(end.lo for end in found), max(end.hi for end in found))


def _by_hours(period: Amount) -> bool:
    return period.length.unit is Unit.HOURS


def _scaled(date: DateFact, period: Amount, periods: Periods) -> tuple[Span, ...]:
    """A date on the scale of a period."""
    if not _by_hours(period):
        return date.spans
    return tuple(instants(span, date.minutes, periods.zone) for span in date.spans)


def _beyond(at: Span, end: Span) -> Truth:
    """Whether a day, or minute, lies after the last one of a period."""
    if at.lo > end.hi:
        return YES
    return NO if at.hi <= end.lo else UNKNOWN
