"""The immigration court's tables: what becomes an order, and when it can have become final."""

from __future__ import annotations

from pathlib import Path

import pytest

from duenotice.importers.released.countries import countries_of, court_country
from tests.importers.released.making import Imported, Row, a_court_table, cells_of, imported, table_of

ORDER = {
    "id": "1001",
    "proceeding": "2001",
    "case_type": "RMV",
    "decision": "X",
    "completed": "2010-03-01 00:00:00.000",
    "citizenship": "CC",
}


def of_court(folder: Path, *, appeals: list[Row] | None = None, **further: str) -> Imported:
    """One proceeding, and the appeals if that table is among the files."""
    files = [a_court_table(folder, "proceeding", {**ORDER, **further})]
    if appeals is not None:
        files.append(a_court_table(folder, "appeal", *appeals))
    return imported(folder, *files)


def an_appeal(**further: str) -> dict[str, str]:
    return {
        "id": "1001",
        "proceeding": "2001",
        "appeal_type": "Case Appeal",
        "appeal_filed": "2010-03-20 00:00:00.000",
        **further,
    }


@pytest.mark.parametrize("code", ["CC", "CB", "cc "])
def test_cambodia_has_two_codes(code: str) -> None:
    assert countries_of(court_country(code)) == ("Cambodia",)


@pytest.mark.parametrize(
    ("code", "country"),
    [("IZ", "Iraq"), ("SO", "Somalia"), ("ID", "Indonesia"), ("VM", "Viet Nam"), ("LA", "Laos")],
)
def test_the_codes_of_the_court_are_its_own(code: str, country: str) -> None:
    assert countries_of(court_country(code)) in ((country,), countries_of(country))


@pytest.mark.parametrize("code", ["??", "SS", "XX", "zz"])
def test_a_code_that_names_no_country_is_unknown(code: str) -> None:
    assert countries_of(court_country(code)) == ()


def test_both_codes_of_cambodia_are_one_nationality(tmp_path: Path) -> None:
    rows = [{"id": "1001", "citizenship": "CC"}, {"id": "1002", "citizenship": "CB"}]
    came = imported(tmp_path, a_court_table(tmp_path, "case", *rows))
    assert came.table("facts", 'person, "values"') == [
        ("EOIR case 1001", "Cambodia"),
        ("EOIR case 1002", "Cambodia"),
    ]


def test_without_appeal_the_order_became_final_by_the_end_of_the_time_for_appeal(tmp_path: Path) -> None:
    came = of_court(tmp_path, appeals=[], appeal_due="2010-03-31 00:00:00.000")
    assert came.events("final order of removal") == [("", "2010-03-01/2010-04-04")]


def test_without_the_table_of_appeals_nobody_can_tell_whether_an_order_is_final(tmp_path: Path) -> None:
    assert of_court(tmp_path).events("final order of removal") == []


def test_an_order_in_absentia_is_final_at_once(tmp_path: Path) -> None:
    came = of_court(tmp_path, absentia="Y")
    assert came.events("final order of removal") == [("", "2010-03-01")]


@pytest.mark.parametrize("decision", ["DIS", "SAF", "SUD"])
def test_an_appeal_that_was_dismissed_makes_the_order_final_on_that_day(
    tmp_path: Path, decision: str
) -> None:
    appeal = an_appeal(decision=decision, appeal_decided="2011-06-01 00:00:00.000")
    came = of_court(tmp_path, appeals=[appeal])
    assert came.events("final order of removal") == [("", "2011-06-01")]
    assert came.events("BIA denial") == [("", "2011-06-01")]
    assert came.events("appeal to the BIA") == [("", "2010-03-20")]


@pytest.mark.parametrize("decision", ["SUS", "REM", "", "WDL"])
def test_an_appeal_that_is_open_sustained_or_remanded_leaves_no_final_order(
    tmp_path: Path, decision: str
) -> None:
    decided = "2011-06-01 00:00:00.000" if decision else ""
    came = of_court(tmp_path, appeals=[an_appeal(decision=decision, appeal_decided=decided)])
    assert came.events("final order of removal") == []
    assert came.events("BIA denial") == []


@pytest.mark.parametrize(("kind", "code"), [("RMV", "X"), ("DEP", "D"), ("EXC", "E")])
def test_deportation_and_exclusion_count_as_removal(tmp_path: Path, kind: str, code: str) -> None:
    came = of_court(tmp_path, appeals=[], case_type=kind, decision=code)
    assert len(came.events("final order of removal")) == 1


@pytest.mark.parametrize(
    ("kind", "code"), [("AOC", "X"), ("RMV", "D"), ("RMV", "R"), ("DEP", "X"), ("CFR", "D")]
)
def test_a_code_means_an_order_only_in_its_own_sort_of_case(tmp_path: Path, kind: str, code: str) -> None:
    came = of_court(tmp_path, appeals=[], case_type=kind, decision=code)
    assert came.events("final order of removal") == []


def test_rows_with_stray_tabs_or_dates_in_code_columns_are_set_aside(tmp_path: Path) -> None:
    header, row = cells_of(table_of("courts", "proceeding"), [ORDER])
    shifted = list(row)
    shifted[header.index("DEC_CODE")] = "1996-05-21 00:00:00.000"
    lines = [header, row, [*row, "stray"], row[:-3], shifted]
    path = tmp_path / "B_TblProceeding.csv"
    path.write_text("\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")
    came = imported(tmp_path, path)
    assert (came.report.files[0].rows, came.report.files[0].kept) == (4, 1)
    assert came.aside() == {
        "the row has too few cells": 1,
        "the row has too many cells": 1,
        "the row is shifted: a date stands in a column of codes": 1,
    }


def test_nul_and_control_characters_quotes_and_other_encodings_do_not_stop_a_row(tmp_path: Path) -> None:
    path = a_court_table(
        tmp_path, "case", {"id": "1001", "citizenship": "CC"}, {"id": "1002", "citizenship": "CB"}
    )
    text = path.read_bytes().replace(b"1001\t", b'10\x0001\t"caf\xe9\x01', 1)
    path.write_bytes(text)
    came = imported(tmp_path, path)
    assert came.table("people", "person") == [("EOIR case 1001",), ("EOIR case 1002",)]
    assert came.report.files[0].kept == 2


def test_custody_history_and_motions_of_unverified_type_make_no_events(tmp_path: Path) -> None:
    files = [
        a_court_table(
            tmp_path, "custody", {"id": "1001", "custody": "R", "court_released": "2010-03-01 00:00:00.000"}
        ),
        a_court_table(
            tmp_path, "motion", {"id": "1001", "motion_received": "2012-01-01 00:00:00.000", "decision": "G"}
        ),
    ]
    came = imported(tmp_path, *files)
    assert came.events() == []
    assert came.table("searches", "*") == []


def test_a_stay_of_a_motion_is_granted_or_denied(tmp_path: Path) -> None:
    motion = {"id": "1001", "completed": "2012-01-01 00:00:00.000", "stay_grant": "G"}
    came = imported(tmp_path, a_court_table(tmp_path, "motion", motion, {"id": "1002", "stay_grant": "D"}))
    assert came.events() == [
        ("stay of removal denied", "", "unknown"),
        ("stay of removal granted", "", "2012-01-01"),
    ]
