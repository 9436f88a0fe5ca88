"""Spreadsheets, row by row, as texts. Numbers too long for a spreadsheet show that they lost digits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import openpyxl
import python_calamine

from duenotice.problems import Place, Problem, RefusedDocument

Cells = list[str]
EXACT = 1e15
"""A spreadsheet keeps 15 digits. A longer whole number has lost the rest: it is written with an
exponent, so that nothing takes it for the id it was."""


def sheets_of(path: Path) -> list[str]:
    """The names of the sheets. Raises `RefusedDocument` (M01)."""
    return list(_open(path).sheet_names)


def rows_of(path: Path, sheet: str) -> Iterator[Cells]:
    """The rows of a sheet from its first line and column on, each as wide as the sheet."""
    found = _open(path).get_sheet_by_name(sheet)
    before = [""] * (found.start[1] if found.start else 0)
    for row in found.iter_rows():
        yield before + [text_of(cell) for cell in row]


def top_of(path: Path, sheet: str, rows: int) -> Iterator[Cells]:
    """The first rows of a sheet. Those of an .xlsx are read without reading the others."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        yield from islice(rows_of(path, sheet), rows)
        return
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        found = book[sheet]
        found.reset_dimensions()
        for row in found.iter_rows(max_row=rows, values_only=True):
            yield ["" if cell is None else text_of(cell) for cell in row]
    finally:
        book.close()


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
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except (python_calamine.CalamineError, OSError) as error:
        raise RefusedDocument(
            Problem(
                "M01",
                Place(path.name),
                "the workbook cannot be read",
                str(error).splitlines()[0] if str(error) else "it is not a spreadsheet",
                "open it in a spreadsheet program, save it anew as .xlsx, and try again",
            )
        ) from None
