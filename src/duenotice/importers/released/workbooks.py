"""Spreadsheets, row by row, as texts. Numbers too long for a spreadsheet show that they lost digits."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

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
    """The rows of a sheet from its first line on, each as wide as the sheet."""
    for row in _open(path).get_sheet_by_name(sheet).iter_rows():
        yield [text_of(cell) for cell in row]


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
