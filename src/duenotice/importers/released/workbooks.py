"""Spreadsheets, row by row, as texts. Numbers too long for a spreadsheet show that they lost digits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import openpyxl
import python_calamine

from duenotice.importers.workbooks import Notes, checked, is_merged, merged_cells, notes_of, reading

Cells = list[str]
XLSX = (".xlsx", ".xlsm")
EXACT = 1e15
"""A spreadsheet keeps 15 digits. A longer whole number has lost the rest: it is written with an
exponent, so that nothing takes it for the id it was."""


class Row(NamedTuple):
    """The cells of a row, and of those that are blank or wrong for a reason of the workbook's, why."""

    cells: Cells
    bad: Mapping[int, str]


def sheets_of(path: Path) -> list[str]:
    """The names of the sheets. Raises `RefusedTables` (M01)."""
    names = list(_open(path).sheet_names)
    _notes(path, path.stat().st_mtime_ns)
    with reading(path):
        if not names:
            raise ValueError("there is no sheet in it")
    return names


def rows_of(path: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet from its first line and column on, each as wide as the sheet."""
    notes = _notes(path, path.stat().st_mtime_ns).get(sheet, Notes())
    with reading(path):
        found = _open(path).get_sheet_by_name(sheet)
        before = [""] * (found.start[1] if found.start else 0)
        merged = merged_cells(found.merged_cell_ranges or [])
        rows = enumerate(found.iter_rows(), start=1)
    while True:
        with reading(path):
            line, cells = next(rows, (0, []))
        if not line:
            return
        texts = before + [text_of(cell) for cell in cells]
        bad = dict(notes.bad.get(line, {}))
        bad |= {at: is_merged(of) for at, of in merged.get(line, {}).items() if texts[at : at + 1] == [""]}
        yield Row(texts, bad)


def top_of(path: Path, sheet: str, rows: int) -> Iterator[Cells]:
    """The first rows of a sheet. Those of an .xlsx are read without reading the others."""
    if path.suffix.lower() not in XLSX:
        yield from (row.cells for row in islice(rows_of(path, sheet), rows))
        return
    with reading(path), path.open("rb") as opened:
        book = openpyxl.load_workbook(opened, read_only=True, data_only=True)
        try:
            found = book[sheet]
            found.reset_dimensions()
            top = [
                ["" if cell is None else text_of(cell) for cell in row]
                for row in found.iter_rows(max_row=rows, values_only=True)
            ]
        finally:
            book.close()
    yield from top


def text_of(cell: object) -> str:
    """What a cell says, in one spelling."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            if abs(cell) >= EXACT:
                return f"{cell:.14e}"
            return str(int(cell)) if cell == int(cell) else repr(cell)
        case datetime.datetime():
            return cell.isoformat(" ")
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case _:
            return str(cell)


def _open(path: Path) -> python_calamine.CalamineWorkbook:
    checked(path)
    with reading(path):
        return python_calamine.CalamineWorkbook.from_path(str(path))


@lru_cache(maxsize=32)
def _notes(path: Path, _changed: int) -> Mapping[str, Notes]:
    """Where formulas and errors stand; one look for all sheets of a workbook."""
    return notes_of(path) if path.suffix.lower() in XLSX else {}
