"""How stints become custody: releases, and what is not one."""

from __future__ import annotations

from pathlib import Path

import pytest

from duenotice.importers.released.codes import RELEASE_REASONS
from tests.importers.released.making import A, B, a_stint, custody_of

RELEASE, DETENTION = "release from ICE custody", "detention for removal"

RELEASES = {
    "Order of supervision": "by order of supervision",
    "Order of Supervision - No SLRRFF": "by order of supervision",
    "Order of Supervision - No SLRFF": "by order of supervision",
    "Order of Supervision - Humanitarian": "by order of supervision",
    "ORDER OF SUPERVISION - RE-RELEASE": "by order of supervision",
    "Order of recognizance": "by recognizance",
    "Order of Recognizance - Humanitarian": "by recognizance",
    "Bonded Out - IJ": "by bond",
    "Bonded Out - Field Office": "by bond",
    "Paroled": "by parole",
    "Paroled - Fear Found": "by parole",
    "Paroled - Humanitarian": "by parole",
    "Paroled - Public Benefit": "by parole",
    "Prosecutorial Discretion": "",
    "Relief Granted by IJ": "",
    "Proceedings Terminated": "",
}
NO_RELEASES = (
    "Transferred",
    "transferred",
    "U.S. Marshals or other agency (explain in Detention Comments)",
    "ORR - Office of Refugee Resettlement",
    "Removed",
    "Voluntary departure",
    "Voluntary Return",
    "Title 42 Return",
    "Died",
)
MAYBE = (
    "Processing Disposition Changed Locally",
    "Escaped",
    "Withdrawal",
    "ORR-Runaway",
    "A new reason",
    "(b)(7)(E)",
)


@pytest.mark.parametrize(("reason", "way"), RELEASES.items())
def test_a_release_is_one_whatever_the_letter_case(tmp_path: Path, reason: str, way: str) -> None:
    came = custody_of(tmp_path, a_stint(A, "1/5/2024", "2/9/2024", reason))
    assert came.events(RELEASE) == [(way, "2024-02-09")]
    assert came.searches(RELEASE) == [("2024-01-05", "2024-02-09")]


@pytest.mark.parametrize("reason", NO_RELEASES)
def test_what_is_no_release_makes_no_release(tmp_path: Path, reason: str) -> None:
    came = custody_of(
        tmp_path, a_stint(A, "1/5/2024", "2/9/2024", reason), a_stint(B, "1/5/2024", "9/9/2024", "Removed")
    )
    assert came.events(RELEASE) == []


@pytest.mark.parametrize(
    "reason", ["Removed", "U.S. Marshals or other agency (explain in Detention Comments)"]
)
def test_after_an_end_that_is_no_release_the_search_goes_on(tmp_path: Path, reason: str) -> None:
    came = custody_of(
        tmp_path, a_stint(A, "1/5/2024", "2/9/2024", reason), a_stint(B, "1/5/2024", "9/9/2024", "Removed")
    )
    assert came.searches(RELEASE) == [("2024-01-05", "2024-09-09")] * 2


@pytest.mark.parametrize("reason", [*MAYBE, ""])
def test_what_may_be_a_release_is_no_event_and_its_days_are_not_searched(tmp_path: Path, reason: str) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "2/9/2024", reason),
        a_stint(B, "1/5/2024", "9/9/2024", "Removed"),
    )
    assert came.events(RELEASE) == []
    mine = came.table("searches", "since, through", f"person like '%{A}' and terms = '{RELEASE}'")
    assert mine == [("2024-01-05", "2024-02-08")]


def test_a_reason_that_is_in_no_table_is_named_in_the_report(tmp_path: Path) -> None:
    came = custody_of(tmp_path, a_stint(A, "1/5/2024", "2/9/2024", "A new reason"))
    assert came.report.unread_codes == (("reason", "A new reason", 1),)


def test_every_reason_of_the_table_is_tested_here() -> None:
    tested = {reason.casefold() for reason in (*RELEASES, *NO_RELEASES, *MAYBE)}
    short = {"u.s. marshals or other agency", "office of refugee resettlement", "bonded out"}
    assert set(RELEASE_REASONS) - short <= tested


def test_a_book_in_after_a_release_is_a_new_detention(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "2/9/2024", "Order of supervision"),
        a_stint(A, "6/5/2024", "6/9/2024", "Removed"),
    )
    assert came.events(DETENTION) == [("", "2024-01-05"), ("", "2024-06-05")]
    assert came.events("transfer") == []


def test_a_book_in_after_the_marshals_is_a_new_detention_without_a_release(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "5/2/2024", "U.S. Marshals or other agency (explain in Detention Comments)"),
        a_stint(A, "1/31/2025", "2/9/2025", "Removed"),
    )
    assert came.events(DETENTION) == [("", "2024-01-05"), ("", "2025-01-31")]
    assert came.events(RELEASE) == []


def test_a_departure_between_two_stints_makes_the_second_new(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred", departed="1/10/2024", status="8-Excluded/Removed"),
        a_stint(A, "6/5/2024", "6/9/2024", "Removed"),
    )
    assert came.events(DETENTION) == [("", "2024-01-05"), ("", "2024-06-05")]
    assert ("", "2024-01-10") in came.events("removal")


@pytest.mark.parametrize(
    ("status", "removals"),
    [
        ("6-Deported/Removed - Deportability", 1),
        ("8-Excluded/Deported/Removed", 1),
        ("8-Excluded/Removed - Inadmissibility", 1),
        ("3-Voluntary Departure Confirmed", 0),
        ("9-VR Witnessed", 0),
        ("0-Withdrawal Permitted - I-275 Issued", 0),
        ("5-Title 50 Expulsion", 0),
        ("ACTIVE", 0),
        ("", 0),
    ],
)
def test_a_departure_is_a_removal_only_if_the_case_says_so(
    tmp_path: Path, status: str, removals: int
) -> None:
    came = custody_of(
        tmp_path, a_stint(A, "1/5/2024", "1/9/2024", "Transferred", departed="1/12/2024", status=status)
    )
    assert len(came.events("removal")) == removals


def test_a_stint_that_ends_in_removal_is_a_removal_about_its_last_day_if_no_departure_is_given(
    tmp_path: Path,
) -> None:
    came = custody_of(tmp_path, a_stint(A, "1/5/2024", "1/9/2024", "Removed"))
    assert came.events("removal") == [("", "2024-01-09~")]


def test_a_stint_that_ends_in_removal_takes_the_day_of_the_departure(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path, a_stint(A, "1/5/2024", "1/9/2024", "Removed", departed="1/10/2024", status="ACTIVE")
    )
    assert came.events("removal") == [("", "2024-01-10")]


def test_death_in_custody_is_dated_and_a_case_closed_by_death_is_not(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Died", status="7-Died"),
        a_stint(B, "1/5/2024", "1/9/2024", "Removed", status="7-Died"),
    )
    assert came.table("events", "person, date", "term = 'death'") == [
        (f"ICE March 2026 id {A}", "2024-01-09"),
        (f"ICE March 2026 id {B}", "../2026-03-10"),
    ]


def test_whoever_is_held_is_in_the_united_states_that_long(tmp_path: Path) -> None:
    came = custody_of(tmp_path, a_stint(A, "1/5/2024", "1/9/2024", "Removed", citizenship="CAMBODIA"))
    assert came.table("facts", 'fact, "values", since, until') == [
        ("nationality", "Cambodia", None, None),
        ("presence", "in the United States", "2024-01-05", "2024-01-09"),
    ]


def test_a_redacted_citizenship_is_recorded_as_unknown_and_a_blank_one_is_not_recorded(
    tmp_path: Path,
) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Removed", citizenship="(b)(6), (b)(7)(c)"),
        a_stint(B, "1/5/2024", "1/9/2024", "Removed"),
    )
    found = came.table("facts", 'person, "values", source', "fact = 'nationality'")
    assert found == [
        (f"ICE March 2026 id {A}", None, "ICE March 2026, invented.csv, row 7: citizenship redacted")
    ]


def test_a_conviction_is_dated_or_lies_before_the_row_that_speaks_of_it(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(
            A, "1/5/2024", "1/9/2024", "Removed", convicted="3/2/2001", criminality="1 Convicted Criminal"
        ),
        a_stint(B, "1/5/2024", "1/9/2024", "Removed", criminality="1 Convicted Criminal"),
    )
    assert came.events("conviction") == [("", "../2024-01-05"), ("", "2001-03-02")]


def test_a_pending_charge_is_a_charge_and_other_violators_are_nothing(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Removed", criminality="2 Pending Criminal Charges"),
        a_stint(B, "1/5/2024", "1/9/2024", "Removed", criminality="3 Other Immigration Violator"),
    )
    assert came.events("criminal charge") == [("", "../2024-01-05")]
    assert came.events("conviction") == []
    assert came.searches("conviction") == []


@pytest.mark.parametrize(
    ("category", "orders"),
    [
        ("[5F] Unable to Obtain Travel Document", 1),
        ("[8C] Excludable / Inadmissible - Administrative Final Order Issued", 1),
        ("[16] Reinstated Final Order", 1),
        ("[8B] Excludable / Inadmissible - Under Adjudication by IJ", 0),
        ("[2A] Deportable - Under Adjudication by IJ", 0),
        ("", 0),
    ],
)
def test_where_yes_or_no_is_missing_the_case_category_says_whether_an_order_is_final(
    tmp_path: Path, category: str, orders: int
) -> None:
    stint = a_stint(A, "1/5/2024", "1/9/2024", "Removed", category=category, final_yes="(b)(7)(E)")
    came = custody_of(tmp_path, stint)
    assert came.events("final order of removal") == [("", "../2026-03-10")] * orders


def test_a_no_outweighs_the_case_category(tmp_path: Path) -> None:
    stint = a_stint(A, "1/5/2024", "1/9/2024", "Removed", category="[3] Deportable - Final", final_yes="NO")
    assert custody_of(tmp_path, stint).events("final order of removal") == []


def test_a_citizenship_that_one_row_redacts_and_another_prints_is_known(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred", citizenship="(b)(6)"),
        a_stint(A, "1/9/2024", "2/9/2024", "Removed", citizenship="CAMBODIA"),
    )
    assert came.table("facts", '"values"', "fact = 'nationality'") == [("Cambodia",)]


@pytest.mark.parametrize("book_out", ["(b)(7)(E)", "sometime"])
def test_a_release_on_a_day_that_cannot_be_read_is_not_searched_from_then_on(
    tmp_path: Path, book_out: str
) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", book_out, "Order of supervision"),
        *(a_stint(B, f"{month}/5/2024", f"{month}/9/2024", "Removed") for month in range(1, 10)),
    )
    mine = f"person like '%{A}' and terms = '{RELEASE}'"
    assert came.events(RELEASE) == []
    assert came.table("searches", "since, through", mine) == []


@pytest.mark.parametrize("book_in", ["(b)(7)(E)", "", "sometime"])
def test_a_stint_without_a_readable_beginning_leaves_open_all_that_came_before_its_end(
    tmp_path: Path, book_in: str
) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, book_in, "3/9/2024", "Order of supervision"),
        a_stint(A, "6/5/2024", "6/9/2024", "Removed"),
        *(a_stint(B, f"{month}/5/2024", f"{month}/9/2024", "Removed") for month in range(1, 10)),
    )
    for term, since in ((DETENTION, "2024-03-10"), (RELEASE, "2024-06-05")):
        mine = f"person like '%{A}' and terms = '{term}'"
        assert came.table("searches", "since, through", mine) == [(since, "2024-09-09")]
    assert came.aside() == {"the stint has no day of book-in": 1}


def test_two_rows_of_one_stint_with_different_reasons_prove_no_release(tmp_path: Path) -> None:
    for number, reasons in enumerate(
        [("Order of supervision", "Transferred"), ("Transferred", "Order of supervision")]
    ):
        (tmp_path / str(number)).mkdir()
        stints = [a_stint(A, "1/5/2024", "2/9/2024", reason, facility="XYZ") for reason in reasons]
        later = a_stint(B, "1/5/2024", "9/9/2024", "Removed")
        came = custody_of(tmp_path / str(number), *stints, later)
        assert came.events(RELEASE) == []
        mine = f"person like '%{A}' and terms = '{RELEASE}'"
        assert came.table("searches", "since, through", mine)[0] == ("2024-01-05", "2024-02-08")


def test_a_release_on_the_day_of_a_transfer_is_a_release(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "2/9/2024", "Transferred", facility="ONE"),
        a_stint(A, "2/9/2024", "2/9/2024", "Order of supervision", facility="TWO"),
    )
    assert came.events(RELEASE) == [("by order of supervision", "2024-02-09")]
