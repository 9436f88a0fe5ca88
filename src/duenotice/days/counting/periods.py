"""A period as the rules of an order need it: two days, on the mildest reading and on the strictest.

Theory. A duty does not ask for one date; it asks whether an act came too early or a step too late, and
may say so only where every reading of the count agrees. So a period after a day is a `Span`: its least
and its greatest end over all readings. Both are functions of the day of the event, and neither ever
falls as that day rises, so for a day that is known only roughly the ends of its span decide:

    over      yes  if the day is after ``last_days(start).hi``            no  if it is not after ``.lo``
    lawful    yes  if the act is on or after ``first_lawful(notice).hi``  no  if it is before ``.lo``

What "at least N days earlier" can mean (time.md 1.6): that the act is N or more days after the notice
(the words alone); that the period which the notice began is over (FRCP 6(a) forward, with every way of
reading the calendar and the mail days); that the notice came no later than the period counted back from
the act (6(a)(5)). The first is the mildest; the later of the other two is the strictest.

Outside the years of the calendar no reading can be excluded, and the two days lie `BEYOND` apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from duenotice.days.calendars import Calendar
from duenotice.days.counting.caution import earliest_lawful_act
from duenotice.days.counting.count import count
from duenotice.days.counting.ends import shifted
from duenotice.days.counting.model import Moment, Reading, Unit
from duenotice.days.counting.rulesets import CLOCKS, NEW_COUNTING, RULES, Service
from duenotice.days.value import Span
from duenotice.problems import Refused

BEYOND: Final = 40
"""How far from the plain end the strictest reading is put where there is no calendar."""

PREVAILING: Final = "prevailing"
"""What `count` calls the reading that answers every open question as most courts do."""

UNSAID: Final = (Service.PERSONAL, Service.MAIL)
"""The ways a notice may have gone if nobody said which: both are counted."""

_PLAIN: Final = {
    # how many days one of a unit is at the least and at the most
    Unit.DAYS: (1, 1),
    Unit.COURT_DAYS: (1, 2),
    Unit.WEEKS: (7, 7),
    Unit.MONTHS: (28, 31),
    Unit.YEARS: (365, 366),
}


class Length(NamedTuple):
    """How long: an amount of a unit, or the time that a clock of `CLOCKS` fixes."""

    amount: int
    unit: Unit
    clock: str = ""


class Way(NamedTuple):
    """One way to count: what it assumes, the day that it gives, and whose authority it has."""

    label: str
    day: int
    cite: str


class Ways(NamedTuple):
    """Every way that gives another day, the mildest first."""

    each: tuple[Way, ...]

    @property
    def span(self) -> Span:
        """The mildest and the strictest day."""
        return Span(self.each[0].day, self.each[-1].day)


@dataclass(frozen=True)
class Periods:
    """The periods of one court's orders.

    court: a CM/ECF id, or ``any`` for no state's holidays. zone: where hours are read off the clock.
    """

    court: str = "any"
    zone: str = "UTC"

    @property
    def rules(self) -> str:
        """The rules the court goes by: appellate, bankruptcy or civil."""
        if self.court == "any":
            return "frcp"
        kind = Calendar.load().court(self.court).kind
        return {"circuit": "frap", "bankruptcy": "frbp"}.get(kind, "frcp")

    def last_days(self, start: Span, length: Length) -> Span:
        """The last day of a period after an event on some day of `start`, earliest and latest."""
        inside = (day for day in changes(length.clock) if start.lo < day <= start.hi)
        days = [start.lo, start.hi, *inside]
        spans = [self.ends(day, length).span for day in days]
        return Span(min(span.lo for span in spans), max(span.hi for span in spans))

    def first_lawful(self, notice: Span, length: Length, ways: tuple[Service, ...] = UNSAID) -> Span:
        """The first lawful day of an act after a notice on some day of `notice`, mildest and strictest."""
        return Span(
            self.lawful(notice.lo, length, ways).span.lo, self.lawful(notice.hi, length, ways).span.hi
        )

    def ends(self, start: int, length: Length) -> Ways:
        """The last day of a period after an event, on every reading."""
        return _ends(self, start, length)

    def lawful(self, notice: int, length: Length, ways: tuple[Service, ...] = UNSAID) -> Ways:
        """The first day of an act that a notice of so long must precede, on every reading."""
        return _lawful(self, notice, length, ways)


FEDERAL: Final = Periods()
"""Periods where no court is named: federal holidays only."""


@lru_cache(maxsize=65_536)
def _ends(periods: Periods, start: int, length: Length) -> Ways:
    try:
        return _ordered(_counted_ends(periods, start, length))
    except (Refused, ValueError, OverflowError):
        return _beyond(start, length, 0)


def _counted_ends(periods: Periods, start: int, length: Length) -> list[Way]:
    rules = CLOCKS[length.clock].rules if length.clock else periods.rules
    counted = count(
        on := date.fromordinal(start),
        length.amount,
        length.unit,
        ruleset=rules,
        court=periods.court,
        clock=length.clock,
        rule_date=max(on, NEW_COUNTING),
    )
    return [Way(reading.label, _day(reading.at), reading.cite) for reading in counted.readings]


@lru_cache(maxsize=65_536)
def _lawful(periods: Periods, notice: int, length: Length, ways: tuple[Service, ...]) -> Ways:
    try:
        return _ordered(_counted_lawful(periods, notice, length, ways))
    except (Refused, ValueError, OverflowError):
        return _beyond(notice, length, 1)


def _counted_lawful(periods: Periods, notice: int, length: Length, ways: tuple[Service, ...]) -> list[Way]:
    served = date.fromordinal(notice)
    place = {"ruleset": periods.rules, "court": periods.court, "rule_date": max(served, NEW_COUNTING)}
    found = [_plain(periods, notice, length)]
    for way in ways:
        act = earliest_lawful_act(served, length.amount, length.unit, service=way, **place)
        sent = ", if the notice went by mail" if len(ways) > 1 and way is Service.MAIL else ""
        for reading in act.forward.readings:
            label, cite = _whole_period(reading, way, periods)
            found.append(Way(label + sent, _day(reading.at) + 1, cite))
        if act.by_backward:
            label = "the notice must also lie before the period counted back from the act"
            found.append(Way(label + sent, act.day.toordinal(), act.forward.question.cite("(5)")))
    return found


def _whole_period(reading: Reading, way: Service, periods: Periods) -> tuple[str, str]:
    """What a count forward from the notice assumes, and by what authority."""
    over = "the whole period must be over before the act"
    if reading.label != PREVAILING:
        return f"{over}, and {reading.label}", reading.cite
    added = RULES[periods.rules].added.get(way)
    if added is None:
        return over, reading.cite
    return "the whole period and the days added for the mail must be over before the act", (
        f"{reading.cite}; {added.cite}"
    )


def _plain(periods: Periods, notice: int, length: Length) -> Way:
    """The words alone: so many days lie between the notice and the act, the day of the act included.

    Of court days the same words also fit a count back from the act, which on a closed day is milder: on
    the Saturday after seven court days, the first of them was the seventh before.
    """
    if length.unit is Unit.COURT_DAYS:
        day = _ends(periods, notice, length).span.lo
        while _served_by(periods, day - 1, length) >= notice:
            day -= 1
    else:
        day = shifted(notice, length.amount, length.unit, 1)
    return Way(f"by the words alone, {length.amount} {_units(length)} after the notice", day, WORDS)


def _served_by(periods: Periods, act: int, length: Length) -> int:
    """The last day to serve before an act, on the mildest reading."""
    on = date.fromordinal(act)
    since = max(on, NEW_COUNTING)
    back = count(on, length.amount, length.unit, "before", periods.rules, periods.court, rule_date=since)
    return _day(back.latest)


WORDS: Final = "the words of the order"
"""The authority of a count that takes an order at its word."""


def _units(length: Length) -> str:
    return length.unit.value.removesuffix("s") if length.amount == 1 else length.unit.value


def _ordered(found: list[Way]) -> Ways:
    """One way for each day, in the order of the days; of several, the one that was found first."""
    by_day: dict[int, Way] = {}
    for way in found:
        by_day.setdefault(way.day, way)
    return Ways(tuple(by_day[day] for day in sorted(by_day)))


def _beyond(start: int, length: Length, more: int) -> Ways:
    least, most = plain_ends(length)
    why = "outside the years of the calendar"
    return Ways(
        (
            Way(f"{length.amount} {length.unit.value} later", start + least, why),
            Way("no calendar reaches there", start + most + more, why),
        )
    )


def plain_ends(length: Length) -> Span:
    """How many days after its beginning a period ends at the least and at the most, without a calendar."""
    least, most = _PLAIN[length.unit]
    return Span(length.amount * least, length.amount * most + BEYOND)


def changes(clock: str) -> tuple[int, ...]:
    """The days from which on a clock has another reading, each once: there an end may step back."""
    since = [on.toordinal() for _, on in CLOCKS[clock].doubts] if clock else []
    return tuple(dict.fromkeys(since))


def _day(at: Moment) -> int:
    return (at.date() if isinstance(at, datetime) else at).toordinal()
