"""Stays that end by a chain of steps: which step the person is at, its clock, what ends it and when."""

from __future__ import annotations

import pytest

from duenotice.days import iso
from duenotice.notice.steps import State

from .keeping import ON_ROSTER, STEPS, clock, kept, state

FILE = "2018-03-01 A-file received\n"
DENIED = f"{FILE}2018-05-30 motion to reopen\n2018-08-30 BIA denial\n"


def test_a_clock_that_nothing_has_begun_has_not_begun() -> None:
    assert state("", "(a)(2)", "2018-06-01") == (State.NOT_BEGUN, "")


def test_ninety_days_after_the_file_end_on_30_may_2018() -> None:
    assert state(FILE, "(a)(2)", "2018-05-29") == (State.RUNNING, "2018-05-30")
    assert state(FILE, "(a)(2)", "2018-05-30") == (State.RUNNING, "2018-05-30")
    assert state(FILE, "(a)(2)", "2018-05-31") == (State.OVER, "2018-05-30")


def test_a_motion_on_the_last_day_is_in_time_and_on_the_next_is_not() -> None:
    assert state(f"{FILE}2018-05-30 motion to reopen", "(a)(2)", "2018-06-30")[0] is State.DONE
    assert state(f"{FILE}2018-05-31 motion to reopen", "(a)(2)", "2018-06-30")[0] is State.OVER


def test_seven_business_days_after_30_august_2018_skip_labor_day() -> None:
    assert state(DENIED, "(b)(2)", "2018-09-11") == (State.RUNNING, "2018-09-11")
    assert state(DENIED, "(b)(2)", "2018-09-12") == (State.OVER, "2018-09-11")


@pytest.mark.parametrize(
    ("lines", "on", "ended"),
    [
        (FILE, "2018-05-30", ""),
        (FILE, "2018-05-31", "2018-05-31"),
        (FILE, "2018-12-31", "2018-05-31"),
        (DENIED, "2018-09-11", ""),
        (DENIED, "2018-09-12", "2018-09-12"),
        (DENIED, "2018-12-31", "2018-09-12"),
        (f"{DENIED}2018-09-11 motion in the court of appeals", "2018-12-31", ""),
    ],
)
def test_protection_ends_on_the_day_after_the_last_day_of_the_step(lines: str, on: str, ended: str) -> None:
    since = kept(ON_ROSTER + lines, STEPS, on).duties[0].ended
    assert (iso(since.day) if since.day else "") == ended


def test_a_file_whose_day_is_rough_has_a_rough_last_day_and_may_be_over() -> None:
    found = clock("2018-03 A-file received", "(a)(2)", "2018-06-10")
    assert (iso(found.last.lo), iso(found.last.hi)) == ("2018-05-30", "2018-06-29")
    assert found.state is State.UNKNOWN


def test_where_nobody_looked_for_the_file_nobody_can_tell_the_step() -> None:
    steps = kept('on the roster "petitioners"', STEPS, "2018-06-10").duties[0].steps
    assert steps[0].clocks[0].state is State.UNKNOWN


def test_a_step_that_was_done_shows_what_was_done() -> None:
    found = clock(DENIED, "(a)(2)", "2018-09-01")
    assert [str(done.date) for done in found.done] == ["2018-05-30"]
