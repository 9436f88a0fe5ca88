"""Counting: one question, every reading of it, and never one bare date.

A question is counted once for each way to answer the open questions that touch it. What touches it is
looked up, not guessed: the contested days around its end, the way of service, the closed office, and
the questions that belong to a clock. All their combinations are counted, so `earliest` and `latest`
are exact; one reading is shown for each open question that alone gives another date, and one for each
extreme that only a combination reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from duenotice.days.calendars import NEVER, Calendar
from duenotice.days.counting import ask
from duenotice.days.counting.doubts import DOUBTS, PREVAILING, authority, label
from duenotice.days.counting.ends import Working, amount_of, counts_open_days, end_of, shifted
from duenotice.days.counting.model import Count, Direction, Moment, Question, Reading, Unit
from duenotice.days.counting.roll import Days, View, days_of
from duenotice.days.counting.rulesets import Clock, Kind, Service

AROUND = 15
"""How far from a nominal end a closed day can matter: no row of closed days is longer, mail included."""


def count(  # noqa: PLR0913, PLR0917 - one argument for each thing that a count depends on
    start: Moment,
    amount: int,
    unit: str,
    direction: str = "after",
    ruleset: str = "frcp",
    court: str = "any",
    service: str = "none",
    *,
    clock: str = "",
    rule_date: date | None = None,
    zone: str = "",
    closed: Iterable[date] = (),
    extra_holidays: Iterable[date] = (),
    calendar: Calendar | None = None,
) -> Count:
    """The end of a period, in every reading.

    start: the day of the event; an instant for hours, or where the service was near midnight.
    court: a CM/ECF id, or ``any`` for no state. rule_date: which text of the rule; default, the start.
    zone: IANA zone of the place; default, the court's. closed: days on which the clerk's office was
    inaccessible, given for filings only. extra_holidays: days declared holidays for this court.
    Raises `Refused`: C01 no period, C02 no such court, rule set or clock, C03 outside the calendar.
    """
    calendar = calendar or Calendar.load()
    named = ask.clock_of(clock) if clock else None
    question = ask.question(
        start,
        (amount, ask.unit_of(unit)),
        ask.direction_of(direction),
        (ask.rules_of(ruleset), court.lower(), named),
        ask.service_of(service),
        rule_date=rule_date,
        zone=zone,
        closed=closed,
        extra=extra_holidays,
        calendar=calendar,
    )
    return answer(question, calendar)


def answer(question: Question, calendar: Calendar) -> Count:
    """All readings of a complete question."""
    days = days_of(question, calendar)
    _inside(question, calendar)
    doubts = tuple(_in_play(question, days))
    base = frozenset(doubts) & PREVAILING
    ends = {flips: end_of(question, days, base.symmetric_difference(flips)) for flips in _sets(doubts)}
    first, last = min(ends.values()), max(ends.values())
    prevailing = ends[()]
    shown: list[tuple[str, ...]] = [()]
    shown += [flips for flips in ends if len(flips) == 1 and ends[flips] != prevailing]
    for extreme in (first, last):
        if extreme not in [ends[flips] for flips in shown]:
            shown.append(next(flips for flips in ends if ends[flips] == extreme))
    readings = tuple(_reading(question, days, base, flips) for flips in shown)
    return Count(question, prevailing, first, last, readings)


def _sets(doubts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every set of open questions to be answered the other way, small ones first."""
    for size in range(len(doubts) + 1):
        yield from combinations(doubts, size)


def _in_play(q: Question, days: Days) -> Iterator[str]:
    """The open questions that touch this one, in the order of the table."""
    found = set(_around(q, days)) | set(_of_clock(q))
    if _adds(q):
        found |= {"mail", "mail-at-once"} if q.rules.offers_at_once else {"mail"}
    if q.closed and (q.clock is None or q.clock.kind is Kind.ACT):
        found.add("clerk")
    if q.service_day is not None and q.service_day != q.start:
        found.add("court-date")
    yield from (key for key in DOUBTS if key in found)


def _adds(q: Question) -> bool:
    """Whether three days follow the service (6(d): periods after being served, never before an event)."""
    added = q.rules.added.get(q.service)
    if added is None or q.direction is not Direction.AFTER or q.unit in (Unit.HOURS, Unit.FIXED):
        return False
    takes = q.clock is None or q.clock.adds
    return takes and q.service is not Service.NONE and added.since <= q.rule_date < added.until


def _its_own(q: Question, clock: Clock) -> bool:
    """Whether a clock's own period is counted; a target may come several times."""
    times = q.amount // clock.amount if clock.kind is Kind.TARGET and clock.amount else 1
    return (q.amount, q.unit) == (times * clock.amount, ask.unit_of(clock.unit)) and times > 0


def _of_clock(q: Question) -> Iterator[str]:
    if q.clock is None or not _its_own(q, q.clock):
        return
    if q.direction is Direction.AFTER or q.clock.kind is Kind.TARGET:
        yield from (key for key, since in q.clock.doubts if since <= q.rule_date)


def _around(q: Question, days: Days) -> Iterator[str]:
    """The open questions of the contested days that the end could meet."""
    first, last = _span(q)
    forward = q.direction is not Direction.BEFORE
    for day in range(first, last + 1):
        yield from (holiday.reading for holiday in days.contested(day, forward) if holiday.reading != NEVER)


def _span(q: Question) -> tuple[int, int]:
    """The days that can bear on the end: around it, and the whole way there if open days are counted."""
    amount, unit = (q.amount, q.unit) if q.unit is not Unit.FIXED else (0, Unit.DAYS)
    if unit is Unit.HOURS:
        amount, unit = q.amount // 24, Unit.DAYS
    if counts_open_days(q, amount, unit):
        far = q.start_day + q.sign * (2 * amount + 2 * AROUND)
        return min(q.start_day, far), max(q.start_day, far)
    shortest = [amount_of(q, frozenset((key,))) for key in ("ten-days", "thirty-day-months")]
    others = shortest if q.clock else []
    near = [shifted(q.start_day, n, u, q.sign) for n, u in [(amount, unit), *others]]
    return min(near) - AROUND, max(near) + AROUND + len(q.closed) + len(q.extra)


def _inside(q: Question, calendar: Calendar) -> None:
    """Refuse a count that begins or ends outside the calendar, whatever lies between."""
    for day in (q.start_day, *_span(q)):
        calendar.check(day)


def _reading(q: Question, days: Days, base: View, flips: tuple[str, ...]) -> Reading:
    working = Working()
    at = end_of(q, days, base.symmetric_difference(flips), working)
    if not flips:
        return Reading("prevailing", at, tuple(working.steps), q.clock.cite if q.clock else q.cite(""))
    said = "; ".join(label(key, key not in base) for key in flips)
    cited = "; ".join(authority(key, key not in base) for key in flips)
    return Reading(said, at, tuple(working.steps), cited)
