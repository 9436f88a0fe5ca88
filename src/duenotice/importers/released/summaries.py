"""The Summary sheet of a workbook against the rows: equal, or how far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from duenotice.importers.released import workbooks

_YEAR = re.compile(r"(?:FY\s*)?((?:19|20)\d\d)(?:\s+total)?", re.IGNORECASE)
_MEASURES = {"stints": ("book-in", "book in", "detention"), "arrests": ("arrest",), "removals": ("removal",)}
_MEASURES |= {"detainers": ("detainer",), "encounters": ("encounter",)}


@dataclass(frozen=True)
class Reconciled:
    """One figure of a Summary sheet, and the rows that we counted for it."""

    file: str
    kind: str
    year: int
    stated: int
    counted: int


def is_summary(sheet: str) -> bool:
    """Whether a sheet calls itself a summary."""
    return "summary" in sheet.casefold()


def reconciled(
    db: duckdb.DuckDBPyConnection, path: Path, sheet: str, kinds: set[str]
) -> Iterator[Reconciled]:
    """Every figure of the sheet that stands in a row of a fiscal year below the name of a measure."""
    measures: dict[int, str] = {}
    for row, _ in islice(workbooks.rows_of(path, sheet), 500):
        measures = _measures(row, kinds) or measures
        year = next((match for cell in row if (match := _YEAR.fullmatch(cell.strip()))), None)
        if year is None:
            continue
        for at, kind in measures.items():
            figure = row[at].replace(",", "").strip() if at < len(row) else ""
            if figure.isdigit():
                yield _compared(db, path.name, kind, int(year[1]), int(figure))


def _measures(row: list[str], kinds: set[str]) -> dict[int, str]:
    """Which column counts what, if this row says so."""
    found = {}
    for at, cell in enumerate(row):
        for kind, words in _MEASURES.items():
            if kind in kinds and len(cell) < 60 and any(word in cell.casefold() for word in words):
                found[at] = kind
    return found if len([cell for cell in row if cell.strip()]) > 1 else {}


def _compared(db: duckdb.DuckDBPyConnection, file: str, kind: str, year: int, stated: int) -> Reconciled:
    rows = db.execute(
        "select coalesce(sum(total), 0) from counts where kind = ? and year = ?", [kind, year]
    ).fetchall()
    return Reconciled(file, kind, year, stated, int(rows[0][0]))
