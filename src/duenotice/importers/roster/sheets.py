"""A CSV or XLSX file as sheets of cells, each cell with what the file really holds there.

A workbook is read by calamine, which gives the values that were stored and leaves a blank where a
formula was never computed or went wrong. A blank that is none must not pass for one: `notes` finds
formulas, errors and merged cells, and such a cell becomes a `Bad` one with its reason.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from duenotice.documents import REFUSED, name_of
from duenotice.importers.workbooks import OLD, Notes, is_merged, merged_cells, notes_of, reading
from duenotice.problems import Place, Problem, RefusedTables, did_you_mean, quoted

LONGEST_CELL = 32_767
"""As long as a cell of a spreadsheet can be."""


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be taken for a value, and why."""

    text: str
    why: str


Cell = str | float | bool | datetime.date | Bad
"""A cell: text, a number, yes or no, a day, or one that cannot be read. Blank is the empty text."""


@dataclass(frozen=True)
class Row:
    """One row with its number in the sheet (from 1); `whole` says why none of it can be used."""

    number: int
    cells: tuple[Cell, ...]
    whole: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `name` is blank for a CSV file."""

    name: str
    hidden: bool
    rows: Iterator[Row]
    formulas: int = 0


def sheets_of(file: Path, encoding: str, named: tuple[str, ...]) -> Iterator[Sheet]:
    """The sheets of a file, one after another. Raises `RefusedTables` (M01, L02)."""
    try:
        with file.open("rb") as opened:
            start = opened.read(8)
    except OSError as error:
        raise unreadable(
            file, (error.strerror or str(error)).lower(), "check the name and the folder"
        ) from None
    if start.startswith(b"PK"):
        yield from _workbook(file, named)
    elif start.startswith(OLD):
        why = "it is an old or an encrypted workbook"
        raise unreadable(
            file, why, "open it in a spreadsheet program and save it as .xlsx without a password"
        )
    elif start.startswith(b"\x1f\x8b"):
        raise unreadable(file, "it is a packed file", "unpack it first")
    else:
        yield Sheet("", False, _csv_rows(file, encoding))


def unreadable(file: Path, why: str, help_: str) -> RefusedTables:
    """The file cannot be used at all."""
    return RefusedTables(Problem("M01", Place(str(file)), "the file cannot be read", why, help_))


def _workbook(file: Path, named: tuple[str, ...]) -> Iterator[Sheet]:
    notes = notes_of(file)
    with reading(file):
        book = CalamineWorkbook.from_path(str(file))
        known = {sheet.name: sheet.visible != SheetVisibleEnum.Visible for sheet in book.sheets_metadata}
    for name in named:
        if name not in known:
            help_ = did_you_mean(name, known, f"the sheets are: {', '.join(f'`{each}`' for each in known)}")
            place, what = Place(str(file)), f"there is no sheet {quoted(name)}"
            raise RefusedTables(Problem("L02", place, what, "the mapping names it", help_))
    for name, hidden in known.items():
        found = notes.get(name, Notes())
        yield Sheet(name, hidden, _sheet_rows(file, book, name, found), found.formulas)


def _sheet_rows(file: Path, book: CalamineWorkbook, name: str, notes: Notes) -> Iterator[Row]:
    with reading(file):
        sheet = book.get_sheet_by_name(name)
        _, left = sheet.start or (0, 0)  # rows come from the first on, columns from the first that is filled
        merged = merged_cells(sheet.merged_cell_ranges or [])
        rows = sheet.iter_rows()
    for number in count(1):
        with reading(file):
            values = next(rows, None)
        if values is None:
            return
        cells = [_cell(value) for value in ([""] * left + list(values))]
        for column, why in notes.bad.get(number, {}).items():
            if column < len(cells):
                cells[column] = Bad(str(cells[column]), why)
        for column, origin in merged.get(number, {}).items():
            if column < len(cells) and cells[column] == "":
                cells[column] = Bad("", is_merged(origin))
        yield Row(number, tuple(cells))


def _cell(value: object) -> Cell:
    match value:
        case bool() | float() | int():
            return value
        case datetime.datetime():
            return value.date()
        case datetime.date():
            return value
        case datetime.time() | datetime.timedelta():
            return Bad(str(value), "the cell holds a time of day or a length of time")
        case _:
            return text_cell(str(value))


def text_cell(text: str) -> Cell:
    """A text; one with a character that cannot be seen is not a value."""
    found = REFUSED.search(text)
    if found:
        return Bad(text, f"a character stands in the cell that cannot be seen: {name_of(found[0])}")
    if len(text) > LONGEST_CELL:
        return Bad(text[:100], "the cell is longer than a cell can be")
    return text


def _csv_rows(file: Path, encoding: str) -> Iterator[Row]:
    """The rows of a CSV file, by the separator that its first lines hold most of; one row at a time."""
    with file.open("rb") as raw:
        start = raw.read(20_000)
        if encoding == "utf-8" and start.startswith((b"\xff\xfe", b"\xfe\xff")):
            help_ = "save it as CSV in UTF-8, or say `encoding: utf-16`"
            raise unreadable(file, "it is text in UTF-16, not in UTF-8", help_)
        raw.seek(0)
        text = io.TextIOWrapper(raw, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")
        separator = max(b",", b";", b"\t", key=start.count).decode()
        reader = csv.reader(text, strict=True, delimiter=separator)
        for number in count(1):
            try:
                cells = next(reader, None)
            except csv.Error as error:
                why = f"row {number:,}: {error}; from there on nothing says where a cell ends"
                help_ = "write each quotation mark inside a cell twice, and close the cell"
                raise unreadable(file, why, help_) from None
            except UnicodeError:
                raise unreadable(file, _no_text(file, encoding), _OTHER_ENCODING) from None
            if cells is None:
                return
            yield Row(number, tuple(map(text_cell, cells)))


_OTHER_ENCODING = (
    "save it as CSV in UTF-8, or say the encoding in the mapping, as in `encoding: windows-1252`"
)


def _no_text(file: Path, encoding: str) -> str:
    """In which line a file stops being text in its encoding."""
    with file.open("rb") as raw:
        for number, line in enumerate(raw, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError as error:
                if encoding != "utf-16":  # whose lines end otherwise
                    return f"byte `{line[error.start]:02x}`, in line {number:,}, has no meaning in {encoding}"
    return f"it is not text in {encoding}"
