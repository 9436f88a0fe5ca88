"""What did we know on day X: entries that came later, corrections, withdrawals, duplicates."""

import pytest

from duenotice.days import LAST_DAY, from_edtf
from duenotice.documents import Block
from duenotice.library import load_vocabulary
from duenotice.problems import RefusedRecord
from duenotice.record import Record, cases_from_text

STORY = """
  2001 conviction (as r1)
  nationality Cambodia (learned 2019-01-05; as r2) [interview]
  nationality Thailand (learned 2019-01-10; as r3; corrects r2) [passport]
  searched pardon through 2018 (learned 2019-01-07; as s1)
  withdraws s1 r1 (learned 2019-01-12)
"""


def record(lines: str) -> Record:
    (case,) = cases_from_text(Block("case", f"Person A\n{lines}\n", "", 1), load_vocabulary())
    return case.record


def ids_on(day: str, lines: str = STORY) -> list[str]:
    return [entry.origin.id for entry in record(lines).known_on(from_edtf(day).lo).entries()]


def refused(lines: str) -> list[str]:
    with pytest.raises(RefusedRecord) as error:
        record(lines)
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2019-01-04", ["r1"]),
        ("2019-01-05", ["r2", "r1"]),
        ("2019-01-09", ["r2", "r1", "s1"]),
        ("2019-01-10", ["r3", "r1", "s1"]),
        ("2019-01-11", ["r3", "r1", "s1"]),
        ("2019-01-12", ["r3"]),
    ],
)
def test_what_was_on_file_by_the_end_of_a_day(day: str, ids: list[str]) -> None:
    assert ids_on(day) == ids


def test_an_entry_without_a_day_on_which_it_was_learned_was_always_on_file() -> None:
    assert ids_on("0001-01-01") == ["r1"]


def test_a_correction_of_a_correction_leaves_the_last_one() -> None:
    lines = """
  2001 conviction (as a)
  2002 conviction (as b; corrects a; learned 2019-01-01)
  2003 conviction (as c; corrects b; learned 2019-01-02)
"""
    assert ids_on("2018-12-31", lines) == ["a"]
    assert ids_on("2019-01-01", lines) == ["b"]
    assert ids_on("2019-01-02", lines) == ["c"]


def test_withdrawing_a_correction_does_not_bring_back_what_it_corrected() -> None:
    lines = "  2001 pardon (as a)\n  2002 pardon (as b; corrects a)\n  withdraws b"
    assert ids_on("2019-01-01", lines) == []


def test_knowing_everything_on_the_last_day_is_knowing_everything() -> None:
    known = record(STORY).known_on(LAST_DAY)
    assert known.known_on(LAST_DAY) == known


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("  2001 pardon (corrects a)", ["R04"]),
        ("  withdraws a", ["R04"]),
        ("  2001 pardon (as a; corrects a)", ["R04"]),
        ("  2001 pardon (as a; corrects b)\n  2002 pardon (as b; corrects a)", ["R04", "R04"]),
        ("  2001 pardon (as a)\n  2002 pardon (as a)", ["R08"]),
        ("  2001 pardon (as a)\n  2001 pardon (as a) [another source]", ["R08"]),
    ],
)
def test_corrections_that_do_not_hold_together_are_refused(lines: str, codes: list[str]) -> None:
    assert refused(lines) == codes


def test_the_same_line_twice_is_no_problem_and_changes_no_digest() -> None:
    once, twice = record("  2001 pardon (as a)"), record("  2001 pardon (as a)\n  2001 pardon (as a)")
    assert once.digest == twice.digest


def test_the_order_of_lines_changes_no_digest_and_a_source_does() -> None:
    one = record("  2001 pardon\n  2002 pardon [log]")
    assert record("  2002 pardon [log]\n  2001 pardon").digest == one.digest
    assert record("  2001 pardon\n  2002 pardon [list]").digest != one.digest


def test_a_record_without_an_entry_lacks_its_duplicates_too() -> None:
    both = record("  2001 pardon [log]\n  2001 pardon [list]\n  2002 pardon")
    assert len(both.without(both.events[0]).events) == 1
