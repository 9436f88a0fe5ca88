"""Invented files in the layouts of the releases. Nobody in them exists."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import openpyxl

from duenotice.importers.released import PROFILES, Report, run
from duenotice.importers.released.model import Table, header_of

PREAMBLE = (
    ("ERO-LESA Statistical Tracking Unit",),
    ("For Official Use Only (FOUO)/Pre-decisional",),
    ("9999-ICFO-00000",),
    (),
    ("An invented table",),
)
A, B, C = ("a" * 39 + letter for letter in "abc")
"""Ids of persons A, B and C."""

Row = Mapping[str, str]
Cells = Sequence[Sequence[object]]


class Imported(NamedTuple):
    """What came of an import: the report, and each table as tuples of texts."""

    report: Report
    db: duckdb.DuckDBPyConnection

    def table(self, name: str, columns: str, where: str = "true") -> list[tuple[str | None, ...]]:
        """Some columns of a table, in order."""
        query = f"select {columns} from {name} where {where} order by all"
        return self.db.execute(query).fetchall()

    def events(self, term: str = "") -> list[tuple[str | None, ...]]:
        """(term, qualifiers, date) of every event, or (qualifiers, date) of the events of one term."""
        if not term:
            return self.table("events", "term, coalesce(qualifiers, ''), date")
        return self.table("events", "coalesce(qualifiers, ''), date", f"term = '{term}'")

    def searches(self, term: str) -> list[tuple[str | None, ...]]:
        """(since, through) of the searches for a term."""
        return self.table("searches", "since, through", f"terms = '{term}'")

    def noticed(self) -> dict[str, int]:
        """What the report noticed, with the number of rows."""
        return {one.says: one.rows for one in self.report.oddities}

    def aside(self) -> dict[str, int]:
        """The reasons for which rows were set aside, over all files."""
        found: dict[str, int] = {}
        for each in self.report.files:
            for reason, rows in each.aside.items():
                found[reason] = found.get(reason, 0) + rows
        return found


def imported(folder: Path, *files: Path, profile: str = "auto") -> Imported:
    """Import some files and open what was written."""
    out = folder / "out"
    report = run(profile, files, out, "parquet", lambda _: None)
    db = duckdb.connect()
    for table in ("people", "facts", "events", "searches"):
        db.execute(f"create view {table} as from '{out}/{table}.parquet'")
    return Imported(report, db)


def table_of(profile: str, kind: str = "") -> Table:
    """A table of a profile: its only one, or the one of that kind."""
    tables = PROFILES[profile].tables
    return next(table for table in tables if kind in ("", table.kind))


def cells_of(table: Table, rows: Sequence[Row]) -> list[list[str]]:
    """Rows of fields as the cells below the table's own header."""
    printed = [part.strip() for part in table.columns.split(";")]
    fields = table.fields_in(header_of(printed))
    made = [printed]
    for row in rows:
        cells = [""] * len(printed)
        for name, text in row.items():
            cells[fields[name]] = text
        made.append(cells)
    return made


def a_csv(path: Path, cells: Cells, delimiter: str = ",", preamble: Cells = PREAMBLE) -> Path:
    """A delimited file, packed if its name says so."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as stream:
        width = max(len(row) for row in cells)
        writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
        writer.writerows([*row, *[""] * (width - len(row))] for row in preamble)
        writer.writerows(cells)
    return path


def a_workbook(path: Path, sheets: Mapping[str, Cells]) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
    book.save(path)
    return path


def a_release(folder: Path, profile: str, *rows: Row, name: str = "invented.csv") -> Path:
    """An invented CSV file of a release with these rows."""
    return a_csv(folder / name, cells_of(table_of(profile), rows))


def a_court_table(folder: Path, kind: str, *rows: Row) -> Path:
    """An invented file of the immigration court: tabs, no quoting, no preamble."""
    lines = ["\t".join(row) for row in cells_of(table_of("courts", kind), rows)]
    path = folder / f"{kind}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def a_stint(
    person: str, book_in: str, book_out: str = "", reason: str = "", **further: str
) -> dict[str, str]:
    """One stint."""
    return {"id": person, "book_in": book_in, "book_out": book_out, "reason": reason, **further}


STINTS = "detentions-2026-03"


def custody_of(folder: Path, *stints: Row) -> Imported:
    """What comes of these stints in the release of March 2026."""
    return imported(folder, a_release(folder, STINTS, *stints))
