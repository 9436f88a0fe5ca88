"""The golden test of a stay that ends by steps: Devitri v. Cronen, Dkt. 90, one invented petitioner.

The days are those of the design's ``orders.md``, section 11.3: a file received on 1 March 2018 gives
until 30 May; a denial of Thursday 30 August 2018 gives until Tuesday 11 September, over Labor Day.
"""

from __future__ import annotations

import pytest

from duenotice.days import from_edtf, iso
from duenotice.library import load_shelf
from duenotice.notice import days_of, ledger
from duenotice.notice.ledger import DutyLines
from duenotice.notice.steps import State
from tests.reason.asking import record

NAMED = 'on the roster "Devitri petitioners"\nsearched everything through 2018-12-31\n'
FILE = "2018-03-01 A-file received\n"
MOTIONS = "2018-05-29 motion to reopen\n2018-05-29 motion for a stay of removal\n"
DENIED = "2018-08-30 BIA denial\n2018-08-30 BIA denial received\n"


def stay(lines: str, on: str) -> DutyLines:
    shelf = load_shelf()
    order = shelf.order("devitri-v-cronen/2018-02-01")
    return ledger(order, record(NAMED + lines), shelf.vocabulary, from_edtf(on)).duties[0]


def running(lines: str, on: str) -> dict[str, str]:
    """The steps whose time is running, each with its last day on the earliest reading."""
    steps = [clock for way in stay(lines, on).steps for clock in way.clocks]
    return {clock.label: iso(clock.last.lo) for clock in steps if clock.state is State.RUNNING}


def test_before_the_file_has_come_no_step_has_begun() -> None:
    assert running("", "2018-06-01") == {}
    assert stay("", "2018-12-31").status.value == "pending"


def test_with_the_file_both_motions_are_due_on_30_may_2018() -> None:
    assert running(FILE, "2018-04-01") == {"(a)(2)(i)": "2018-05-30", "(a)(2)(ii)": "2018-05-30"}


def test_one_motion_leaves_the_other_running() -> None:
    assert running(f"{FILE}2018-05-29 motion to reopen", "2018-05-30") == {"(a)(2)(ii)": "2018-05-30"}


def test_a_refusal_below_runs_the_time_for_an_appeal_to_the_board() -> None:
    refused = f"{FILE}{MOTIONS}2018-06-15 motion to reopen denied by the immigration judge"
    assert running(refused, "2018-06-20") == {"(b)(2)": "2018-07-16"}


def test_a_denial_by_the_board_runs_seven_business_days_over_labor_day() -> None:
    assert set(running(f"{FILE}{MOTIONS}{DENIED}", "2018-09-05").values()) == {"2018-09-11"}


@pytest.mark.parametrize(
    ("lines", "last", "over"),
    [
        (FILE, "2018-05-30", "2018-05-31"),
        (f"{FILE}2018-05-29 motion to reopen\n", "2018-05-30", "2018-05-31"),
        (f"{FILE}{MOTIONS}{DENIED}", "2018-09-11", "2018-09-12"),
    ],
)
def test_protection_lasts_through_the_last_day_of_the_missed_step(lines: str, last: str, over: str) -> None:
    assert stay(lines, last).status.value == "pending"
    ended = stay(lines, over)
    assert (ended.status.value, iso(ended.ended.day)) == ("not owed", over)


@pytest.mark.parametrize(("day", "status"), [("2018-09-11", "violated"), ("2018-09-12", "not owed")])
def test_a_removal_on_the_last_day_breaks_the_stay_and_on_the_next_does_not(day: str, status: str) -> None:
    assert stay(f"{FILE}{MOTIONS}{DENIED}{day} removal", "2018-09-30").status.value == status


def test_after_a_motion_in_time_in_the_first_circuit_nobody_can_tell_when_it_ends() -> None:
    assert (
        stay(f"{FILE}{MOTIONS}{DENIED}2018-09-11 motion in the court of appeals", "2018-10-01").status.value
        == "unknown"
    )


def test_the_next_step_is_a_day_to_watch() -> None:
    shelf = load_shelf()
    order = shelf.order("devitri-v-cronen/2018-02-01")
    kept = ledger(order, record(NAMED + FILE + MOTIONS + DENIED), shelf.vocabulary, from_edtf("2018-09-05"))
    assert {iso(day.day) for day in days_of(kept)} == {"2018-09-11"}
