"""Which days are closed for one court under one reading, and how a day is moved to an open one.

A day is closed when it is a Saturday, a Sunday or a legal holiday (FRCP 6(a)(1)(C) and its twins).
Whether it is a legal holiday can depend on the view (`duenotice.days.counting.doubts`), and for the
days of a state on the direction: they count after an event only (FRCP 6(a)(6)(C); 2009 note).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from duenotice.days.calendars import CERTAIN, NEVER, Calendar, Holiday
from duenotice.days.counting.model import Question
from duenotice.days.counting.rulesets import Holidays

View: TypeAlias = frozenset[str]
WEEKDAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
STATE_READINGS: Final = frozenset(("state", "state-contested"))


def weekday(day: int) -> str:
    """The name of a day of the week."""
    return WEEKDAYS[day % 7]


@dataclass(frozen=True, eq=False)
class Days:
    """The holidays that can matter for one court. both_ways: state days count before an event too."""

    calendar: Calendar
    holidays: Mapping[int, tuple[Holiday, ...]]
    extra: frozenset[int]
    both_ways: bool

    def closed(self, day: int, view: View, forward: bool) -> str:
        """Why the day is closed; the empty text if it is open."""
        if day % 7 in (0, 6):
            return weekday(day)
        for holiday in self.holidays.get(day, ()):
            if self._counts(holiday, forward) and (holiday.reading == CERTAIN or holiday.reading in view):
                return f"{holiday.name} ({holiday.authority})"
        if day in self.extra:
            return "declared a holiday for this court (as given)"
        self.calendar.check(day)
        return ""

    def contested(self, day: int, forward: bool) -> Iterable[Holiday]:
        """The holidays of a weekday on which readings differ, or that no reading counts."""
        if day % 7 in (0, 6):
            return ()
        return [h for h in self.holidays.get(day, ()) if h.reading != CERTAIN and self._counts(h, forward)]

    def _counts(self, holiday: Holiday, forward: bool) -> bool:
        return forward or self.both_ways or holiday.reading not in STATE_READINGS

    def moved(self, day: int, step: int, view: View, forward: bool) -> int:
        """The day itself if it is open, else the next open one in the direction of `step`."""
        while self.closed(day, view, forward):
            day += step
        return day


def days_of(question: Question, calendar: Calendar) -> Days:
    """The days that matter for a question."""
    version = question.version
    return _days(calendar, states_of(question, calendar), question.extra, version.state_both_ways)


def states_of(question: Question, calendar: Calendar) -> tuple[str, ...]:
    """The states whose days count under the rule set (FRCP 6(a)(6)(C); FRAP 26(a)(6)(C))."""
    if question.court == "any":
        return ()
    court = calendar.court(question.court)
    match question.rules.holidays:
        case Holidays.FEDERAL:
            return ()
        case Holidays.COURT:
            return (court.state,)
        case Holidays.COURT_AND_CLERK:
            return tuple(sorted({court.state, calendar.court(court.circuit).state}))


@lru_cache(maxsize=512)
def _days(calendar: Calendar, states: tuple[str, ...], extra: frozenset[int], both_ways: bool) -> Days:
    held: dict[int, tuple[Holiday, ...]] = {}
    for where in ("federal", *states):
        for day, holidays in calendar.days.get(where, {}).items():
            held[day] = held.get(day, ()) + holidays
    return Days(calendar, held, extra, both_ways)


def names_no_holiday(holiday: Holiday) -> bool:
    """Whether the calendar names the day only to say that no reading counts it (1.7 no. 4)."""
    return holiday.reading == NEVER
