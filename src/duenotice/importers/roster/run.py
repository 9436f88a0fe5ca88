"""The whole import: sheet by sheet and row by row into tables, with everything counted."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from duenotice.importers.roster.header import Header, NoHeader, find_header, header_problem
from duenotice.importers.roster.mapping import Mapping
from duenotice.importers.roster.persons import Persons
from duenotice.importers.roster.rows import NotTaken, Reader, raw
from duenotice.importers.roster.sheets import Row, Sheet, sheets_of
from duenotice.problems import Place, Problem, RefusedTables, quoted
from duenotice.record import Case, Origin, Record, Search, tables
from duenotice.record.tables import RowWriter
from duenotice.record.tables.safe import to_cell
from duenotice.terms import Vocabulary


@dataclass
class SheetReport:
    """What became of one sheet. Always ``rows == accepted + rejected``; blank rows are no rows."""

    name: str
    header: int
    unread: tuple[str, ...]
    formulas: int
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    blank: int = 0
    rejected_file: str = ""


@dataclass
class Imported:
    """What became of a list: each sheet, those that were not read and why, the rows of the tables, how
    often each reason rejected a row, the link file if ids were drawn, and how many ids look like numbers
    that others know people by."""

    sheets: list[SheetReport] = field(default_factory=list)
    not_read: list[tuple[str, str]] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    link: str = ""
    public_ids: int = 0


@dataclass
class _Run:
    """What the parts of one import share."""

    file: Path
    mapping: Mapping
    vocabulary: Vocabulary
    writer: RowWriter
    persons: Persons
    beside: Path
    stack: ExitStack
    done: Imported = field(default_factory=Imported)
    missed: list[NoHeader] = field(default_factory=list)


def import_roster(
    file: Path, mapping: Mapping, vocabulary: Vocabulary, folder: Path, kind: str = "csv"
) -> Imported:
    """Import a list into a new folder of tables (``csv``, ``parquet`` or ``arrow``). The rejected rows and
    the link file are written beside the folder, never into it.

    Raises `RefusedTables` if nothing can be imported (M01, L02), or something would be overwritten (T12).
    """
    with tables.new_folder(folder) as here, ExitStack() as stack:
        beside: list[Path] = []
        stack.enter_context(_only_whole(beside))
        with tables.row_writer(here, kind) as writer:
            link = _open(folder, "-link.csv", beside, stack) if mapping.drawn else None
            run = _Run(file, mapping, vocabulary, writer, Persons(mapping, link and link[1]), folder, stack)
            for sheet in sheets_of(file, mapping.encoding, mapping.sheets):
                _sheet(run, sheet, beside)
            if not run.done.sheets:
                raise RefusedTables(_nothing_read(run))
            _for_everyone(run)
        run.done.tables = dict(writer.counts)
        run.done.public_ids = run.persons.public
        run.done.link = str(link[0]) if link else ""
        beside.clear()
    return run.done


@contextmanager
def _only_whole(files: list[Path]) -> Iterator[None]:
    """Files that go again if the import is not finished."""
    try:
        yield
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _open(folder: Path, ending: str, beside: list[Path], stack: ExitStack) -> tuple[Path, Any]:
    """A CSV file beside the folder, which only its owner may read."""
    file = folder.with_name(folder.name + ending)
    if file.exists():
        what, why = f"{quoted(file.name)} is there already", "it holds what an earlier import wrote"
        raise RefusedTables(
            Problem("T12", Place(str(file)), what, why, "move it away, or name another folder")
        )
    beside.append(file)
    file.touch(mode=0o600)
    opened = stack.enter_context(file.open("w", encoding="utf-8", newline=""))
    return file, csv.writer(opened, lineterminator="\n")


def _sheet(run: _Run, sheet: Sheet, beside: list[Path]) -> None:
    if run.mapping.sheets and sheet.name not in run.mapping.sheets:
        run.done.not_read.append((sheet.name, "the mapping does not name it"))
        return
    if sheet.hidden and not run.mapping.sheets:
        run.done.not_read.append((sheet.name, "it is hidden, and the mapping does not name it"))
        return
    header = find_header(sheet.rows, run.mapping)
    if isinstance(header, NoHeader):
        if header.twice or run.mapping.sheets:
            raise RefusedTables(header_problem(header, Place(_named(str(run.file), sheet.name))))
        run.missed.append(header)
        run.done.not_read.append((sheet.name, "it does not have the columns of the mapping"))
        return
    report = SheetReport(sheet.name, header.row, header.unread(run.mapping), sheet.formulas)
    run.done.sheets.append(report)
    _rows(run, sheet, header, report, beside)


def _named(file: str, sheet: str) -> str:
    return f"{file}, sheet {sheet}" if sheet else file


def _rows(run: _Run, sheet: Sheet, header: Header, report: SheetReport, beside: list[Path]) -> None:
    source = _named(run.mapping.source or run.file.name, sheet.name)
    reader = Reader(run.mapping, run.vocabulary, header.at, source, sheet.name)
    rejected: Any = None
    for row in sheet.rows:
        if not any(cell != "" for cell in row.cells):
            report.blank += 1
            continue
        report.rows += 1
        reasons = _take(run, reader, row, header)
        if not reasons:
            report.accepted += 1
            continue
        report.rejected += 1
        run.done.reasons.update(reasons)
        if rejected is None:
            part = f"-{len(run.done.sheets)}" if len(run.done.sheets) > 1 else ""
            path, rejected = _open(run.beside, f"-rejected{part}.csv", beside, run.stack)
            report.rejected_file = str(path)
            rejected.writerow(["reason", "row", *map(to_cell, header.names)])
        rejected.writerow(
            [to_cell("; ".join(reasons)), row.number, *(to_cell(raw(cell)) for cell in row.cells)]
        )
    assert report.rows == report.accepted + report.rejected


def _take(run: _Run, reader: Reader, row: Row, header: Header) -> list[str]:
    """Write the entries of a row; or the reasons why it is rejected, and nothing is written."""
    width, count = len(header.names), len(row.cells)
    ragged = count < width and not reader.sheet  # a sheet has no cells behind the last that is filled
    if ragged or any(cell != "" for cell in row.cells[width:]):
        return [f"the row has {count} cells, and the header has {width}"]
    row = Row(row.number, (*row.cells, *[""] * (width - count)))
    entries, reasons = reader.entries(row)
    try:
        person = run.persons.of(reader, row)
    except NotTaken as error:
        return [str(error), *reasons]
    if reasons or not entries:
        return reasons or ["none of the columns that are read says anything"]
    try:
        case = Case(person, Record(person).adding(*entries), None, None, (), Place(""))
        written = list(tables.rows_of(person, case, run.vocabulary))
    except RefusedTables as refused:
        return [problem.what for problem in refused.problems]
    new = run.persons.take(person, reader, row)
    for table, cells_ in written:
        if table != "people":
            run.writer.add(table, cells_)
        elif new:
            run.writer.add("people", {"person": person, "title": person})
    return []


def _for_everyone(run: _Run) -> None:
    """Searches whose last day is the same for all: one row for everyone."""
    source = run.mapping.source or run.file.name
    searches = [
        Search(looked.terms, looked.through, looked.since, looked.where, Origin(source, run.mapping.learned))
        for looked in run.mapping.searched
        if looked.through is not None
    ]
    case = Case("", Record("").adding(*searches), None, None, (), Place(""))
    for table, row in tables.rows_of("*", case, run.vocabulary):
        if table == "searches":
            run.writer.add(table, row)


def _nothing_read(run: _Run) -> Problem:
    best = min(run.missed, key=lambda found: len(found.missing), default=NoHeader(run.mapping.headers))
    return header_problem(best, Place(str(run.file)))
