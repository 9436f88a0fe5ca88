"""From what a user says to a complete `Question`: names looked up, versions chosen, nonsense refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from duenotice.days.calendars import Calendar
from duenotice.days.counting.hours import with_zone
from duenotice.days.counting.model import Direction, Moment, Question, Unit
from duenotice.days.counting.rulesets import ALIASES, CLOCKS, RULES, Clock, RuleSet, Service
from duenotice.problems import Place, Problem, Refused, did_you_mean

LONGEST: Final = 100_000
UNITS: Final = {
    **{"day": Unit.DAYS, "calendar day": Unit.DAYS, "week": Unit.WEEKS, "month": Unit.MONTHS},
    **{"year": Unit.YEARS, "hour": Unit.HOURS},
    **{f"{word} day": Unit.COURT_DAYS for word in ("court", "business", "working", "open")},
    **dict.fromkeys(("fixed", "fixed date", "date", "date certain", "on"), Unit.FIXED),
}
DIRECTIONS: Final = {
    **dict.fromkeys(("after", "forward", "from"), Direction.AFTER),
    **dict.fromkeys(("before", "backward"), Direction.BEFORE),
    **dict.fromkeys(("on", "at", ""), Direction.ON),
}
_PERIOD: Final = re.compile(r"(\d+)[ -]*([a-z _-]+)", re.ASCII)


def period_of(text: str) -> tuple[int, Unit]:
    """``14 days``, ``7 court days``, ``6 months``, ``72 hours``, ``fixed date``. Raises `Refused` (C01)."""
    found = _PERIOD.fullmatch(text.strip().lower())
    return (int(found[1]), unit_of(found[2])) if found else (0, unit_of(text))


def unit_of(text: str) -> Unit:
    """A unit in the singular or plural. Raises `Refused` (C01)."""
    name = re.sub(r"[ _-]+", " ", text.strip().lower())
    if found := UNITS.get(name) or UNITS.get(name.removesuffix("s")):
        return found
    units = ", ".join(unit for unit in Unit)
    help = f"write a number and a unit, such as `14 days`; the units are: {units}"
    raise _refused("C01", text, "is not a period", "a period is a number and what is counted", help)


def direction_of(text: str) -> Direction:
    """``after``, ``before``, or ``on`` for a fixed date. Raises `Refused` (C01)."""
    if (found := DIRECTIONS.get(text.strip().lower())) is not None:
        return found
    why = "the same number of days can end on different days after an event and before one"
    raise _refused("C01", text, "is not a direction", why, "write `after`, `before` or `on`")


def service_of(text: str) -> Service:
    """A way of service. Raises `Refused` (C01)."""
    name = re.sub(r"[ -]+", "_", text.strip().lower()) or "none"
    if name in list(Service):
        return Service(name)
    known = [service.value for service in Service]
    why = "whether three days are added depends on how a paper was served"
    raise _refused("C01", text, "is not a way of service", why, did_you_mean(name, known, ", ".join(known)))


def rules_of(name: str) -> RuleSet:
    """A rule set by its name. Raises `Refused` (C02)."""
    if found := RULES.get(name.strip().lower()):
        return found
    why = "each court and agency counts by its own rule"
    raise _refused("C02", name, "is not a rule set", why, did_you_mean(name, RULES, ", ".join(RULES)))


def clock_of(name: str) -> Clock:
    """A clock by its name or another name of it. Raises `Refused` (C02)."""
    plain = name.strip().lower()
    if found := CLOCKS.get(ALIASES.get(plain, plain)):
        return found
    why = "a clock names a period that a statute or a regulation fixes"
    raise _refused("C02", name, "is not a clock", why, did_you_mean(name, CLOCKS, ", ".join(CLOCKS)))


def zone_of(name: str) -> str:
    """An IANA zone that exists. Raises `Refused` (C01)."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        why = "hours are counted as time that passes, and a local clock does not say how much that is"
        help = "name the zone of the place, such as `America/Los_Angeles`, or the court"
        raise _refused("C01", name or "no zone", "is not a time zone", why, help) from None


def question(  # noqa: PLR0913 - one argument for each thing that a count depends on
    start: Moment,
    period: tuple[int, Unit],
    direction: Direction,
    place: tuple[RuleSet, str, Clock | None],
    service: Service,
    *,
    rule_date: date | None,
    zone: str,
    closed: Iterable[date],
    extra: Iterable[date],
    calendar: Calendar,
) -> Question:
    """The complete question. place: rule set, court id or ``any``, clock. Raises `Refused`."""
    rules, court, clock = place
    amount, unit = period
    court_zone = "" if court == "any" else calendar.court(court).zone
    _sound(amount, unit, direction, start)
    zone = zone_of(zone or court_zone) if zone or court_zone or unit is Unit.HOURS else ""
    service_day = None
    if isinstance(start, datetime):
        start = with_zone(start, zone) if zone else start
        if court_zone and unit is not Unit.HOURS:
            service_day = start.astimezone(ZoneInfo(court_zone)).date()
        start = start if unit is Unit.HOURS else start.date()
    on = rule_date or (start.date() if isinstance(start, datetime) else start)
    return Question(
        start=start,
        amount=amount,
        unit=unit,
        direction=direction,
        rules=rules,
        version=rules.version(on),
        court=court.lower(),
        service=service,
        rule_date=on,
        zone=zone,
        court_zone=court_zone,
        service_day=service_day,
        clock=clock,
        closed=frozenset(day.toordinal() for day in closed),
        extra=frozenset(day.toordinal() for day in extra),
    )


def _sound(amount: int, unit: Unit, direction: Direction, start: Moment) -> None:
    if (unit is Unit.FIXED) is not (direction is Direction.ON):
        why = "a fixed date is not counted from anything, and every period is"
        help = "write `14 days after`, `14 days before`, or `fixed date on`"
        raise _refused("C01", f"{unit} {direction}", "do not go together", why, help)
    if not 0 <= amount <= LONGEST:
        help = "write the number that the order or the rule states"
        raise _refused("C01", str(amount), "is not a length", f"lengths go from 0 to {LONGEST}", help)
    if unit is Unit.HOURS and not isinstance(start, datetime):
        why = "a period in hours runs from the minute of the event (FRCP 6(a)(2)(A))"
        raise _refused("C01", str(start), "has no time of day", why, "write it as 2007-11-02T10:23")


def _refused(code: str, text: str, what: str, why: str, help: str) -> Refused:
    return Refused(Problem(code, Place("count", text=text), f"`{text}` {what}", why, help))
