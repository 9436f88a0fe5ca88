"""Random periods of duties and steps, their further readings, and what a person understands of a notice."""

from __future__ import annotations

from hypothesis import strategies as st

from duenotice.language import EARLIER, Amount, AmountReading, Unit
from duenotice.record import Fact
from duenotice.terms import LANGUAGE
from tests.strategies import VALUES, one_in, pick, upto

TONGUES = (
    *("in a language understood", "in Khmer", "in English", "in English in Khmer", ""),
    "in a language not understood",
)
CLOCKS_OF_LAW = (Amount(30, clock="bia-appeal"), Amount(30, clock="petition-for-review"))


def amount(draw: st.DrawFn, hours: bool = True) -> Amount:
    """A short period: mostly of days."""
    match pick(draw, ("days", "days", "days", "days", "business", "weeks", "months", "hours", "clock")):
        case "business":
            return Amount(1 + draw(upto(3)), Unit.BUSINESS_DAYS)
        case "weeks":
            return Amount(1, Unit.WEEKS)
        case "months":
            return Amount(1, Unit.MONTHS)
        case "hours" if hours:
            return Amount(pick(draw, (24, 30, 48, 72)), Unit.HOURS)
        case _:
            return Amount(1 + draw(upto(5)))


def earlier(draw: st.DrawFn) -> Amount:
    """How much earlier: a period, or no number."""
    return EARLIER if one_in(draw, 5) else amount(draw)


def further(draw: st.DrawFn) -> tuple[AmountReading, ...]:
    """Other readings of how long; mostly none."""
    if not one_in(draw, 4):
        return ()
    labels = pick(draw, (("",), ("class counsel",), ("", "class counsel")))
    return tuple(AmountReading(label, amount(draw)) for label in labels)


def tongues(draw: st.DrawFn, asked: bool) -> tuple[Fact, ...]:
    """What the person understands, where it is asked: some language, or surely not one."""
    if not asked or one_in(draw, 3):
        return ()
    return (Fact(LANGUAGE, (pick(draw, VALUES[LANGUAGE]),), one_in(draw, 4)),)


def days_of(period: Amount) -> int:
    """About how many days a period takes."""
    each = {Unit.DAYS: 1, Unit.BUSINESS_DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30, Unit.HOURS: 1}
    return max(1, period.number // 24) if period.unit is Unit.HOURS else period.number * each[period.unit]
