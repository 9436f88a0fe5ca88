"""Files are known by their header, wherever it stands."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from duenotice.importers.released import PROFILES
from duenotice.importers.released.files import Found, look
from duenotice.problems import Refused
from tests.importers.released.making import (
    PREAMBLE,
    STINTS,
    A,
    B,
    a_court_table,
    a_csv,
    a_release,
    a_stint,
    a_workbook,
    cells_of,
    imported,
    table_of,
)

EVERY = tuple(PROFILES.values())
TABLES = [(name, table.kind) for name, profile in PROFILES.items() for table in profile.tables]


@pytest.mark.parametrize(("name", "kind"), TABLES)
def test_every_table_is_recognised_by_its_own_header_below_a_preamble(
    tmp_path: Path, name: str, kind: str
) -> None:
    file = a_csv(tmp_path / "a.csv", cells_of(table_of(name, kind), [{}, {}]))
    (found,) = look(file, EVERY)
    assert isinstance(found, Found)
    assert found.matches[0].profile.name == name
    assert [table.kind for table in found.matches[0].tables] == [kind]
    assert found.line == len(PREAMBLE) + 1


@pytest.mark.parametrize("length", [0, 1, 5, 6, 30])
def test_a_preamble_may_have_any_length(tmp_path: Path, length: int) -> None:
    rows = [a_stint(A, "1/5/2024", "2/5/2024", "Removed")]
    preamble = [("a line of the preamble",)] * length
    file = a_csv(tmp_path / "a.csv", cells_of(table_of(STINTS), rows), preamble=preamble)
    came = imported(tmp_path, file)
    assert came.report.files[0].header_line == length + 1
    assert came.table("events", "source", "term = 'detention for removal'") == [
        (f"ICE March 2026, a.csv, row {length + 2}",)
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.csv.gz"])
def test_the_delimiter_is_found_by_content_and_not_by_the_ending(
    tmp_path: Path, delimiter: str, name: str
) -> None:
    cells = cells_of(table_of("detainers-csv"), [{"prepared": "3/4/2012", "citizenship": "CAMBODIA"}])
    came = imported(tmp_path, a_csv(tmp_path / name, cells, delimiter))
    assert came.report.profile.name == "detainers-csv"
    assert came.events("other detention") == [("", "../2012-03-04")]


def test_the_comma_delimited_txt_files_of_the_early_years_are_read(tmp_path: Path) -> None:
    cells = [["Prepare Date", "Detainer Lift Reason", "Detainer Detention Facility", "City", "State"]]
    cells.append(["10/2/2008", "Booked into Detention", "A JAIL, OF SOME COUNTY", "SOMEWHERE", "CA"])
    came = imported(tmp_path, a_csv(tmp_path / "lea.txt", cells, preamble=()))
    assert came.report.profile.name == "detainers-txt"
    assert came.events("other detention") == [("", "../2008-10-02")]


def test_sheets_and_files_are_stacked_and_each_row_keeps_its_file_sheet_and_row(tmp_path: Path) -> None:
    def sheet(person: str, month: int) -> list[list[str]]:
        return cells_of(table_of(STINTS), [a_stint(person, f"{month}/5/2024", f"{month}/9/2024", "Removed")])

    first = a_workbook(
        tmp_path / "one.xlsx", {"FY24 a": [*PREAMBLE, *sheet(A, 1)], "FY24 b": [*PREAMBLE[:3], *sheet(B, 2)]}
    )
    second = a_release(tmp_path, STINTS, a_stint(A, "3/5/2024", "3/9/2024", "Removed"), name="two.csv")
    came = imported(tmp_path, first, second)
    assert [(f.file, f.sheet, f.rows, f.kept) for f in came.report.files] == [
        ("one.xlsx", "FY24 a", 1, 1),
        ("one.xlsx", "FY24 b", 1, 1),
        ("two.csv", "", 1, 1),
    ]
    assert came.table("events", "date, source", "term = 'detention for removal'") == [
        ("2024-01-05", "ICE March 2026, one.xlsx, sheet FY24 a, row 7"),
        ("2024-02-05", "ICE March 2026, one.xlsx, sheet FY24 b, row 5"),
        ("2024-03-05", "ICE March 2026, two.csv, row 7"),
    ]


def test_a_table_may_stand_on_the_second_of_four_sheets(tmp_path: Path) -> None:
    cells = cells_of(table_of(STINTS), [a_stint(A, "1/5/2024", "1/9/2024", "Removed")])
    file = a_workbook(
        tmp_path / "a.xlsx",
        {"Notes": [["a note"]], "Data": cells, "Codes": [["code", "meaning"]], "Empty": []},
    )
    came = imported(tmp_path, file)
    assert [each.sheet for each in came.report.files] == ["Data"]
    assert came.report.without_header == (
        "a.xlsx, sheet Notes",
        "a.xlsx, sheet Codes",
        "a.xlsx, sheet Empty",
    )


def test_a_table_may_begin_in_any_row_and_column_of_a_sheet(tmp_path: Path) -> None:
    cells = cells_of(table_of(STINTS), [a_stint(A, "1/5/2024", "1/9/2024", "Order of supervision")])
    moved = [[], [], ["", "", "a title"], [], *(["", "", *row] for row in cells)]
    came = imported(tmp_path, a_workbook(tmp_path / "a.xlsx", {"Data": moved}))
    assert came.table("events", "date, source", "term = 'detention for removal'") == [
        ("2024-01-05", "ICE March 2026, a.xlsx, sheet Data, row 6")
    ]


def test_days_and_numbers_of_a_sheet_are_read_whatever_their_format(tmp_path: Path) -> None:
    head, row = cells_of(table_of(STINTS), [a_stint(A, "", "", "Order of supervision")])
    cells: list[list[object]] = [[*head], [*row]]
    cells[1][head.index("Book In Date Time")] = datetime(2024, 1, 5, 9, 30)  # noqa: DTZ001 - sheets have no zone
    cells[1][head.index("Book Out Date Time")] = 45300.5
    came = imported(tmp_path, a_workbook(tmp_path / "a.xlsx", {"Data": cells}))
    assert came.events("detention for removal") == [("", "2024-01-05")]
    assert came.events("release from ICE custody") == [("by order of supervision", "2024-01-09")]


def test_a_parquet_file_with_cleaned_names_is_read(tmp_path: Path) -> None:
    names, row = cells_of(table_of(STINTS), [a_stint(A, "2024-01-05 10:00:00", "2024-01-09", "Removed")])
    columns = {name.lower().replace(" ", "_"): [cell] for name, cell in zip(names, row, strict=True)}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    came = imported(tmp_path, tmp_path / "a.parquet")
    assert came.report.profile.name == STINTS
    assert came.events("detention for removal") == [("", "2024-01-05")]


@pytest.mark.parametrize("spelled", ["Arrest Create By", "Arrested Created By"])
def test_a_header_may_spell_a_column_in_another_way(tmp_path: Path, spelled: str) -> None:
    cells = cells_of(table_of("arrests-42034"), [{"id": A, "apprehended": "1/5/2018"}])
    cells[0] = [name.replace("Arrest Created By", spelled) for name in cells[0]]
    came = imported(tmp_path, a_csv(tmp_path / "a.csv", cells))
    assert came.report.profile.name == "arrests-42034"


def test_the_misspelt_id_column_of_the_removals_is_read(tmp_path: Path) -> None:
    assert "Anonymized Identifer" in table_of("removals-42034").columns
    came = imported(tmp_path, a_release(tmp_path, "removals-42034", {"id": A, "departed": "4/3/2018"}))
    assert came.table("people", "person") == [(f"2023-ICFO-42034 id {A}",)]


def test_of_the_two_final_order_columns_of_a_detainer_the_first_is_read(tmp_path: Path) -> None:
    table = table_of("detainers-2025")
    cells = cells_of(table, [{"id": A, "prepared": "1/5/2024", "final_yes": "YES", "final_date": "5/6/2010"}])
    assert cells[0].count("Final Order Yes No") == 2
    second = len(cells[0]) - 1 - cells[0][::-1].index("Final Order Yes No")
    cells[1][second] = "NO"
    came = imported(tmp_path, a_csv(tmp_path / "a.csv", cells))
    assert came.events("final order of removal") == [("", "2010-05-06")]


@pytest.mark.parametrize(
    ("content", "code"),
    [("one,two,three\n1,2,3\n", "I02"), ("", "I02"), ("no table at all\n", "I02")],
)
def test_a_file_without_a_known_header_is_refused(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=code):
        imported(tmp_path, tmp_path / "a.csv")
    assert not (tmp_path / "out").exists()


def test_files_of_two_releases_are_not_stacked(tmp_path: Path) -> None:
    arrests = a_release(tmp_path, "arrests-2026-03", {"id": A, "apprehended": "1/5/2024"}, name="arrests.csv")
    stints = a_release(tmp_path, STINTS, a_stint(A, "1/5/2024"), name="stints.csv")
    with pytest.raises(Refused, match="I03: these files belong to different releases or tables"):
        imported(tmp_path, arrests, stints)


def test_a_profile_that_is_named_is_the_only_one_tried(tmp_path: Path) -> None:
    file = a_release(tmp_path, STINTS, a_stint(A, "1/5/2024"))
    assert imported(tmp_path, file, profile=STINTS).report.recognised is False
    with pytest.raises(Refused, match="I02: there is no header of `courts`"):
        imported(tmp_path, file, profile="courts")


def test_a_profile_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="did you mean `detentions-2026-03`"):
        imported(tmp_path, tmp_path / "a.csv", profile="detention-2026-03")


def test_an_archive_must_be_unpacked_first(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "EOIR.csv", "w") as archive:
        archive.writestr("A_TblCase.csv", "x")
    with pytest.raises(Refused, match="it is a zip archive"):
        imported(tmp_path, tmp_path / "EOIR.csv")


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
def test_a_file_that_is_not_what_its_ending_says_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("this is text", encoding="utf-8")
    with pytest.raises(Refused, match="M01"):
        imported(tmp_path, tmp_path / name)


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "something").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="T12"):
        imported(tmp_path, a_release(tmp_path, STINTS, a_stint(A, "1/5/2024")))
    assert [path.name for path in tmp_path.joinpath("out").iterdir()] == ["something"]


def test_the_five_court_tables_are_told_apart(tmp_path: Path) -> None:
    kinds = ("case", "proceeding", "custody", "motion", "appeal")
    files = [a_court_table(tmp_path, kind, {"id": "1001"}) for kind in kinds]
    came = imported(tmp_path, *files)
    assert [each.table for each in came.report.files] == list(kinds)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_line_endings_and_encodings_do_not_matter(tmp_path: Path, ending: str, encoding: str) -> None:
    rows = [a_stint(A, "1/5/2024", "1/9/2024", "Order of supervision", citizenship="CÔTE D'IVOIRE")]
    cells = cells_of(table_of(STINTS), [*rows, a_stint(B, "2/5/2024", "2/9/2024", "Paroled")])
    text = ending.join([*("".join(line) for line in PREAMBLE), *(",".join(row) for row in cells), ""])
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    came = imported(tmp_path, tmp_path / "a.csv")
    assert came.events("release from ICE custody") == [
        ("by order of supervision", "2024-01-09"),
        ("by parole", "2024-02-09"),
    ]
    assert came.table("facts", '"values", source', "fact = 'nationality'") == [
        ("Côte d'Ivoire", "ICE March 2026, a.csv, row 7")
    ]


def test_a_cell_may_hold_the_delimiter_and_quotation_marks(tmp_path: Path) -> None:
    stint = a_stint(
        A, "1/5/2024", "1/9/2024", "Paroled", citizenship="CHINA, PEOPLES REPUBLIC OF", facility='A "B", C'
    )
    came = imported(tmp_path, a_release(tmp_path, STINTS, stint))
    assert came.table("facts", '"values"', "fact = 'nationality'") == [("China",)]
    assert came.report.files[0].kept == 1
