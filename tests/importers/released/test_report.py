"""The report: what the release cannot show comes first, and every row is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from duenotice.importers.released import PROFILES, run, to_data, to_text
from duenotice.importers.released.report import few
from duenotice.library import load_vocabulary
from duenotice.record.tables import check, find, opened
from tests.importers.released.making import (
    PREAMBLE,
    STINTS,
    A,
    B,
    a_release,
    a_stint,
    a_workbook,
    cells_of,
    custody_of,
    imported,
    table_of,
)


def a_bit_of_everything(folder: Path) -> Path:
    return a_release(
        folder,
        STINTS,
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred", final_yes="YES", citizenship="CAMBODIA"),
        a_stint(A, "1/9/2024", "2/9/2024", "Order of Supervision - No SLRRFF", final_yes="YES"),
        a_stint(A, "6/5/2024", "6/1/2024", "Removed"),
        a_stint("", "1/5/2024", "1/9/2024", "Removed"),
        a_stint(B, "1/5/2024", "7/9/2024", "A new reason", citizenship="ATLANTIS", final_yes="(b)(7)(E)"),
    )


def test_the_report_as_its_reader_sees_it(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert to_text(imported(tmp_path, a_bit_of_everything(tmp_path)).report) == snapshot


def test_what_cannot_be_shown_is_said_before_anything_is_counted(tmp_path: Path) -> None:
    text = to_text(imported(tmp_path, a_bit_of_everything(tmp_path)).report)
    assert text.index("cannot show") < text.index("It shows") < text.index("Searched") < text.index("Rows:")


@pytest.mark.parametrize("name", [name for name, profile in PROFILES.items() if not profile.person])
def test_a_release_without_a_person_id_says_so_first_of_all(name: str) -> None:
    assert PROFILES[name].cannot[0].startswith("one person over time: there is no person id")


def test_rows_in_are_rows_kept_and_rows_set_aside(tmp_path: Path) -> None:
    report = imported(tmp_path, a_bit_of_everything(tmp_path)).report
    (file,) = report.files
    assert (file.rows, file.kept) == (5, 3)
    assert dict(file.aside) == {
        "no person id: nobody can say whose row it is": 1,
        "the stint ends before it begins": 1,
    }


def test_rows_of_the_wrong_width_are_set_aside_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    cells = cells_of(
        table_of(STINTS), [a_stint(A, f"{m}/5/2024", f"{m}/9/2024", "Removed") for m in (1, 2, 3)]
    )
    cells[2] = [*cells[2], "one too many"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(row) for row in cells) + "\n", encoding="utf-8")
    came = imported(tmp_path, path)
    assert came.aside() == {"the row has too many cells": 1}
    assert came.table("events", "date, source", "term = 'detention for removal'") == [
        ("2024-01-05", "ICE March 2026, a.csv, row 2"),
        ("2024-03-05", "ICE March 2026, a.csv, row 4"),
    ]


def test_a_summary_sheet_is_held_against_the_rows(tmp_path: Path) -> None:
    rows = [{"id": A, "departed": f"{m}/3/2018"} for m in (1, 2, 3)] + [{"id": B, "departed": "10/3/2018"}]
    summary = [["Summary"], ["Fiscal Year", "Removals"], ["FY2018", "3"], ["FY2019", "2"], ["Total", "5"]]
    file = a_workbook(
        tmp_path / "a.xlsx",
        {"Summary": summary, "Removals": [*PREAMBLE, *cells_of(table_of("removals-42034"), rows)]},
    )
    report = imported(tmp_path, file).report
    assert [(one.year, one.stated, one.counted) for one in report.reconciled] == [(2018, 3, 3), (2019, 2, 1)]
    text = to_text(report)
    assert "a.xlsx: removals of FY2018: 3 in the sheet, 3 rows, equal" in text
    assert "a.xlsx: removals of FY2019: 2 in the sheet, 1 rows, -1" in text
    assert report.without_header == ()


def test_small_numbers_of_rows_are_not_told(tmp_path: Path) -> None:
    assert [few(number) for number in (0, 1, 10, 11, 1_500)] == ["0", "under 11", "under 11", "11", "1,500"]
    assert "under 11 rows: whether there is a final order: redacted" in to_text(
        imported(tmp_path, a_bit_of_everything(tmp_path)).report
    )


def test_the_data_of_the_report_hold_what_the_text_says(tmp_path: Path) -> None:
    data = to_data(imported(tmp_path, a_bit_of_everything(tmp_path)).report)
    assert data["profile"] == STINTS
    assert data["cannot_show"] == list(PROFILES[STINTS].cannot)
    assert {code["printed"] for code in data["codes_in_no_table"]} == {"A new reason", "ATLANTIS"}


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_what_is_written_passes_the_check_of_the_tabular_schema(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "tables"
    run("auto", [a_bit_of_everything(tmp_path)], out, kind, lambda _: None)
    with opened(find([out])) as tables:
        assert check(tables, load_vocabulary()).findings == ()


def test_importing_the_same_rows_in_another_order_gives_the_same_tables(tmp_path: Path) -> None:
    stints = [
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred"),
        a_stint(A, "1/9/2024", "2/9/2024", "Order of supervision"),
        a_stint(B, "1/5/2024", "7/9/2024", "Escaped", citizenship="LAOS"),
    ]
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    one, other = custody_of(tmp_path / "1", *stints), custody_of(tmp_path / "2", *reversed(stints))
    for table, columns in (
        ("people", "person"),
        ("facts", 'person, fact, "values", since, until'),
        ("events", "person, term, qualifiers, date"),
        ("searches", "person, terms, since, through"),
    ):
        assert one.table(table, columns) == other.table(table, columns)
