"""The stays of the shelf that end person by person, besides Devitri's: Chhoeun 2018 and Hamama 2017."""

from __future__ import annotations

from duenotice.days import from_edtf, iso
from duenotice.library import load_shelf
from duenotice.notice import ledger
from duenotice.notice.ledger import DutyLines
from duenotice.notice.steps import State
from tests.reason.asking import record

THE_92 = 'on the roster "Chhoeun petitioners (92)"\nsearched everything through 2018-12-31\n'
IRAQ = """
nationality Iraq
in the United States
2010-05-06 final order of removal
2017-06-20 detention for removal
searched everything through 2018-12-31
"""


def stay(order: str, lines: str, on: str) -> DutyLines:
    shelf = load_shelf()
    return ledger(shelf.order(order), record(lines), shelf.vocabulary, from_edtf(on)).duties[0]


def states(found: DutyLines) -> dict[str, tuple[State, str]]:
    """The state and the earliest last day of each clock, as the letters are first written."""
    parts = [part for way in found.steps for part in way.parts if part.clock and not part.reading]
    return {
        part.label: (part.clock.state, iso(part.clock.last.lo) if part.clock.last.lo else "")
        for part in parts
        if part.clock
    }


def test_the_92_have_until_5_february_2018_to_move() -> None:
    found = stay("chhoeun-v-marin/2018-01-25", THE_92, "2018-02-01")
    assert states(found)["(a)"] == (State.RUNNING, "2018-02-05")
    assert not found.ended.day


def test_without_a_motion_the_stay_of_the_92_is_over_on_6_february_2018() -> None:
    found = stay("chhoeun-v-marin/2018-01-25", THE_92, "2018-03-01")
    assert states(found)["(a)"][0] is State.OVER
    assert (found.status.value, iso(found.ended.day)) == ("not owed", "2018-02-06")


def test_with_a_motion_in_time_the_stay_of_the_92_goes_on() -> None:
    found = stay("chhoeun-v-marin/2018-01-25", f"{THE_92}2018-02-05 motion to reopen", "2018-03-01")
    assert (found.status.value, found.ended.day) == ("pending", 0)


def test_an_iraqi_with_the_file_and_not_the_record_of_proceedings_has_one_clock_running() -> None:
    found = stay("hamama-v-adducci/2017-07-24", f"{IRAQ}2017-09-01 A-file received", "2017-10-01")
    assert states(found)["(a)(3)"] == (State.RUNNING, "2017-11-30")
    assert states(found)["(a)(4)"] == (State.NOT_BEGUN, "")


def test_three_months_are_another_reading_of_ninety_days() -> None:
    found = stay("hamama-v-adducci/2017-07-24", f"{IRAQ}2017-09-01 A-file received", "2017-10-01")
    others = {part.reading: part.clock for way in found.steps for part in way.parts if part.label == "(a)(3)"}
    clock = others["three months"]
    assert clock is not None
    assert iso(clock.last.lo) == "2017-12-01"


def test_a_boards_denial_runs_the_time_for_a_petition_for_review() -> None:
    lines = f"{IRAQ}2017-09-01 A-file received\n2017-10-02 motion to reopen\n2018-03-05 BIA denial"
    found = stay("hamama-v-adducci/2017-07-24", lines, "2018-03-20")
    assert states(found)["(c)(2)"] == (State.RUNNING, "2018-04-04")
