"""Lists into tables: what is taken, what is rejected, and that every row is one or the other."""

from __future__ import annotations

import csv
import random
import zipfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from duenotice.importers.roster import Imported, import_roster, mapping_from_yaml
from duenotice.library import load_vocabulary
from duenotice.problems import Refused
from duenotice.record import body_of, tables
from tests.cli.running import answered, refused, run, valid
from tests.importers.roster.lists import (
    DAY,
    HEADER,
    MAP,
    ROW,
    WRONG_CELLS,
    WRONG_MAPS,
    csv_text,
    row,
    saved,
    workbook,
)

VOCABULARY = load_vocabulary()


def imported(file: Path, text: str = MAP) -> Imported:
    return import_roster(file, mapping_from_yaml(text, VOCABULARY), VOCABULARY, file.with_name("out"))


def from_text(folder: Path, text: str, mapping: str = MAP) -> Imported:
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return imported(folder / "list.csv", mapping)


def read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "out" / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return [{key: cell for key, cell in found.items() if cell} for found in csv.DictReader(opened)]


def counts(done: Imported) -> tuple[int, int, int]:
    return tuple(
        sum(getattr(sheet, name) for sheet in done.sheets) for name in ("rows", "accepted", "rejected")
    )


def records(folder: Path) -> dict[str, str]:
    with tables.opened(tables.find([folder / "out"])) as opened:
        assert tables.check(opened, VOCABULARY).findings == ()
        return {
            person: "\n".join(map(body_of, case.record.entries()))
            for person, case in tables.records_of(opened, VOCABULARY)
        }


RIGHT = """\
nationality Cambodia
in the United States
1998-03 final order of removal
1999-03-02 release from ICE custody by order of supervision
2019-01-04 mailed notice of detention, received 2019-01-07
searched conviction through 2019-02-01 at "county court"
searched notice of detention through 2019-05-01"""


def test_a_row_becomes_the_record_that_its_mapping_says(tmp_path: Path) -> None:
    done = from_text(tmp_path, csv_text(ROW))
    assert counts(done) == (1, 1, 0)
    assert records(tmp_path) == {"001": RIGHT}


def test_a_workbook_gives_the_same_record(tmp_path: Path) -> None:
    done = imported(saved(workbook(row(final_order="1998-03"), above=7), tmp_path / "list.xlsx"))
    assert records(tmp_path) == {"001": RIGHT}
    assert done.sheets[0].header == 8


def test_every_entry_names_file_sheet_row_and_column(tmp_path: Path) -> None:
    imported(saved(workbook(ROW, above=4), tmp_path / "list.xlsx"))
    [order, _] = read(tmp_path, "events")
    assert order["source"] == "list.xlsx, sheet Main, row 6, column Final order"
    assert order["learned"] == "2019-05-03"


def test_rows_are_numbered_as_the_spreadsheet_shows_them_below_blank_rows_too(tmp_path: Path) -> None:
    book = workbook(ROW, row(client_id="002", final_order="=DATE(1998,3,4)"))
    book["Main"].insert_rows(1, 4)
    done = imported(saved(book, tmp_path / "list.xlsx"))
    assert (done.sheets[0].header, counts(done)) == (5, (2, 1, 1))
    assert read(tmp_path, "events")[0]["source"] == "list.xlsx, sheet Main, row 6, column Final order"
    rejected = (tmp_path / "out-rejected.csv").read_text(encoding="utf-8").splitlines()
    assert rejected[1].split(",")[:2] == [
        "column `Final order`: the cell holds a formula whose result was never stored",
        "7",
    ]


def test_what_the_mapping_does_not_name_is_nowhere_in_the_tables(tmp_path: Path) -> None:
    done = from_text(tmp_path, csv_text(row(name="Person Quetzal")))
    assert done.sheets[0].unread == ("Name",)
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert "Quetzal" not in written


def test_drawn_ids_and_whose_they_are_are_kept_apart(tmp_path: Path) -> None:
    mapping = MAP.replace("person: Client ID", "person: random\nlink: [Client ID, Name]")
    done = from_text(tmp_path, csv_text(ROW, row(client_id="002", name="=1+1")), mapping)
    people = [found["person"] for found in read(tmp_path, "people")]
    link = (tmp_path / "out-link.csv").read_text(encoding="utf-8").splitlines()
    assert link[0] == "person,row,Client ID,Name"
    assert link[1:] == [f"{people[0]},2,001,Person A", f"{people[1]},3,002,'=1+1"]
    assert done.link.endswith("out-link.csv")
    assert (tmp_path / "out-link.csv").stat().st_mode & 0o077 == 0
    assert len(set(people)) == 2


def test_ids_that_others_know_are_counted_and_said(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "list.csv").write_text(csv_text(row(client_id="A000-000-000"), ROW), encoding="utf-8")
    said = answered(
        "import", "roster", tmp_path / "list.csv", "--map", tmp_path / "map.yaml", "-o", tmp_path / "out"
    )
    assert "1 ids look like A-numbers" in said


def test_rows_of_one_person_are_joined_only_if_the_mapping_says_so(tmp_path: Path) -> None:
    text = csv_text(ROW, row(released="2003-05-12", release_type="bond"))
    assert counts(from_text(tmp_path, text)) == (2, 1, 1)
    (tmp_path / "out-rejected.csv").unlink()
    (tmp_path / "out").rename(tmp_path / "first")
    done = from_text(tmp_path, text, MAP.replace("learned:", "several rows a person: yes\nlearned:"))
    assert counts(done) == (2, 2, 0)
    assert len(read(tmp_path, "people")) == 1


@pytest.mark.parametrize(("order", "day"), [("month first", "2019-03-04"), ("day first", "2019-04-03")])
def test_a_date_with_two_readings_is_read_as_the_mapping_says(tmp_path: Path, order: str, day: str) -> None:
    from_text(
        tmp_path,
        csv_text(row(final_order="03/04/2019")),
        MAP.replace("learned:", f"dates: {order}\nlearned:"),
    )
    assert read(tmp_path, "events")[0]["date"] == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        *(("13/4/1998", "1998-04-13"), ("4/13/1998", "1998-04-13"), ("4/4/1998", "1998-04-04")),
        *(("May 12, 2003", "2003-05-12"), ("12 May 2003", "2003-05-12"), ("Sept. 2003", "2003-09")),
        *(("2003", "2003"), ("5/2003", "2003-05"), ("2003-05-12 00:00:00", "2003-05-12"), ("2003~", "2003~")),
        *((DAY, "1998-03-04"), (1998, "1998"), ("unknown", "unknown")),
    ],
)
def test_a_day_is_read_in_whatever_way_it_is_typed(tmp_path: Path, cell: object, day: str) -> None:
    imported(saved(workbook(row(final_order=cell)), tmp_path / "list.xlsx"))
    assert read(tmp_path, "events")[0]["date"] == day


@pytest.mark.parametrize(("system", "day"), [("1900", "2019-01-01"), ("1904", "2023-01-02")])
def test_a_serial_number_is_a_day_only_if_the_mapping_says_so(tmp_path: Path, system: str, day: str) -> None:
    file = saved(workbook(row(final_order=43466)), tmp_path / "list.xlsx")
    imported(file, MAP.replace("learned:", f"serial dates: {system}\nlearned:"))
    assert read(tmp_path, "events")[0]["date"] == day


def test_a_no_is_not_a_search_and_a_blank_cell_says_nothing(tmp_path: Path) -> None:
    from_text(tmp_path, csv_text(row(convicted="N", checked_through="", nationality="")))
    assert [found["person"] for found in read(tmp_path, "searches")] == ["*"]
    assert [found["fact"] for found in read(tmp_path, "facts")] == ["presence"]


def test_a_spelling_can_stand_for_unknown_or_for_nothing(tmp_path: Path) -> None:
    from_text(tmp_path, csv_text(row(nationality="?"), row(client_id="002", nationality="see file")))
    found = [found for found in read(tmp_path, "facts") if found["fact"] == "nationality"]
    assert [(each["person"], "values" in each) for each in found] == [("001", False)]


def test_sheets_are_stacked_and_hidden_ones_are_named_and_not_read(tmp_path: Path) -> None:
    def more(book: object) -> None:
        assert hasattr(book, "create_sheet")
        for name, state, id_ in (
            ("Second", "visible", "002"),
            ("Old", "hidden", "003"),
            ("Notes", "visible", ""),
        ):
            sheet = book.create_sheet(name)
            sheet.sheet_state = state
            for cells in (HEADER, row(client_id=id_)) if id_ else (("a note",),):
                sheet.append(list(cells))

    done = imported(saved(workbook(ROW, change=more), tmp_path / "list.xlsx"))
    assert [sheet.name for sheet in done.sheets] == ["Main", "Second"]
    assert dict(done.not_read).keys() == {"Old", "Notes"}
    assert sorted(records(tmp_path)) == ["001", "002"]


def test_a_blank_that_is_none_rejects_its_row(tmp_path: Path) -> None:
    rows = [
        row(client_id=f"00{n}", final_order=cell)
        for n, cell in enumerate(("=DATE(2019,1,1)", "#N/A", "1998", "x"))
    ]
    book = workbook(*rows)
    book["Main"].cell(3, 5).data_type = "e"
    book["Main"].merge_cells("E4:E5")
    done = imported(saved(book, tmp_path / "list.xlsx"))
    assert counts(done) == (4, 1, 3)
    assert done.sheets[0].formulas == 1
    assert sorted(done.reasons) == [
        "column `Final order`: the cell holds a formula whose result was never stored",
        "column `Final order`: the cell holds an error",
        "column `Final order`: the cell is merged with that of row 4",
    ]


def test_rejected_rows_come_back_as_they_were_and_can_be_imported_again(tmp_path: Path) -> None:
    from_text(
        tmp_path, csv_text(ROW, row(client_id="002", name="=cmd|' /C calc'!A0", nationality="Camboida"))
    )
    again = (tmp_path / "out-rejected.csv").read_text(encoding="utf-8")
    assert "'=cmd|" in again
    (tmp_path / "out").rename(tmp_path / "first")
    (tmp_path / "out-rejected.csv").unlink()
    done = from_text(tmp_path, again.replace("2,Person", "2,Person").replace(",Camboida,", ",Cambodia,"))
    assert counts(done) == (1, 1, 0)


def test_long_numbers_of_a_workbook_are_no_ids(tmp_path: Path) -> None:
    done = imported(
        saved(workbook(row(client_id=1234567890123456789), row(client_id=42)), tmp_path / "list.xlsx")
    )
    assert counts(done) == (2, 1, 1)
    assert list(records(tmp_path)) == ["42"]


@pytest.mark.parametrize("name", WRONG_CELLS)
def test_the_reason_for(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    done = from_text(tmp_path, csv_text(row(**WRONG_CELLS[name])))
    assert counts(done) == (1, 0, 1)
    assert list(done.reasons) == snapshot


@pytest.mark.parametrize("name", WRONG_MAPS)
def test_the_message_for_a_mapping_with(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    old, new = WRONG_MAPS[name]
    assert old in MAP
    (tmp_path / "map.yaml").write_text(MAP.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "list.csv").write_text(csv_text(ROW), encoding="utf-8")
    arguments = (
        "import",
        "roster",
        tmp_path / "list.csv",
        "--map",
        tmp_path / "map.yaml",
        "-o",
        tmp_path / "out",
    )
    assert refused(*arguments).replace(f"{tmp_path}/", "") == snapshot
    assert not (tmp_path / "out").exists()


FILES: dict[str, bytes] = {
    "empty": b"",
    "no-header": "".join(f"{cell}," for cell in ROW).encode(),
    "latin-1": csv_text(row(name="Jos\u00e9")).encode("latin-1"),
    "utf-16": csv_text(ROW).encode("utf-16"),
    "quote-never-closed": csv_text(row(name='"Person A')).encode(),
    "header-twice": csv_text(ROW).replace("Name", "Nationality").encode(),
    "old-workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
    "broken-workbook": b"PK\x03\x04rest of it",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00",
}


@pytest.mark.parametrize("name", FILES)
def test_the_message_for_a_file_that_is(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "list.csv").write_bytes(FILES[name])
    arguments = (
        "import",
        "roster",
        tmp_path / "list.csv",
        "--map",
        tmp_path / "map.yaml",
        "-o",
        tmp_path / "out",
    )
    assert refused(*arguments).replace(f"{tmp_path}/", "") == snapshot
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "map.yaml"]


def test_a_workbook_that_unpacks_into_too_much_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(6):
            parts.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * 100_000_000)
    with pytest.raises(Refused, match="unpacks into more than 500 MB"):
        imported(tmp_path / "list.xlsx")


def test_a_workbook_with_a_document_type_is_refused(tmp_path: Path) -> None:
    saved(workbook(ROW), tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "list.xlsx", "w") as bad:
        for part in good.namelist():
            text = good.read(part)
            if part == "xl/workbook.xml":
                text = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + text.partition(b"?>")[2]
            bad.writestr(part, text)
    with pytest.raises(Refused, match="document type"):
        imported(tmp_path / "list.xlsx")


def test_what_the_command_prints(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "list.csv").write_text(csv_text(ROW, ("",) * 11, row(nationality="x")), encoding="utf-8")
    arguments = ("import", "roster", tmp_path / "list.csv", "--map", tmp_path / "map.yaml", "-o")
    assert answered(*arguments, tmp_path / "out").replace(f"{tmp_path}/", "") == snapshot
    data = valid("imported", run(*arguments, tmp_path / "again", "--json").data)
    assert data["sheets"][0]["rows"] == data["sheets"][0]["accepted"] + data["sheets"][0]["rejected"] == 2


CELLS = st.one_of(
    st.sampled_from(
        (*ROW, "", "Camboida", "03/04/2019", "43466", "=1+1", "\u202ex", "n/a", "*", "x" * 40_000)
    ),
    st.text(st.characters(exclude_characters='\r\n",', exclude_categories=["Cs"]), max_size=6),
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=9, max_size=12), max_size=6), st.sampled_from((",", ";", "\t")))
def test_every_row_of_any_list_is_accepted_or_rejected(rows: list[list[str]], separator: str) -> None:
    clean = [[cell.replace(separator, "") for cell in cells] for cells in rows]
    text = csv_text(*clean, separator=separator)
    with TemporaryDirectory() as folder, suppress(Refused):
        done = from_text(Path(folder), text)
        [sheet] = done.sheets
        assert sheet.rows + sheet.blank == len(clean)
        assert sheet.rows == sheet.accepted + sheet.rejected
        assert sum(1 for _ in read(Path(folder), "people")) == sheet.accepted
        assert sheet.accepted == 0 or records(Path(folder))


def test_a_workbook_that_was_spoilt_is_refused_or_read_and_nothing_else(tmp_path: Path) -> None:
    right = saved(workbook(ROW, row(client_id="002")), tmp_path / "right.xlsx").read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same spoilt files every time
    for number in range(150):
        raw = bytearray(right)
        for _ in range(chance.randint(1, 8)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        file = tmp_path / f"{number}" / "list.xlsx"
        file.parent.mkdir()
        file.write_bytes(bytes(raw[: chance.choice((len(raw), len(raw), chance.randrange(len(raw))))]))
        with suppress(Refused):
            rows, accepted, rejected = counts(imported(file))
            assert rows == accepted + rejected
