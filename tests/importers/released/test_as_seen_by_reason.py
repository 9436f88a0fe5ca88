"""Imported custody, asked about by `reason`: the traps that would make a wrong answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from duenotice.days import FIRST_DAY, from_day, from_edtf
from duenotice.library import load_vocabulary, order_from_text
from duenotice.reason import answer
from duenotice.record import Record, Search
from duenotice.record.tables import find, opened, records_of
from tests.importers.released.asking import asking
from tests.importers.released.making import A, Row, a_stint, custody_of

RELEASED = """(a) there is a final order of removal: call it the order
    (b) there is a release from ICE custody after the order: call it the release
    (c) there is no event ending the order after the order"""
OTHERS = ("final order of removal", "order reopened", "order vacated", "naturalization", "removal", "death")


def record_of(folder: Path, *stints: Row) -> Record:
    """The record of person A, with searches of ours for what the release is no search for."""
    custody_of(folder, *stints)
    with opened(find([folder / "out"])) as tables:
        ((_, case),) = records_of(tables, load_vocabulary())
    return case.record.adding(
        Search(OTHERS, from_edtf("2025-12-31"), from_day(FIRST_DAY)),
        Search(("release from ICE custody",), from_edtf("2024-01-05")),
    )


def verdict(record: Record, letters: str, on: str = "2024-12-01") -> str:
    order = order_from_text(asking(letters), load_vocabulary())
    return str(answer(order, record, load_vocabulary(), from_edtf(on)).classes[0].truth)


@pytest.mark.parametrize(
    ("reason", "came"),
    [
        ("Order of supervision", "yes"),
        ("U.S. Marshals or other agency (explain in Detention Comments)", "no"),
        ("Removed", "no"),
        ("Escaped", "unknown"),
        ("Processing Disposition Changed Locally", "unknown"),
        ("", "unknown"),
        ("(b)(7)(E )", "unknown"),
    ],
)
def test_how_custody_ended_decides_whether_there_was_a_release(
    tmp_path: Path, reason: str, came: str
) -> None:
    first = a_stint(A, "1/5/2024", "5/2/2024", reason, final_yes="YES", final_date="4/10/2012")
    if reason == "":
        first["book_out"] = ""
    record = record_of(tmp_path, first, a_stint(A, "1/31/2025", "2/15/2025", "Transferred"))
    assert verdict(record, RELEASED.rsplit("\n", 1)[0]) == came


def test_a_reinstated_order_is_not_the_order_under_which_the_person_was_released(tmp_path: Path) -> None:
    record = record_of(
        tmp_path,
        a_stint(A, "1/5/2024", "2/2/2024", "Order of supervision", final_date="4/10/2012"),
        a_stint(A, "9/1/2024", "10/20/2024", "Removed", departed="10/22/2024", status="8-Excluded/Removed"),
        a_stint(A, "1/31/2025", "", "", final_date="2/1/2025", category="[16] Reinstated Final Order"),
    )
    assert verdict(record, RELEASED, "2024-09-15") == "yes"
    assert verdict(record, RELEASED, "2025-01-30") == "no"


def test_without_the_removal_between_them_the_old_order_would_still_stand(tmp_path: Path) -> None:
    record = record_of(
        tmp_path,
        a_stint(A, "1/5/2024", "2/2/2024", "Order of supervision", final_date="4/10/2012"),
        a_stint(A, "9/1/2024", "10/20/2024", "Order of supervision"),
    )
    assert verdict(record, RELEASED, "2025-01-30") == "yes"


def test_whoever_was_let_go_before_the_release_begins_is_unknown_and_not_no(tmp_path: Path) -> None:
    custody_of(tmp_path, a_stint(A, "1/5/2024", "5/2/2024", "Removed", final_date="4/10/2012"))
    with opened(find([tmp_path / "out"])) as tables:
        ((_, case),) = records_of(tables, load_vocabulary())
    assert verdict(case.record, RELEASED) == "unknown"
