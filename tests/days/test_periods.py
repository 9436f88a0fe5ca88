"""The mildest and the strictest day of a period: in order, monotone, and around every reading.

Between one year of the calendar and the next nothing steps back; at the two ends of the calendar the
bracket is wider outside than inside, and only there may a later day have an earlier strictest end.
"""

from __future__ import annotations

from datetime import date

import pytest

from duenotice.days.calendars import Calendar
from duenotice.days.counting import Unit
from duenotice.days.counting.hour_periods import DAY, hour_ends, instants
from duenotice.days.counting.periods import Length, Periods
from duenotice.days.value import LAST_DAY, Span

FIRST, LAST = date(2015, 1, 1).toordinal(), date(2030, 12, 31).toordinal()
LENGTHS = (
    *(Length(n, Unit.DAYS) for n in (1, 14, 90)),
    *(Length(7, Unit.COURT_DAYS), Length(2, Unit.WEEKS), Length(1, Unit.MONTHS)),
)
COURTS = ("any", "cacd", "mad", "dcd")


@pytest.mark.parametrize("court", COURTS)
@pytest.mark.parametrize("length", LENGTHS, ids=lambda length: f"{length.amount} {length.unit.value}")
def test_last_and_first_lawful_days_never_step_back_as_the_day_rises(court: str, length: Length) -> None:
    periods = Periods(court)
    phase = COURTS.index(court) * 400
    last, lawful = Span(0, 0), Span(0, 0)
    for day in range(FIRST + phase, min(LAST, FIRST + phase + 400)):
        one = Span(day, day)
        now, then = periods.last_days(one, length), periods.first_lawful(one, length)
        assert day <= now.lo <= now.hi
        assert day <= then.lo <= then.hi
        assert (now.lo >= last.lo, now.hi >= last.hi) == (True, True), date.fromordinal(day)
        assert (then.lo >= lawful.lo, then.hi >= lawful.hi) == (True, True), date.fromordinal(day)
        last, lawful = now, then


@pytest.mark.parametrize("length", LENGTHS, ids=lambda length: f"{length.amount} {length.unit.value}")
def test_a_span_has_every_reading_of_every_day_between_its_two_days(length: Length) -> None:
    periods = Periods("cacd")
    for start in range(FIRST, LAST, 487):
        span = Span(start, start + 9)
        last, lawful = periods.last_days(span, length), periods.first_lawful(span, length)
        for day in range(span.lo, span.hi + 1):
            assert all(last.lo <= way.day <= last.hi for way in periods.ends(day, length).each)
            assert all(lawful.lo <= way.day <= lawful.hi for way in periods.lawful(day, length).each)


@pytest.mark.parametrize(
    "day", [2, 700_000, Calendar.load().first - 60, Calendar.load().last + 1, LAST_DAY - 400]
)
def test_outside_the_calendar_no_reading_is_excluded(day: int) -> None:
    for length in LENGTHS:
        last, lawful = (f(Span(day, day), length) for f in (Periods().last_days, Periods().first_lawful))
        assert last.hi - last.lo >= 40
        assert lawful.hi > last.hi


@pytest.mark.parametrize(
    ("day", "hours", "expected"),
    [("2019-03-08", 48, 47 * 60), ("2019-11-01", 72, 72 * 60), ("2019-10-08", 72, 72 * 60)],
)
def test_hours_are_elapsed_hours_through_the_changes_of_the_clock(
    day: str, hours: int, expected: int
) -> None:
    """By the clock from ten to ten: an hour less when the clocks go forward on the way."""
    start = date.fromisoformat(day).toordinal()
    zone, ten = "America/Los_Angeles", Span(600, 600)
    begun = instants(Span(start, start), ten, zone)
    clock = instants(Span(start + hours // 24, start + hours // 24), ten, zone)
    assert clock.lo - begun.lo == (expected if day != "2019-11-01" else expected + 60)


def test_the_ends_of_a_day_whose_time_nobody_wrote_hold_those_of_each_of_its_minutes() -> None:
    """36 hours from a Friday: at noon they end on Sunday and move to Monday at midnight; a minute earlier
    they end on Saturday and move to the last minute of Monday."""
    periods = Periods("cacd", "America/Los_Angeles")
    start = date(2019, 1, 11).toordinal()
    whole = hour_ends(instants(Span(start, start), Span(0, DAY - 1), periods.zone), 36, periods)
    for minute in (0, 1, 11 * 60 + 59, 12 * 60, 12 * 60 + 1, 18 * 60, DAY - 1):
        one = hour_ends(instants(Span(start, start), Span(minute, minute), periods.zone), 36, periods)
        assert whole.lo <= one.lo <= one.hi <= whole.hi
