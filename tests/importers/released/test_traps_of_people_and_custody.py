"""The known traps of the released tables, one by one: 1 to 8, people and custody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.released.making import (
    A,
    B,
    C,
    a_csv,
    a_release,
    a_stint,
    a_workbook,
    cells_of,
    custody_of,
    imported,
    table_of,
)

BOTH = ("detention for removal", "release from ICE custody")


def test_trap_1_an_id_means_somebody_within_one_release_only(tmp_path: Path) -> None:
    one = imported(tmp_path / "1", a_release(tmp_path, "arrests-42034", {"id": A, "apprehended": "1/5/2018"}))
    row = {"id": A, "apprehended": "1/5/2024"}
    other = imported(tmp_path / "2", a_release(tmp_path, "arrests-2026-03", row, name="b.csv"))
    assert one.table("people", "person") == [(f"2023-ICFO-42034 id {A}",)]
    assert other.table("people", "person") == [(f"ICE March 2026 id {A}",)]


def test_trap_1_ids_that_a_spreadsheet_cut_to_15_digits_are_nobody(tmp_path: Path) -> None:
    table = table_of("arrests-2026-03")
    head, *rows = cells_of(table, [{"apprehended": "1/5/2024"}, {"apprehended": "1/6/2024"}])
    numbers = (1234567890123456781, 1234567890123456789)
    cells: list[list[object]] = [[*head]]
    cells += [[*row[:-1], number] for row, number in zip(rows, numbers, strict=True)]
    came = imported(tmp_path, a_workbook(tmp_path / "a.xlsx", {"Sheet1": cells}))
    assert came.table("people", "person") == []
    assert came.aside() == {"no person id: nobody can say whose row it is": 2}


def test_trap_1_long_ids_that_are_text_stay_apart(tmp_path: Path) -> None:
    ids = ("1234567890123456781", "1234567890123456789")
    rows = [{"id": each, "apprehended": "1/5/2024"} for each in ids]
    came = imported(
        tmp_path, a_workbook(tmp_path / "a.xlsx", {"1": cells_of(table_of("arrests-2026-03"), rows)})
    )
    assert came.table("people", "person") == [(f"ICE March 2026 id {each}",) for each in ids]


@pytest.mark.parametrize(
    "missing", ["", " ", "NA", "N/A", "Unknown", "NULL", "0", "000000", "-", "1.23457E+18"]
)
def test_trap_2_rows_without_an_id_do_not_become_one_person(tmp_path: Path, missing: str) -> None:
    rows = [{"id": missing, "apprehended": "1/5/2024"}, {"id": missing, "apprehended": "1/6/2024"}]
    came = imported(
        tmp_path, a_release(tmp_path, "arrests-2026-03", *rows, {"id": A, "apprehended": "1/7/2024"})
    )
    assert came.table("people", "person") == [(f"ICE March 2026 id {A}",)]
    assert came.aside() == {"no person id: nobody can say whose row it is": 2}


def test_trap_2_a_redacted_id_is_said_to_be_redacted(tmp_path: Path) -> None:
    row = {"id": "(b)(6), (b)(7)(c)", "apprehended": "1/5/2024"}
    came = imported(tmp_path, a_release(tmp_path, "arrests-2026-03", row))
    assert came.aside() == {"the person id is redacted": 1}


def test_trap_3_a_final_order_day_is_as_of_the_extract_and_each_distinct_day_is_one_order(
    tmp_path: Path,
) -> None:
    order = {"final_yes": "YES", "final_date": "3/1/2024"}
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred", **order),
        a_stint(A, "1/9/2024", "4/9/2024", "Order of supervision", **order),
    )
    assert came.events("final order of removal") == [("", "2024-03-01")]
    source = came.table("events", "source", "term = 'final order of removal'")[0][0]
    assert source is not None
    assert source.endswith(", as of the extract")


def test_trap_3_yes_with_a_blank_day_is_an_order_on_or_before_the_extract(tmp_path: Path) -> None:
    came = custody_of(tmp_path, a_stint(A, "1/5/2024", "1/9/2024", "Removed", final_yes="YES"))
    assert came.events("final order of removal") == [("", "../2026-03-10")]
    assert came.noticed()["a final order, its day blank"] == 1


def test_trap_3_no_is_never_a_search_for_an_order(tmp_path: Path) -> None:
    came = custody_of(tmp_path, a_stint(A, "1/5/2024", "1/9/2024", "Removed", final_yes="NO"))
    assert came.events("final order of removal") == []
    assert came.searches("final order of removal") == []
    assert came.noticed()["no final order, as of the extract"] == 1


def test_trap_3_a_no_beside_a_day_is_not_used(tmp_path: Path) -> None:
    row = a_stint(A, "1/5/2024", "1/9/2024", "Removed", final_yes="NO", final_date="3/1/2020")
    came = custody_of(tmp_path, row)
    assert came.events("final order of removal") == []
    assert came.noticed()["a day of a final order beside a `no`: not used"] == 1


def test_trap_3_redacted_blank_and_no_are_three_things(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Removed", final_yes="(b)(7)(E )"),
        a_stint(B, "1/5/2024", "1/9/2024", "Removed", final_yes=""),
        a_stint(C, "1/5/2024", "1/9/2024", "Removed", final_yes="NO"),
    )
    assert came.noticed()["whether there is a final order: redacted"] == 1
    assert came.noticed()["no final order, as of the extract"] == 1
    assert came.events("final order of removal") == []


def test_trap_3_a_reinstated_order_is_marked_and_the_old_one_stays_another(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(
            A, "1/5/2024", "1/9/2024", "Removed", final_date="5/6/2010", departed="1/9/2024", status="8-X"
        ),
        a_stint(
            A,
            "6/1/2024",
            "6/9/2024",
            "Removed",
            final_date="6/2/2024",
            category="[16] Reinstated Final Order",
        ),
    )
    assert came.events("final order of removal") == [("", "2010-05-06"), ("", "2024-06-02")]
    sources = [source for (source,) in came.table("events", "source", "term = 'final order of removal'")]
    assert [str(source).endswith("reinstated order") for source in sources] == [False, True]


def test_trap_4_a_stint_that_is_repeated_for_each_bond_amount_counts_once(tmp_path: Path) -> None:
    stint = a_stint(A, "1/5/2024 10:00", "1/9/2024 11:00", "Bonded Out - IJ", facility="XYZ")
    came = custody_of(tmp_path, stint, stint, stint)
    assert came.events("release from ICE custody") == [("by bond", "2024-01-09")]
    assert came.aside() == {"the same stint once more (one row for each bond amount, or written twice)": 2}


def test_trap_4_overlapping_stints_are_one_custody_and_their_release_is_not_sure(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "2/9/2024", "Transferred", facility="ONE"),
        a_stint(A, "1/20/2024", "1/30/2024", "Order of supervision", facility="TWO"),
        a_stint(A, "2/9/2024", "3/9/2024", "Removed", facility="TWO"),
    )
    assert came.events("detention for removal") == [("", "2024-01-05")]
    assert came.events("release from ICE custody") == []
    assert ("2024-01-05", "2024-01-29") in came.searches("release from ICE custody")
    assert ("2024-01-31", "2024-03-09") in came.searches("release from ICE custody")


def test_trap_5_a_blank_book_out_is_not_still_held(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "", ""),
        a_stint(A, "6/1/2024", "6/9/2024", "Removed"),
        a_stint(B, "6/1/2024", "9/9/2024", "Removed"),
    )
    mine = f"person = 'ICE March 2026 id {A}'"
    assert came.table("events", "date", f"{mine} and term = 'detention for removal'") == [("2024-01-05",)]
    assert came.table("searches", "since, through", f"{mine} and terms = 'detention for removal'") == [
        ("2024-06-02", "2024-09-09")
    ]
    assert came.table("searches", "since, through", f"{mine} and terms = 'release from ICE custody'") == [
        ("2024-06-02", "2024-09-09")
    ]


def test_trap_5_a_stay_that_ends_in_release_where_no_stint_does_is_not_searched_on_that_day(
    tmp_path: Path,
) -> None:
    stay = {"stay_in": "1/5/2024", "stay_out": "2/1/2024", "stay_reason": "Order of supervision"}
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Removed", **stay),
        a_stint(B, "1/5/2024", "3/9/2024", "Removed"),
    )
    assert came.table("searches", "since, through", f"person like '%{A}' and terms like 'release%'") == [
        ("2024-01-05", "2024-01-31"),
        ("2024-02-02", "2024-03-09"),
    ]


@pytest.mark.parametrize("again", ["1/9/2024", "1/10/2024", "1/12/2024"])
def test_trap_6_a_stay_after_a_transfer_is_the_same_custody(tmp_path: Path, again: str) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred", stay_in="1/5/2024", stay_reason="Transferred"),
        a_stint(A, again, "2/9/2024", "Order of supervision", stay_in=again),
    )
    assert came.events("detention for removal") == [("", "2024-01-05")]
    assert came.events("transfer") == [("", "2024-01-09")]
    assert came.events("release from ICE custody") == [("by order of supervision", "2024-02-09")]


def test_trap_6_a_book_in_long_after_a_transfer_is_neither_new_nor_the_same(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Transferred"),
        a_stint(A, "3/1/2024", "4/1/2024", "Removed"),
    )
    assert came.events("detention for removal") == [("", "2024-01-05")]
    cut = [("2024-01-05", "2024-01-08"), ("2024-03-02", "2024-04-01")]
    assert came.searches("detention for removal") == cut
    assert came.searches("release from ICE custody") == cut


def test_trap_6_a_release_and_a_book_in_on_one_day_prove_neither(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/2024", "1/9/2024", "Order of supervision"),
        a_stint(A, "1/9/2024", "2/9/2024", "Removed"),
    )
    assert came.events("release from ICE custody") == []
    assert came.events("detention for removal") == [("", "2024-01-05")]
    assert came.searches("release from ICE custody") == [
        ("2024-01-05", "2024-01-08"),
        ("2024-01-10", "2024-02-09"),
    ]


def _linked(**fields: dict[str, str]) -> list[list[str]]:
    """One row of joined tables: the fields of each kind."""
    header, row = ["unique_identifier"], [A]
    for kind in ("stints", "arrests", "detainers", "encounters"):
        names, cells = cells_of(table_of("linked-2025-02", kind), [fields.get(kind, {})])
        header += names[:-1]
        row += [cell or "NA" for cell in cells[:-1]]
    return [header, row]


def test_trap_7_an_arrest_a_little_before_or_after_its_book_in_is_one_act(tmp_path: Path) -> None:
    for number, (arrest, first) in enumerate([("2024-01-03", "2024-01-03"), ("2024-01-06", "2024-01-05")]):
        cells = _linked(
            stints={"book_in": "2024-01-05", "book_out": "2024-02-01", "reason": "Removed"},
            arrests={"apprehended": arrest, "method": "Located"},
        )
        folder = tmp_path / str(number)
        folder.mkdir()
        came = imported(folder, a_csv(folder / "a.csv", cells, preamble=()))
        assert came.report.profile.name == "linked-2025-02"
        assert came.events("detention for removal") == [("", first)]


def test_trap_7_of_two_arrests_within_24_hours_the_one_that_was_not_reprocessed_stays(tmp_path: Path) -> None:
    came = imported(
        tmp_path,
        a_release(
            tmp_path,
            "arrests-2026-03",
            {"id": A, "apprehended": "1/5/2024 09:00", "method": "ERO Reprocessed Arrest"},
            {"id": A, "apprehended": "1/6/2024 08:00", "method": "Located"},
            {"id": A, "apprehended": "1/9/2024 08:00", "method": "Located"},
        ),
    )
    assert came.events("detention for removal") == [("", "2024-01-06"), ("", "2024-01-09")]
    assert came.aside() == {"an arrest of the same person within 24 hours": 1}


def test_trap_8_a_shifted_column_is_noticed_and_not_used(tmp_path: Path) -> None:
    stints = [
        a_stint(A, f"{m}/1/2024", f"{m}/9/2024", "Removed", stay_in=f"{m}/9/2024", stay_out=f"{m}/9/2024")
        for m in range(1, 9)
    ]
    came = custody_of(tmp_path, *stints)
    notes = dict(came.report.unused_columns)
    assert notes["stints: stay in"] == (
        "not used: its days contradict `book in` in most rows, so the column was shifted"
    )


def test_trap_8_a_column_of_days_that_holds_codes_is_noticed_and_not_used(tmp_path: Path) -> None:
    rows = [a_stint(A, f"{m}/1/2024", f"{m}/9/2024", "Removed", convicted="5404") for m in range(1, 9)]
    came = custody_of(tmp_path, *rows)
    assert dict(came.report.unused_columns)["stints: convicted"] == "not used: most of its cells are no days"
    assert came.events("conviction") == []


def test_trap_8_a_stint_that_ends_before_it_begins_is_set_aside_and_its_days_are_not_searched(
    tmp_path: Path,
) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "3/9/2024", "3/1/2024", "Removed"),
        a_stint(A, "1/5/2024", "1/9/2024", "Removed"),
        a_stint(A, "6/5/2024", "6/9/2024", "Removed"),
    )
    assert came.aside() == {"the stint ends before it begins": 1}
    for term in BOTH:
        assert came.searches(term) == [("2024-01-05", "2024-02-29"), ("2024-03-10", "2024-06-09")]
