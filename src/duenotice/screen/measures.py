"""Legal time as tables: what the rules of counting give for the dates that occur, worked out once each.

A count is never written in SQL. Three small tables hold its results:

    ends    clock, day, lo, hi                   the last day of a period after a day, on the mildest
                                                 reading and on the strictest (steps with clocks)
    papers  measure, paper, mild, strict         the first lawful day of an act after a notice
    acts    measure, date, at_lo, at_hi, end_lo, end_hi, latest, due_lo, due_hi
                                                 a date itself, the end of a period that it begins, the last
                                                 day on which what was owed could be done, and the day shown

Both bounds are taken over every day a date may mean, every day that a notice may count from and every reading
of how long, since an answer is definite only if all agree, and neither bound ever falls as the day rises. For
duties of which a reading counts hours the numbers are minutes of UTC instead of days: of a day its first
minute where an act is lawful from it, its last where a period ends with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import assert_never

from duenotice.days import FIRST_DAY, LAST_DAY, NOT_KNOWN, DateFact, Span, from_span
from duenotice.days.calendars import Calendar
from duenotice.days.counting import Service, Unit
from duenotice.days.counting.hour_periods import (
    day_of,
    first_after,
    first_minute,
    hour_ends,
    instants,
    last_minute,
)
from duenotice.days.counting.periods import UNSAID, Periods, changes
from duenotice.language import Amount, CountsFrom, DutyAfter, NoticeBefore
from duenotice.problems import RefusedDate
from duenotice.screen.codes import Paper
from duenotice.screen.plan import Clock
from duenotice.terms import Kind

MARGIN = 1_000
"""How many days beyond the calendar and the data the table of ends reaches."""


def paper_starts(paper: Paper, counts_from: CountsFrom) -> list[tuple[DateFact, tuple[Service, ...]]]:
    """The days that a notice may count from, each with the ways in which it can have been served. A day
    that nobody recorded has a bound: a paper is dated by, and received from, the day it was given on."""
    clocks, given = dict(paper.clocks), paper.date
    mailed = "mailed" in paper.kind.qualifiers
    by_then, from_then = from_span(FIRST_DAY, given.hi), from_span(given.lo, LAST_DAY)
    match counts_from:
        case CountsFrom.SILENT:
            others = [(day, _WAYS[name]) for name, day in paper.clocks if day != given]
            return [(given, _served(paper.kind)), *others]
        case CountsFrom.DATED:
            unsaid = by_then
        case CountsFrom.MAILED:
            unsaid = given if mailed else by_then
        case CountsFrom.POSTMARKED:
            unsaid = from_then if mailed else NOT_KNOWN
        case CountsFrom.RECEIVED | CountsFrom.ACKNOWLEDGED:
            unsaid = from_then
        case _:
            assert_never(counts_from)
    return [(clocks.get(counts_from.value, unsaid), _WAYS[counts_from.value])]


_WAYS = {
    "dated": UNSAID,
    "mailed": (Service.MAIL,),
    "postmarked": (Service.MAIL,),
    "received": (Service.PERSONAL,),
    "acknowledged": (Service.PERSONAL,),
}
_BEFORE = {CountsFrom.DATED, CountsFrom.MAILED, CountsFrom.POSTMARKED}
"""The days that may lie before the day on which a notice was given."""


def _served(kind: Kind) -> tuple[Service, ...]:
    if "mailed" in kind.qualifiers:
        return (Service.MAIL,)
    return (Service.PERSONAL,) if "handed" in kind.qualifiers else UNSAID


def paper_row(paper: Paper, duty: NoticeBefore[Kind], periods: Periods) -> tuple[int, int]:
    """The first lawful day (minute) of an act after this notice, mildest and strictest."""
    spans: list[Span] = []
    for day, ways in paper_starts(paper, duty.counts_from):
        for span, amount in product(day.spans, duty.amounts):
            if in_hours(amount):
                given = instants(span, day.minutes, periods.zone)
                spans.append(first_after(given, amount.number, periods))
                continue
            first = periods.first_lawful(span, amount.length, ways)
            if duty.hourly:
                first = Span(*(first_minute(end, periods.zone) for end in first))
            spans.append(first)
    return min(span.lo for span in spans), max(span.hi for span in spans)


def in_hours(amount: Amount) -> bool:
    """Whether a period ends at a minute."""
    return amount.length.unit is Unit.HOURS


def act_row(date: DateFact, duty: NoticeBefore[Kind] | DutyAfter[Kind], periods: Periods) -> tuple[int, ...]:
    """at_lo, at_hi, end_lo, end_hi, latest, due_lo, due_hi of a date."""
    at = list(date.spans)
    if duty.hourly:
        at = [instants(span, date.minutes, periods.zone) for span in date.spans]
    first, last = min(span.lo for span in at), max(span.hi for span in at)
    match duty:
        case NoticeBefore():
            latest = [_latest(date, amount, periods) for amount in duty.amounts]
            due = _due(date, duty.amount, latest[0])
            return first, last, 0, 0, date.hi if duty.counts_from in _BEFORE else max(latest), *due
        case DutyAfter():
            ends = [
                _end(begun, amount, duty.hourly, date, periods)
                for begun, amount in product(date.spans, duty.amounts)
            ]
            end = Span(min(one.lo for one in ends), max(one.hi for one in ends))
            days = Span(*(day_of(m, periods.zone) for m in end)) if duty.hourly else end
            shown = (max(days.lo, FIRST_DAY), days.hi) if FIRST_DAY <= days.hi <= LAST_DAY else (0, 0)
            return first, last, *end, days.hi, *shown
        case _:
            assert_never(duty)


def _end(begun: Span, amount: Amount, hourly: bool, date: DateFact, periods: Periods) -> Span:
    """The end of a period after one span of a date, in days or (hourly) in minutes."""
    if in_hours(amount):
        return hour_ends(instants(begun, date.minutes, periods.zone), amount.number, periods)
    last = periods.last_days(begun, amount.length)
    return Span(*(last_minute(day, periods.zone) for day in last)) if hourly else last


def today_at(on: DateFact, duty: DutyAfter[Kind], periods: Periods) -> Span:
    """The day of the question on the scale of a duty."""
    if not duty.hourly:
        return Span(on.lo, on.hi)
    at = [instants(span, on.minutes, periods.zone) for span in on.spans]
    return Span(min(span.lo for span in at), max(span.hi for span in at))


def _latest(act: DateFact, amount: Amount, periods: Periods) -> int:
    """The last day from which a notice could count and be early enough on any reading."""
    if in_hours(amount):
        minute = instants(Span(act.hi, act.hi), act.minutes, periods.zone).hi - amount.number * 60
        return day_of(minute, periods.zone)
    day = act.hi
    while day >= FIRST_DAY and periods.first_lawful(Span(day, day), amount.length).lo > act.hi:
        day -= 1
    return day


def _due(act: DateFact, amount: Amount, latest: int) -> tuple[int, int]:
    """The last day of a notice by the words of the order; 0 where there is none to show."""
    if amount.length.unit is not Unit.DAYS:
        return (latest, latest) if act.exact and latest >= FIRST_DAY else (0, 0)
    try:
        due = act.shifted(-amount.number)
    except RefusedDate:
        return 0, 0
    return due.lo, due.hi


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
    for day in dict.fromkeys((*near, *changes(clock.period.length.clock))):
        span = periods.ends(day, clock.period.length).span
        yield day, span.lo, span.hi


def _first() -> int:
    return Calendar.load().first


def _last() -> int:
    return Calendar.load().last
