"""Whether a notice came early enough before an act, on every day it may count from and every count.

A notice has several days: the one it bears, its mailing, its postmark, its receipt, its acknowledgment.
If the order says from which it counts, that one is counted; if it is silent, each that is on file is a
reading. Each day is then counted on every reading of the calendar (`duenotice.days.counting.periods`).
*Yes* and *no* are said only where all of them agree; else it depends on the reading, which is named.

A day that the order counts from and nobody recorded still has a bound: a paper is dated on or before,
and received on or after, the day on which it was given.

Hours are counted from minute to minute, through UTC, in the zone of the court. A day whose time nobody
wrote may be any of its minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, from_span
from duenotice.days.counting import Service, Unit, count
from duenotice.days.counting.hours import elapsed
from duenotice.days.counting.periods import UNSAID, Periods
from duenotice.language import Amount, CountsFrom, NoticeBefore
from duenotice.problems import Refused
from duenotice.reason.timeline import Happening
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed

_HANDS = (Service.PERSONAL,)
_MAILS = (Service.MAIL,)
_STARTS = {
    # the day that counts: the ways of service that can lengthen the period
    "dated": UNSAID,
    "mailed": _MAILS,
    "postmarked": _MAILS,
    "received": _HANDS,
    "acknowledged": _HANDS,
}
_BOUNDS = {
    # a day that nobody recorded, by the day on which the notice was given
    CountsFrom.DATED: lambda given: from_span(FIRST_DAY, given.hi),
    CountsFrom.POSTMARKED: lambda given: from_span(given.lo, LAST_DAY),
    CountsFrom.RECEIVED: lambda given: from_span(given.lo, LAST_DAY),
    CountsFrom.ACKNOWLEDGED: lambda given: from_span(given.lo, LAST_DAY),
}


@dataclass(frozen=True)
class Start:
    """A day that a notice may count from: which of its days it is, and how it can have been served."""

    clock: str
    date: DateFact
    ways: tuple[Service, ...]


def starts(notice: Happening, counts_from: CountsFrom) -> tuple[Start, ...]:
    """The days that a notice on file may count from, each a reading if the order is silent."""
    assert notice.event is not None
    clocks = dict(notice.event.clocks)
    if counts_from is CountsFrom.SILENT:
        others = [Start(clock, day, _STARTS[clock]) for clock, day in notice.event.clocks]
        given = Start("given", notice.date, _ways(notice.event.kind))
        return (given, *(other for other in others if other.date != given.date))
    word = counts_from.value
    if word in clocks:
        return (Start(word, clocks[word], _STARTS[word]),)
    day = _BOUNDS[counts_from](notice.date) if counts_from in _BOUNDS else notice.date
    return (Start(word, day, _STARTS[word] if counts_from in _BOUNDS else _ways(notice.event.kind)),)


def _ways(kind: Kind) -> tuple[Service, ...]:
    """How a notice was served, by what the record says of it; both ways if it does not say."""
    if "mailed" in kind.qualifiers:
        return _MAILS
    return _HANDS if "handed" in kind.qualifiers else UNSAID


def early_enough(notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods) -> Truth:
    """Whether the act was lawful after this notice: on every day it may count from, every count."""
    days = starts(notice, duty.counts_from)
    return agreed(
        _lawful(span, day, start, act, duty.amount, periods)
        for start in days
        for span in start.date.spans
        for day in act.date.spans
    )


def _lawful(span: Span, day: Span, start: Start, act: Happening, amount: Amount, periods: Periods) -> Truth:
    if amount.length.unit is Unit.HOURS:
        return _lawful_minutes(span, day, start.date, act.date, amount.number, periods)
    first = periods.first_lawful(span, amount.length, start.ways)
    if day.lo >= first.hi:
        return YES
    return NO if day.hi < first.lo else UNKNOWN


def _lawful_minutes(
    span: Span, day: Span, notice: DateFact, act: DateFact, hours: int, periods: Periods
) -> Truth:
    zone = periods.zone
    try:
        mildest = elapsed(instant(span.lo, notice.minutes.lo, zone), hours, zone)
        strictest = _strictest(instant(span.hi, notice.minutes.hi, zone), hours, periods)
        first, last = instant(day.lo, act.minutes.lo, zone), instant(day.hi, act.minutes.hi, zone)
    except (OverflowError, ValueError):
        return UNKNOWN
    if first.astimezone(UTC) >= strictest.astimezone(UTC):
        return YES
    return NO if last.astimezone(UTC) < mildest.astimezone(UTC) else UNKNOWN


def instant(day: int, minute: int, zone: str) -> datetime:
    """A minute of a day on the clock of a zone. Raises `ValueError` near the ends of the line."""
    return datetime.combine(date.fromordinal(day), time(minute // 60, minute % 60), ZoneInfo(zone))


def _strictest(notice: datetime, hours: int, periods: Periods) -> datetime:
    """The first instant that is lawful on every reading: an end on a closed day moves (6(a)(2)(C))."""
    try:
        counted = count(notice, hours, "hours", ruleset=periods.rules, court=periods.court, zone=periods.zone)
    except Refused:
        return notice + timedelta(hours=hours, days=40)
    assert isinstance(counted.latest, datetime)
    return counted.latest


def latest_day(act: DateFact, amount: Amount, periods: Periods) -> int:
    """The last day of a notice that could be early enough for the act on any reading."""
    day = act.hi
    if amount.length.unit is Unit.HOURS:
        return (day * 1440 + act.minutes.hi + 60 - amount.number * 60) // 1440  # 60: the clocks may change
    while day >= FIRST_DAY and periods.first_lawful(Span(day, day), amount.length).lo > act.hi:
        day -= 1
    return day


@dataclass(frozen=True)
class Counted:
    """One way to count one notice: from which of its days, with which assumption, to which first lawful
    day, and by how many days an act was too early on it (none if it was not, or if there was no act)."""

    clock: str
    label: str
    first: int
    cite: str
    short: int = 0


def lawful_days(notice: Happening, duty: NoticeBefore[Kind], periods: Periods) -> tuple[Counted, ...]:
    """Every way to count a notice from those of its days that are known to the day, the mildest first;
    one way for each first lawful day. None for hours."""
    if duty.amount.length.unit is Unit.HOURS:
        return ()
    found: dict[int, Counted] = {}
    for start in starts(notice, duty.counts_from):
        if start.date.exact:
            for way in periods.lawful(start.date.lo, duty.amount.length, start.ways).each:
                found.setdefault(way.day, Counted(start.clock, way.label, way.day, way.cite))
    return tuple(found[day] for day in sorted(found))


def first_lawful(notice: Happening, duty: NoticeBefore[Kind], periods: Periods) -> Span:
    """The first lawful day after a notice, on the mildest and on the strictest reading of its days."""
    days = starts(notice, duty.counts_from)
    spans = [periods.first_lawful(s, duty.amount.length, day.ways) for day in days for s in day.date.spans]
    return Span(min(span.lo for span in spans), max(span.hi for span in spans))


def first_lawful_instants(
    notice: Happening, duty: NoticeBefore[Kind], periods: Periods
) -> tuple[datetime, datetime]:
    """The first lawful minute after a notice in hours, mildest and strictest, on the clock of the place.
    Raises `ValueError` or `OverflowError` at the ends of the line of days."""
    days, zone, hours = starts(notice, duty.counts_from), periods.zone, duty.amount.number
    first = min(instant(day.date.lo, day.date.minutes.lo, zone) for day in days)
    last = max(instant(day.date.hi, day.date.minutes.hi, zone) for day in days)
    return elapsed(first, hours, zone), _strictest(last, hours, periods)


def counts(
    notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods
) -> tuple[Counted, ...]:
    """The same for an act that is known to the day, with the shortfall on each way."""
    if not act.date.exact:
        return ()
    day = act.date.lo
    return tuple(replace(way, short=max(0, way.first - day)) for way in lawful_days(notice, duty, periods))
