"""Where a period ends under one view, with or without the working.

The order of work never changes: the nominal end; off closed days (6(a)(1)(C)); the three days of
service and off closed days again (6(d), 2005 note: never 17 at once); then the closed clerk's office
(6(a)(3)), which always moves forward, also before an event (2009 notes).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Final

from duenotice.days.counting.hours import elapsed, same_time_on
from duenotice.days.counting.model import Direction, Moment, Question, Step, Unit, What
from duenotice.days.counting.roll import Days, View, names_no_holiday, weekday
from duenotice.days.counting.rulesets import Kind

_MONTHS: Final = {Unit.MONTHS: 1, Unit.YEARS: 12}


class Working:
    """The steps of one reading as they are taken; a `Working` that is `None` costs nothing."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def add(self, first: int, last: int, what: What, why: str, cite: str) -> None:
        """One step over the days from `first` through `last`, in either order."""
        low, high = sorted((first, last))
        self.steps.append(Step(date.fromordinal(low), date.fromordinal(high), what, why, cite))


def end_of(q: Question, days: Days, view: View, working: Working | None = None) -> Moment:
    """The last day of the period, or its last instant for hours, under one view."""
    if q.unit is Unit.HOURS:
        return _hours(q, days, view, working)
    day = _start(q, view, working)
    if q.unit is Unit.FIXED:
        if q.rules.fixed_moves:
            day = _moved(q, days, view, day, 1, working)
        elif working:
            working.add(day, day, What.COUNTED, "a date certain is not computed", q.cite("; 2009 note"))
    else:
        day = _nominal(q, days, view, day, working)
        if _moves(q, view):
            day = _moved(q, days, view, day, 1 if q.rules.back_moves_forward else q.sign, working)
        day = _served(q, days, view, day, working)
        day = _accessible(q, days, view, day, working)
    if working:
        working.add(day, day, What.END, f"the period ends on {weekday(day)}", q.cite("(1)(C)"))
    return date.fromordinal(day)


def amount_of(q: Question, view: View) -> tuple[int, Unit]:
    """The length of the period under a view."""
    if "ten-days" in view:
        return 10, Unit.DAYS
    if "thirty-day-months" in view and q.unit is Unit.MONTHS:
        return 30 * q.amount, Unit.DAYS
    return q.amount, q.unit


def shifted(day: int, amount: int, unit: Unit, sign: int) -> int:
    """A day moved by calendar days, weeks, months or years; a month that is too short ends on its last day.

    The rule is silent on months: the same day of the month is a convention (time.md 1.1).
    """
    if unit in _MONTHS:
        on = date.fromordinal(day)
        month = on.year * 12 + on.month - 1 + sign * amount * _MONTHS[unit]
        year, index = divmod(month, 12)
        if not MINYEAR <= year <= MAXYEAR:  # outside every calendar, which then refuses the day
            return day + sign * amount * _MONTHS[unit] * 28
        return date(year, index + 1, min(on.day, monthrange(year, index + 1)[1])).toordinal()
    return day + sign * amount * (7 if unit is Unit.WEEKS else 1)


def counts_open_days(q: Question, amount: int, unit: Unit) -> bool:
    """Court days; and until 2009 every period that was short enough (former 6(a); 2009 note)."""
    return unit is Unit.COURT_DAYS or (unit is Unit.DAYS and 0 < amount < q.version.short)


def _start(q: Question, view: View, working: Working | None) -> int:
    by_court = "court-date" in view and q.service_day is not None
    day = q.service_day.toordinal() if by_court and q.service_day else q.start_day
    if working and q.unit is not Unit.FIXED and "day-one" not in view:
        working.add(day, day, What.START, "the day of the event", q.cite("(1)(A)"))
    return day


def _nominal(q: Question, days: Days, view: View, day: int, working: Working | None) -> int:
    amount, unit = amount_of(q, view)
    if "mail-at-once" in view and "mail" in view and not counts_open_days(q, amount, unit):
        amount += 3
    if counts_open_days(q, amount, unit):
        return _open_days(q, days, view, (day, amount), working)
    end = shifted(day, amount, unit, q.sign) - ("day-one" in view)
    end += _tolerance(q, view)
    if working and end != day:
        why = f"{amount} {unit}, every day counted"
        working.add(day + (q.sign if "day-one" not in view else 0), end, What.COUNTED, why, q.cite("(1)(B)"))
    return end


def _tolerance(q: Question, view: View) -> int:
    width = q.clock.tolerance if q.clock else 0
    return width * (("tolerance-late" in view) - ("tolerance-early" in view))


def _open_days(q: Question, days: Days, view: View, run: tuple[int, int], working: Working | None) -> int:
    day, left = run
    forward = q.direction is not Direction.BEFORE
    while left:
        day += q.sign
        why = days.closed(day, view, forward)
        left -= not why
        if working:
            what = What.SKIPPED if why else What.COUNTED
            working.add(day, day, what, why or f"open day; {left} left", q.cite(""))
    return day


def _moves(q: Question, view: View) -> bool:
    if q.clock and q.clock.kind is not Kind.ACT:
        return "moved" in view
    return True


def _moved(q: Question, days: Days, view: View, day: int, step: int, working: Working | None) -> int:
    forward = q.direction is not Direction.BEFORE
    if not working:
        return days.moved(day, step, view, forward)
    while why := days.closed(day, view, forward):
        working.add(day, day, What.SKIPPED, why, q.cite("(1)(C)"))
        day += step
    for holiday in days.contested(day, forward):
        never = "no reading counts it" if names_no_holiday(holiday) else "no holiday in this reading"
        working.add(day, day, What.COUNTED, f"{holiday.name}: {never}", q.cite("(6)"))
    return day


def _served(q: Question, days: Days, view: View, day: int, working: Working | None) -> int:
    if "mail" not in view or "mail-at-once" in view:
        return day
    if working:
        cite = q.rules.added[q.service].cite
        working.add(day + 1, day + 3, What.ADDED, f"3 days for service: {q.service}", cite)
    return _moved(q, days, view, day + 3, 1, working)


def _accessible(q: Question, days: Days, view: View, day: int, working: Working | None) -> int:
    forward = q.direction is not Direction.BEFORE
    if "clerk" not in view or day not in q.closed:
        return day
    while day in q.closed or days.closed(day, view, forward):
        if working:
            why = "the clerk's office is inaccessible" if day in q.closed else days.closed(day, view, forward)
            working.add(day, day, What.CLOSED, why, q.cite("(3)(A)"))
        day += 1
    return day


def _hours(q: Question, days: Days, view: View, working: Working | None) -> Moment:
    assert isinstance(q.start, datetime)
    forward = q.direction is not Direction.BEFORE
    at = elapsed(q.start, q.sign * q.amount, q.zone)
    if working:
        why = f"{q.amount} hours of elapsed time, counted from the event at once, end at {at:%H:%M}"
        working.add(q.start_day, at.toordinal(), What.COUNTED, why, q.cite("(2)(A)-(B)"))
    day = days.moved(at.toordinal(), q.sign, view, forward)
    if working and day != at.toordinal():
        why = days.closed(at.toordinal(), view, forward)
        working.add(at.toordinal(), day - q.sign, What.SKIPPED, f"{why}: the same time", q.cite("(2)(C)"))
    if "clerk" in view and day in q.closed:
        first = day
        while day in q.closed or days.closed(day, view, forward):
            day += 1
        if working:
            why = "inaccessible in the last hour: the same time on the first accessible day"
            working.add(first, day - 1, What.CLOSED, why, q.cite("(3)(B)"))
    at = at if day == at.toordinal() else same_time_on(day, at)
    if working:
        working.add(
            at.toordinal(), at.toordinal(), What.END, f"the period ends at {at:%H:%M %Z}", q.cite("(2)")
        )
    return at
