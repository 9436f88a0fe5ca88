"""Periods of hours: minutes in UTC, and the ends of a period on every reading.

An instant is a whole number of minutes in UTC since the first day, so that hours are elapsed hours
whatever the clocks of the court do (FRCP 6(a)(2)). A day whose time nobody wrote is all of its minutes,
and a time that the clock shows twice, when it is put back, is both of them.

An end on a closed day moves to the same time on the next open day (6(a)(2)(C)), and so the later of two
periods can end first: of an end on Saturday at ten and one on Sunday at nine, the second comes on Monday
an hour before the first. For a beginning that is known only roughly the ends of its span are therefore
not enough; the midnights between are looked at as well, and no end lies outside of what those give.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from duenotice.days.counting.count import count
from duenotice.days.counting.periods import BEYOND, Periods
from duenotice.days.value import FIRST_DAY, LAST_DAY, Span
from duenotice.problems import Refused

DAY = 24 * 60
"""The minutes of a day."""

_CLOSED_AT_MOST = 8
"""No row of closed days is longer: a weekend between holidays, in lieu or declared."""


def instants(day: Span, minutes: Span, zone: str) -> Span:
    """The minutes in UTC that may be meant by some minutes of some days on the clock of a zone."""
    return Span(min(_instants(day.lo, minutes.lo, zone)), max(_instants(day.hi, minutes.hi, zone)))


def _instants(day: int, minute: int, zone: str) -> Iterator[int]:
    """One minute by the clock: two if it comes twice. At the ends of the line, a day more on each side."""
    if not FIRST_DAY < day < LAST_DAY:
        yield from (day * DAY + minute - DAY, day * DAY + minute + DAY)
        return
    for fold in (0, 1):
        at = datetime.combine(
            date.fromordinal(day), time(minute // 60, minute % 60, fold=fold), ZoneInfo(zone)
        )
        utc = at.astimezone(UTC)
        yield utc.toordinal() * DAY + utc.hour * 60 + utc.minute


def local(instant: int, zone: str) -> datetime:
    """A minute in UTC on the clock of a zone. Raises `OverflowError` or `ValueError` off the line."""
    day, minute = divmod(instant, DAY)
    utc = datetime.combine(date.fromordinal(day), time(minute // 60, minute % 60), UTC)
    return utc.astimezone(ZoneInfo(zone))


def day_of(instant: int, zone: str) -> int:
    """The day of a minute in UTC on the clock of a zone."""
    try:
        return local(instant, zone).toordinal()
    except (OverflowError, ValueError):
        return instant // DAY


def hour_ends(start: Span, hours: int, periods: Periods) -> Span:
    """The end of a period of hours that begins at some minute of `start`: the earliest and the latest of
    all readings."""
    begun = {start.lo, start.hi, *_midnights(start, hours, periods.zone)}
    ends = [_ends(at, hours, periods) for at in begun]
    return Span(min(end.lo for end in ends), max(end.hi for end in ends))


def first_after(given: Span, hours: int, periods: Periods) -> Span:
    """The first minute that lies so many hours after some minute of `given`, the earliest and the latest of
    all readings. After no number of hours: the same minute, in which nobody can tell what came first, and
    the next one."""
    if not hours:
        return Span(given.lo, given.hi + 1)
    return Span(given.lo + hours * 60, hour_ends(given, hours, periods).hi)


def first_minute(day: int, zone: str) -> int:
    """The minute in UTC with which a day begins on the clock of a zone."""
    return instants(Span(day, day), Span(0, 0), zone).lo


def last_minute(day: int, zone: str) -> int:
    """The minute in UTC with which it ends."""
    return instants(Span(day, day), Span(DAY - 1, DAY - 1), zone).hi


def _ends(start: int, hours: int, periods: Periods) -> Span:
    plain = start + hours * 60
    try:
        counted = count(
            local(start, periods.zone),
            hours,
            "hours",
            ruleset=periods.rules,
            court=periods.court,
            zone=periods.zone,
        )
    except (Refused, OverflowError, ValueError):
        return Span(plain, plain + BEYOND * DAY)
    return Span(_minute(counted.earliest), _minute(counted.latest))


def _minute(at: date) -> int:
    assert isinstance(at, datetime)
    utc = at.astimezone(UTC)
    return utc.toordinal() * DAY + utc.hour * 60 + utc.minute


def _midnights(start: Span, hours: int, zone: str) -> Iterator[int]:
    """The beginnings in a span whose plain ends are the first or the last minute of a day, near its sides."""
    for edge in start:
        day = (edge + hours * 60) // DAY
        for near in range(day - _CLOSED_AT_MOST, day + _CLOSED_AT_MOST + 1):
            for minute in (0, DAY - 1):
                ends = instants(Span(near, near), Span(minute, minute), zone)
                yield from (at - hours * 60 for at in ends if start.lo <= at - hours * 60 <= start.hi)
