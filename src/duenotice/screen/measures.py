"""Legal time as tables: what the rules of counting give for the dates that occur, worked out once each.

A count is never written in SQL. Three small tables hold its results:

    ends    clock, day, lo, hi                   the last day of a period after a day, on the mildest
                                                 reading and on the strictest (steps with clocks)
    papers  measure, paper, mild, strict         the first lawful day of an act after a notice
    acts    measure, date, first, last, latest, due_lo, due_hi
                                                 the act itself, the last day of a notice that could be
                                                 early enough, and the day that is shown as due

Both bounds are taken over every day a date may mean and every day that a notice may count from, since
an answer is definite only if all agree, and neither bound ever falls as the day rises. For periods in
hours the numbers are minutes of UTC instead of days. A duty after an act has its ends in `acts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, from_span
from duenotice.days.calendars import Calendar
from duenotice.days.counting import Service, Unit, count
from duenotice.days.counting.hours import elapsed
from duenotice.days.counting.periods import UNSAID, Periods
from duenotice.days.counting.rulesets import CLOCKS
from duenotice.language import Amount, CountsFrom, DutyAfter, NoticeBefore
from duenotice.problems import Refused
from duenotice.screen.codes import Paper
from duenotice.screen.plan import Clock
from duenotice.terms import Kind

NEVER, ENDLESS = -(10**12), 10**12
"""Bounds that leave everything open: later than no day, and than every day."""

MARGIN = 1_000
"""How many days beyond the calendar and the data the table of ends reaches."""

BEYOND = 40
"""How far from the plain end the strictest reading is put where there is no calendar."""


def paper_starts(paper: Paper, counts_from: CountsFrom) -> list[tuple[DateFact, tuple[Service, ...]]]:
    """The days that a notice may count from, each with the ways in which it can have been served."""
    clocks, given = dict(paper.clocks), paper.date
    if counts_from is CountsFrom.SILENT:
        others = [(day, _WAYS[name]) for name, day in paper.clocks if day != given]
        return [(given, _served(paper.kind)), *others]
    name = counts_from.value
    if name in clocks:
        return [(clocks[name], _WAYS[name])]
    if counts_from is CountsFrom.DATED:
        return [(from_span(FIRST_DAY, given.hi), _WAYS[name])]
    if counts_from is CountsFrom.MAILED:
        return [(given, _served(paper.kind))]
    return [(from_span(given.lo, LAST_DAY), _WAYS[name])]


_WAYS = {
    "dated": UNSAID,
    "mailed": (Service.MAIL,),
    "postmarked": (Service.MAIL,),
    "received": (Service.PERSONAL,),
    "acknowledged": (Service.PERSONAL,),
}


def _served(kind: Kind) -> tuple[Service, ...]:
    if "mailed" in kind.qualifiers:
        return (Service.MAIL,)
    return (Service.PERSONAL,) if "handed" in kind.qualifiers else UNSAID


def paper_row(paper: Paper, duty: NoticeBefore[Kind], periods: Periods) -> tuple[int, int]:
    """The first lawful day (minute) of an act after this notice, mildest and strictest."""
    spans = []
    for day, ways in paper_starts(paper, duty.counts_from):
        for span in day.spans:
            if duty.amount.length.unit is Unit.HOURS:
                spans.append(_hours(span, day, duty.amount.number, periods))
            else:
                spans.append(tuple(periods.first_lawful(span, duty.amount.length, ways)))
    return min(lo for lo, _ in spans), max(hi for _, hi in spans)


def _hours(span: Span, day: DateFact, hours: int, periods: Periods) -> tuple[int, int]:
    zone = periods.zone
    try:
        mild = elapsed(_instant(span.lo, day.minutes.lo, zone), hours, zone)
        strict = _strictest(_instant(span.hi, day.minutes.hi, zone), hours, periods)
        return _minute(mild), _minute(strict)
    except (OverflowError, ValueError):
        return NEVER, ENDLESS


def _strictest(notice: datetime, hours: int, periods: Periods) -> datetime:
    """The first instant that is lawful on every reading: an end on a closed day moves (6(a)(2)(C))."""
    try:
        counted = count(notice, hours, "hours", ruleset=periods.rules, court=periods.court, zone=periods.zone)
    except Refused:
        return notice + timedelta(hours=hours, days=BEYOND)
    assert isinstance(counted.latest, datetime)
    return counted.latest


def _instant(day: int, minute: int, zone: str) -> datetime:
    return datetime.combine(date.fromordinal(day), time(minute // 60, minute % 60), ZoneInfo(zone))


def _minute(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp() // 60)


def act_row(day: DateFact, duty: NoticeBefore[Kind] | DutyAfter[Kind], periods: Periods) -> tuple[int, ...]:
    """first, last, latest, due_lo, due_hi of an act."""
    if isinstance(duty, DutyAfter):
        ends = [periods.last_days(span, duty.amount.length) for span in day.spans]
        first, last = min(end.lo for end in ends), max(end.hi for end in ends)
        due = (first, last) if last <= LAST_DAY else (0, 0)
        return first, last, 0, *due
    latest = _latest(day, duty.amount, periods)
    due = _due(day, duty.amount, latest)
    if duty.amount.length.unit is not Unit.HOURS:
        return day.lo, day.hi, latest, *due
    try:
        first = _minute(_instant(day.lo, day.minutes.lo, periods.zone))
        last = _minute(_instant(day.hi, day.minutes.hi, periods.zone))
    except (OverflowError, ValueError):
        first, last = NEVER, ENDLESS
    return first, last, latest, *due


def _latest(act: DateFact, amount: Amount, periods: Periods) -> int:
    """The last day of a notice that could be early enough on any reading."""
    if amount.length.unit is Unit.HOURS:
        return (act.hi * 1440 + act.minutes.hi + 60 - amount.number * 60) // 1440  # 60: clocks may change
    day = act.hi
    while day >= FIRST_DAY and periods.first_lawful(Span(day, day), amount.length).lo > act.hi:
        day -= 1
    return day


def _due(act: DateFact, amount: Amount, latest: int) -> tuple[int, int]:
    """The last day of a notice by the words of the order; 0 where there is none to show."""
    if amount.length.unit is not Unit.DAYS or amount.clock:
        return (latest, latest) if act.exact and latest >= FIRST_DAY else (0, 0)
    lo = act.lo if act.lo == FIRST_DAY else act.lo - amount.number
    hi = act.hi if act.hi == LAST_DAY else act.hi - amount.number
    return (lo, hi) if lo >= FIRST_DAY and hi >= FIRST_DAY else (0, 0)


def end_rows(
    clock: Clock, days: Iterable[int], periods: Periods, reach: int
) -> Iterator[tuple[int, int, int]]:
    """The last days of a period after each day of the calendar that the data comes near: `reach` is by how
    many days the timings of the order can lead away from the days that are named."""
    known = [day for day in days if _first() - MARGIN - reach <= day <= _last() + MARGIN + reach]
    if not known:
        return
    reach += 10
    near = range(max(FIRST_DAY, min(known) - reach), max(known) + reach + 1)
    for day in dict.fromkeys((*near, *changes(clock.period))):
        span = periods.ends(day, clock.period.length).span
        yield day, span.lo, span.hi


def plain_ends(period: Amount) -> tuple[int, int]:
    """How many days after its beginning a period ends where there is no calendar."""
    length = period.length
    least, most = _PLAIN[length.unit]
    return length.amount * least, length.amount * most + BEYOND


_PLAIN = {
    Unit.DAYS: (1, 1),
    Unit.COURT_DAYS: (1, 2),
    Unit.WEEKS: (7, 7),
    Unit.MONTHS: (28, 31),
    Unit.YEARS: (365, 366),
}


def changes(period: Amount) -> tuple[int, ...]:
    """The days from which on a clock has another reading: there an end may step back."""
    return tuple(on.toordinal() for _, on in CLOCKS[period.clock].doubts) if period.clock else ()


def _first() -> int:
    return Calendar.load().first


def _last() -> int:
    return Calendar.load().last
