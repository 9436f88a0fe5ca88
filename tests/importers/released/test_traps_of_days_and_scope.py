"""The known traps of the released tables, one by one: 9 to 15, days, counts and scope."""

from __future__ import annotations

from pathlib import Path

import pytest

from duenotice.importers.released.countries import countries_of, same_country
from tests.importers.released.making import (
    STINTS,
    A,
    B,
    a_release,
    a_stint,
    a_workbook,
    cells_of,
    imported,
    table_of,
)

BOTH = ("detention for removal", "release from ICE custody")


def test_trap_9_impossible_days_are_counted_and_not_used(tmp_path: Path) -> None:
    came = imported(
        tmp_path,
        a_release(
            tmp_path,
            "removals-2019",
            {
                "apprehended": "8/15/0999",
                "citizenship": "CAMBODIA",
                "departed": "4/3/2018",
                "removal_date": "4/3/2018",
            },
            {
                "apprehended": "5/1/2018",
                "citizenship": "LAOS",
                "departed": "4/3/2018",
                "removal_date": "4/3/2018",
            },
            {"apprehended": "", "citizenship": "LAOS", "departed": "4/3/2018", "removal_date": "4/3/2018"},
        ),
    )
    assert came.noticed() == {
        "the arrest lies after the departure": 1,
        "no day of arrest": 1,
        "apprehended: a day before 1900 or after 2099-12-31, not used": 1,
    }
    assert came.events("removal") == [("", "2018-04-03")] * 3


def test_trap_10_removals_are_counted_by_removal_date_and_dated_by_departed_date(tmp_path: Path) -> None:
    row = {"citizenship": "CAMBODIA", "departed": "9/30/2017", "removal_date": "10/2/2017"}
    came = imported(tmp_path, a_release(tmp_path, "removals-2019", row))
    assert came.events("removal") == [("", "2017-09-30")]
    counts = came.db.read_csv(str(tmp_path / "out" / "of-the-release" / "counts.csv")).fetchall()
    assert counts == [("removals", 2018, "CAMBODIA", 1)]
    assert came.noticed()["departed in an earlier fiscal year than the one that counts the row"] == 1


def test_trap_11_identical_rows_without_an_id_are_all_kept(tmp_path: Path) -> None:
    row = {"citizenship": "MEXICO", "departed": "4/3/2018", "removal_date": "4/3/2018"}
    came = imported(tmp_path, a_release(tmp_path, "removals-2019", row, row, row))
    assert came.events("removal") == [("", "2018-04-03")] * 3
    assert len(came.table("people", "person")) == 3
    assert came.report.profile.cannot[0].startswith("one person over time: there is no person id")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CHINA", "CHINA, PEOPLES REPUBLIC OF"),
        ("MICRONESIA", "MICRONESIA, FEDERATED STATES OF"),
        ("SWAZILAND", "ESWATINI"),
        ("cambodia", "KAMPUCHEA"),
    ],
)
def test_trap_12_two_spellings_of_a_country_are_one_country(one: str, other: str) -> None:
    assert countries_of(one) == countries_of(other) != ()


def test_trap_12_two_spellings_of_a_country_are_counted_together() -> None:
    assert same_country("China") == same_country("CHINA, PEOPLES REPUBLIC OF")
    assert same_country("SWAZILAND") == same_country("ESWATINI")


def test_trap_12_charge_sections_that_differ_by_case_are_one(tmp_path: Path) -> None:
    row = {"citizenship": "MEXICO", "departed": "4/3/2018", "removal_date": "4/3/2018"}
    rows = [{**row, "charge": "212a9AiI"}, {**row, "charge": "212a9Aii"}]
    came = imported(tmp_path, a_release(tmp_path, "removals-2019", *rows))
    found = came.db.read_csv(str(tmp_path / "out" / "of-the-release" / "codes.csv"))
    assert {row[2] for row in found.fetchall() if row[0] == "charge"} == {"212A9AII"}


@pytest.mark.parametrize(
    "printed",
    [
        "1/5/2024",
        "01/05/2024",
        "1/5/2024 9:30",
        "01/05/2024 09:30:15",
        "1/5/2024 9:30 PM",
        "2024-01-05",
        "2024-01-05 09:30:15",
        "2024-01-05 09:30:15.000",
        "2024-01-05T09:30:15",
        "45296",
        "45296.5",
        " 1/5/2024 ",
    ],
)
def test_trap_13_a_day_is_read_in_every_form_and_as_printed(tmp_path: Path, printed: str) -> None:
    came = imported(tmp_path, a_release(tmp_path, "arrests-2026-03", {"id": A, "apprehended": printed}))
    assert came.events("detention for removal") == [("", "2024-01-05")]


@pytest.mark.parametrize("printed", ["13/5/2024", "2/30/2024", "5 January", "1985", "20240105", "12"])
def test_trap_13_what_is_no_day_is_no_event(tmp_path: Path, printed: str) -> None:
    rows = [
        {"id": A, "apprehended": printed},
        {"id": B, "apprehended": "1/5/2024"},
        {"id": B, "apprehended": "3/5/2024"},
    ]
    came = imported(tmp_path, a_release(tmp_path, "arrests-2026-03", *rows))
    assert came.events("detention for removal") == [("", "2024-01-05"), ("", "2024-03-05")]


def test_trap_14_a_file_that_was_replaced_is_noticed(tmp_path: Path) -> None:
    early = a_release(tmp_path, "removals-2025-07", {"id": A, "departed": "6/10/2025"})
    late = a_release(tmp_path, "removals-2025-07", {"id": A, "departed": "7/20/2025"}, name="late.csv")
    words = "late June 2025, which wrongly held removals by CBP"
    assert any(words in said for said in imported(tmp_path / "1", early).noticed())
    assert not any(words in said for said in imported(tmp_path / "2", late).noticed())


def test_trap_14_every_event_names_release_file_sheet_and_row(tmp_path: Path) -> None:
    cells = cells_of(table_of(STINTS), [a_stint(A, "1/5/2024", "2/5/2024", "Order of supervision")])
    came = imported(tmp_path, a_workbook(tmp_path / "a.xlsx", {"FY24": cells}))
    sources = {source for (source,) in came.table("events", "source")}
    assert sources == {"ICE March 2026, a.xlsx, sheet FY24, row 2"}


@pytest.mark.parametrize(
    "profile", ["removals-42034", "removals-2025-07", "removals-2026-03", "removals-14-03290"]
)
def test_trap_15_a_table_of_removals_is_no_search_for_removals(tmp_path: Path, profile: str) -> None:
    came = imported(tmp_path, a_release(tmp_path, profile, {"id": A, "departed": "6/10/2012"}))
    assert came.events("removal") == [("", "2012-06-10")]
    assert came.table("searches", "*") == []
    assert any("expedited removals" in said for said in came.report.profile.cannot)
