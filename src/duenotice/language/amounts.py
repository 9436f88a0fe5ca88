"""How long: an amount of a unit, as an order says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from duenotice.days import counting
from duenotice.days.counting.periods import Length


class Unit(Enum):
    """What a period is counted in. Only hours are no number of days. Years are those of a
    period that a rule of law fixes; an order says twelve months."""

    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"
    YEARS = "years"


_COUNTED = {
    Unit.DAYS: counting.Unit.DAYS,
    Unit.BUSINESS_DAYS: counting.Unit.COURT_DAYS,
    Unit.WEEKS: counting.Unit.WEEKS,
    Unit.MONTHS: counting.Unit.MONTHS,
    Unit.HOURS: counting.Unit.HOURS,
    Unit.YEARS: counting.Unit.YEARS,
}


@dataclass(frozen=True)
class Amount:
    """``14 days``, ``7 business days``; or ``the period "bia-appeal"``, which a rule of law fixes."""

    number: int
    unit: Unit = Unit.DAYS
    clock: str = ""

    def __str__(self) -> str:
        if self.clock:
            return f'the period "{self.clock}"'
        return f"{self.number} {self.unit.value.removesuffix('s') if self.number == 1 else self.unit.value}"

    @property
    def length(self) -> Length:
        """The same for counting."""
        return Length(self.number, _COUNTED[self.unit], self.clock)

    @property
    def earlier(self) -> str:
        """How much before an act: ``at least 14 days earlier``, or ``earlier`` alone."""
        return f"at least {self} earlier" if self.number else "earlier"


EARLIER = Amount(0, Unit.HOURS)
"""Earlier by no number that the order gives: at a minute before that of the act. Like hours it is told from
minute to minute, so that of one day nobody can say which came first."""
