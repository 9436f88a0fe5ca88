"""Whether a notice came early enough before an act, on every day it may count from and every count.

A notice has several days: the one it bears, its mailing, its postmark, its receipt, its acknowledgment.
If the order says from which it counts, that one is counted; if it is silent, each that is on file is a
reading. Each day is then counted on every reading of the calendar (`duenotice.days.counting.periods`).
*Yes* and *no* are said only where all of them agree; else it depends on the reading, which is named.
Whatever day counts, a notice that was given only after the act is none before it.

A day that the order counts from and nobody recorded still has a bound: a paper is dated on or before,
and received on or after, the day on which it was given; what was mailed was given by mailing it.

Hours are counted from minute to minute (`duenotice.days.counting.hour_periods`), in the zone of the court.
A day whose time nobody wrote may be any of its minutes. *Earlier* without a number is a period of no
hours; two things of one minute may have come in either order.

Where the order's number is read in several ways, each is one more way to count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from duenotice.days import FIRST_DAY, LAST_DAY, NOT_KNOWN, DateFact, Span, from_span, on_or_before
from duenotice.days.counting import Service
from duenotice.days.counting.hour_periods import day_of, first_after, first_minute, instants
from duenotice.days.counting.periods import UNSAID, Periods
from duenotice.language import Amount, CountsFrom, NoticeBefore, Unit
from duenotice.reason.timeline import Happening
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed, all_of

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
_BEFORE = {CountsFrom.DATED, CountsFrom.MAILED, CountsFrom.POSTMARKED}
"""The days that may lie before the day on which a notice was given."""


def _until(given: DateFact) -> DateFact:
    return from_span(FIRST_DAY, given.hi)


def _since(given: DateFact) -> DateFact:
    return from_span(given.lo, LAST_DAY)


_BOUNDS: Final[dict[CountsFrom, Callable[[DateFact], DateFact]]] = {
    # a day that nobody recorded, by the day on which the notice was given
    CountsFrom.DATED: _until,
    CountsFrom.MAILED: _until,
    CountsFrom.POSTMARKED: lambda _: NOT_KNOWN,
    CountsFrom.RECEIVED: _since,
    CountsFrom.ACKNOWLEDGED: _since,
}
_BOUNDS_OF_MAIL: Final = {
    # the same for a notice that is known to have been mailed: it was given by mailing it
    CountsFrom.MAILED: lambda given: given,
    CountsFrom.POSTMARKED: _since,
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
    mailed = "mailed" in notice.event.kind.qualifiers
    bounds = {**_BOUNDS, **(_BOUNDS_OF_MAIL if mailed else {})}
    return (Start(word, bounds[counts_from](notice.date), _STARTS[word]),)


def _ways(kind: Kind) -> tuple[Service, ...]:
    """How a notice was served, by what the record says of it; both ways if it does not say."""
    if "mailed" in kind.qualifiers:
        return _MAILS
    return _HANDS if "handed" in kind.qualifiers else UNSAID


def early_enough(notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods) -> Truth:
    """Whether the act was lawful after this notice: on every day it may count from, every count."""
    early = agreed(early_by(notice, act, duty, amount, periods) for amount in duty.amounts)
    return all_of([early, on_or_before(notice.date, act.date)])


def early_by(
    notice: Happening, act: Happening, duty: NoticeBefore[Kind], amount: Amount, periods: Periods
) -> Truth:
    """The same on one reading of how much earlier it must come, whichever came first."""
    return agreed(
        _lawful(span, day, start, act, amount, periods)
        for start in starts(notice, duty.counts_from)
        for span in start.date.spans
        for day in act.date.spans
    )


def _lawful(span: Span, day: Span, start: Start, act: Happening, amount: Amount, periods: Periods) -> Truth:
    if amount.unit is Unit.HOURS:
        return _lawful_minutes(span, day, start.date, act.date, amount.number, periods)
    first = periods.first_lawful(span, amount.length, start.ways)
    if day.lo >= first.hi:
        return YES
    return NO if day.hi < first.lo else UNKNOWN


def _lawful_minutes(
    span: Span, day: Span, notice: DateFact, act: DateFact, hours: int, periods: Periods
) -> Truth:
    given = instants(span, notice.minutes, periods.zone)
    done = instants(day, act.minutes, periods.zone)
    first = first_after(given, hours, periods)
    if done.lo >= first.hi:
        return YES
    return NO if done.hi < first.lo else UNKNOWN


def latest_given(act: DateFact, duty: NoticeBefore[Kind], periods: Periods) -> int:
    """The last day on which a notice could be given that is early enough on any reading. Where the order
    counts from a day that may lie before, that is the day of the act itself."""
    if duty.counts_from in _BEFORE:
        return act.hi
    return max(latest_day(act, amount, periods) for amount in duty.amounts)


def latest_day(act: DateFact, amount: Amount, periods: Periods) -> int:
    """The last day from which a notice could count and be early enough for the act on any reading."""
    if amount.unit is Unit.HOURS:
        minute = instants(Span(act.hi, act.hi), act.minutes, periods.zone).hi - amount.number * 60
        return day_of(minute, periods.zone)
    day = act.hi
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
    one way for each first lawful day. None where hours are counted."""
    if duty.hourly:
        return ()
    found: dict[int, Counted] = {}
    for start, amount in product(starts(notice, duty.counts_from), duty.amounts):
        if start.date.exact:
            read = f"{amount}, " if duty.readings else ""
            for way in periods.lawful(start.date.lo, amount.length, start.ways).each:
                found.setdefault(way.day, Counted(start.clock, f"{read}{way.label}", way.day, way.cite))
    return tuple(found[day] for day in sorted(found))


def counts(
    notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods
) -> tuple[Counted, ...]:
    """The same for an act that is known to the day, with the shortfall on each way."""
    if not act.date.exact:
        return ()
    day = act.date.lo
    return tuple(replace(way, short=max(0, way.first - day)) for way in lawful_days(notice, duty, periods))


def first_lawful(notice: Happening, duty: NoticeBefore[Kind], periods: Periods) -> Span:
    """The first lawful day after a notice, on the mildest and on the strictest reading of its days."""
    spans = [
        periods.first_lawful(span, amount.length, day.ways)
        for day, amount in product(starts(notice, duty.counts_from), duty.amounts)
        for span in day.date.spans
    ]
    return Span(min(span.lo for span in spans), max(span.hi for span in spans))


def first_lawful_minutes(notice: Happening, duty: NoticeBefore[Kind], periods: Periods) -> Span:
    """The first lawful minute (in UTC, as `hour_periods` counts them) after a notice, mildest and strictest,
    where a reading counts hours."""
    spans = [
        _first_minutes(span, day, amount, periods)
        for day, amount in product(starts(notice, duty.counts_from), duty.amounts)
        for span in day.date.spans
    ]
    return Span(min(span.lo for span in spans), max(span.hi for span in spans))


def _first_minutes(span: Span, day: Start, amount: Amount, periods: Periods) -> Span:
    if amount.unit is Unit.HOURS:
        return first_after(instants(span, day.date.minutes, periods.zone), amount.number, periods)
    first = periods.first_lawful(span, amount.length, day.ways)
    return Span(first_minute(first.lo, periods.zone), first_minute(first.hi, periods.zone))
