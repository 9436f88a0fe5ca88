"""One mistake each, in lists that are otherwise right: the file, its rows, or one of its cells."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache

from openpyxl.worksheet.worksheet import Worksheet

from tests.importers import spoilt
from tests.importers.roster.lists import HEADER, ROW, WRONG_CELLS, csv_text, row

Files = dict[str, bytes]

ROWS = (ROW, row(client_id="002"), row(client_id="003"))
RIGHT = csv_text(*ROWS)
HEAD, *LINES = RIGHT.splitlines(keepends=True)
CELLS: list[list[object]] = [list(HEADER), *(list(cells) for cells in ROWS)]
ID, NATIONALITY, ORDER = (HEADER.index(name) for name in ("Client ID", "Nationality", "Final order"))


def a_list(text: str | bytes, name: str = "list.csv") -> Files:
    return {name: text if isinstance(text, bytes) else text.encode()}


def _files() -> Iterator[tuple[str, Files]]:
    """Files that are no lists, or not in the encoding that they should be."""
    yield from ((f"file-{name}", a_list(content)) for name, content in spoilt.strangers(RIGHT))
    yield from ((f"text-{name}", a_list(content)) for name, content in spoilt.encodings(RIGHT))
    yield "gzip-cut-off", a_list(dict(spoilt.packed(RIGHT))["cut-off"])
    yield "without-header", a_list("".join(LINES))
    yield "header-far-below", a_list("our list\n" * 80 + RIGHT)
    yield "column-misspelt", a_list(RIGHT.replace("Client ID", "Cleint ID"))
    yield "column-twice", a_list(RIGHT.replace("Name", "Nationality"))
    yield "column-with-a-homoglyph", a_list(RIGHT.replace("Client", "\u0421lient"))
    yield "quote-never-closed", a_list(RIGHT.replace("Person A", '"Person A'))
    yield "quotes-swallow-rows", a_list(RIGHT.replace("KH", '"KH', 1) + '",\n')


def _rows() -> Iterator[tuple[str, Files]]:
    """Rows that do not fit below their header, or say who they are twice."""
    one, two, three = LINES
    yield "row-too-short", a_list(HEAD + one + two.replace(",", "", 1) + three)
    yield "row-too-long", a_list(HEAD + one + two.rstrip("\n") + ",more\n" + three)
    yield "row-much-too-long", a_list(HEAD + one + two.rstrip("\n") + ",more" * 900 + "\n" + three)
    yield "row-of-another-separator", a_list(HEAD + one + two.replace(",", ";") + three)
    yield "comma-not-quoted", a_list(HEAD + one + two.replace("KH", "Congo, Republic of the") + three)
    yield "line-break-not-quoted", a_list(HEAD + one + two.replace("Person A", "Person\nA") + three)
    yield "header-again-in-the-middle", a_list(HEAD + one + HEAD + two + three)
    yield "total-below", a_list(RIGHT + "Total,3" + "," * (len(HEADER) - 2) + "\n")
    yield "footnote-below", a_list(RIGHT + "* as of May\n")
    yield "same-person-twice", a_list(RIGHT + two)
    yield "same-id-two-people", a_list(RIGHT + two.replace("KH", "Laos"))
    yield "cut-off-in-a-row", a_list(RIGHT[:-30])


def _cells() -> Iterator[tuple[str, Files]]:
    """One cell each; those of `WRONG_CELLS`, and what nobody sees."""
    for name, changes in WRONG_CELLS.items():
        yield f"cell-{name}", a_list(csv_text(row(**changes), *ROWS[1:]))
    for name, mark in spoilt.MARKS.items():
        yield f"{name}-in-a-value", a_list(csv_text(row(nationality=f"K{mark}H"), *ROWS[1:]))
        yield f"{name}-in-an-id", a_list(csv_text(row(client_id=f"00{mark}1"), *ROWS[1:]))
    yield "homoglyph-in-a-value", a_list(csv_text(row(nationality="\u041aH"), *ROWS[1:]))
    yield "huge-cell", a_list(csv_text(row(nationality="x" * 100_000), *ROWS[1:]))
    yield "cell-beyond-the-reader", a_list(csv_text(row(nationality="x" * 200_000), *ROWS[1:]))
    yield "formula-as-text", a_list(csv_text(row(nationality="=1+1"), *ROWS[1:]))
    yield "complete-flag", a_list(csv_text(row(checked_through="complete"), *ROWS[1:]))


def _workbooks() -> Iterator[tuple[str, Files]]:
    """Workbooks that are damaged, and cells that are no plain values."""

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells(start_row=2, end_row=3, start_column=ORDER + 1, end_column=ORDER + 1)

    def hidden(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"
        assert sheet.parent is not None
        sheet.parent.create_sheet("Notes")

    found: dict[str, bytes] = dict(spoilt.workbooks(spoilt.a_workbook(CELLS))) | {
        "no-sheet-with-a-header": spoilt.a_workbook([["a note"], ["another"]]),
        "merged-days": spoilt.a_workbook(CELLS, merged),
        "hidden-sheet": spoilt.a_workbook(CELLS, hidden),
        "two-days-in-a-cell": spoilt.with_cell(CELLS, ORDER, "1998-03-04\n2003-05-06"),
    }
    values: dict[str, tuple[int, object, str]] = {
        "formula-never-computed": (ORDER, "=DATE(1998,3,4)", ""),
        "formula-for-an-id": (ID, "=A1", ""),
        "error-in-a-day": (ORDER, "#VALUE!", "e"),
        "error-in-a-value": (NATIONALITY, "#N/A", "e"),
        "yes-for-a-day": (ORDER, True, ""),
        "time-for-a-day": (ORDER, datetime.time(1, 2), ""),
        "serial-number-for-a-day": (ORDER, 43466, ""),
        "number-beyond-all-days": (ORDER, 1e12, ""),
        "negative-day": (ORDER, -5, ""),
        "id-that-lost-its-digits": (ID, 1234567890123456789, ""),
        "day-for-a-value": (NATIONALITY, datetime.date(1998, 3, 4), ""),
    }
    found |= {name: spoilt.with_cell(CELLS, *value) for name, value in values.items()}
    yield from ((f"workbook-{name}", a_list(content, "list.xlsx")) for name, content in found.items())


@cache
def mistakes() -> dict[str, Files]:
    """Every mistake by its name, each one file."""
    return {name: files for make in (_files, _rows, _cells, _workbooks) for name, files in make()}
