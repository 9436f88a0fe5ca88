"""Finding the tables in files: the header is found by what it says, never by its line.

Every release begins with a preamble of its own length (the agency's unit, "For Official Use Only", a
number, blank lines, a title), and keeps tables on several sheets and in several files. A `.csv` may be
delimited by tabs and a `.txt` by commas. So every candidate row under every delimiter is held against
the headers that we know, and the best match wins.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyarrow.parquet

from duenotice.importers.released import workbooks
from duenotice.importers.released.catalogue import Match, matches
from duenotice.importers.released.model import Profile
from duenotice.problems import Place, Problem, RefusedDocument

LOOK = 60
"""How many rows from the top the header is looked for."""
DELIMITERS = ("|", "\t", ",", ";")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


@dataclass(frozen=True)
class Source:
    """A sheet of a workbook, or a whole file of another kind. `delimiter` is "" for these others."""

    path: Path
    sheet: str
    delimiter: str

    @property
    def file(self) -> str:
        """The file's name, without its folder: folders say where we keep it, not what it is."""
        return self.path.name


@dataclass(frozen=True)
class Found:
    """A source with its header: `line` counts from 1, `cells` are the names as printed."""

    source: Source
    line: int
    cells: tuple[str, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Unknown:
    """A source without any header that we know."""

    source: Source


def look(path: Path, among: tuple[Profile, ...]) -> list[Found | Unknown]:
    """What stands in a file. Raises `RefusedDocument` (M01) if it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        sources = [Source(path, sheet, "") for sheet in workbooks.sheets_of(path)]
        return [_best(source, among) or Unknown(source) for source in sources]
    if suffix == ".parquet":
        return [_best(Source(path, "", ""), among) or Unknown(Source(path, "", ""))]
    found = [best for delimiter in DELIMITERS if (best := _best(Source(path, "", delimiter), among))]
    return [max(found, key=lambda one: one.matches[0].fit)] if found else [Unknown(Source(path, "", ","))]


def _best(source: Source, among: tuple[Profile, ...]) -> Found | None:
    best: Found | None = None
    for line, cells in enumerate(islice(top_rows(source), LOOK), start=1):
        if sum(1 for cell in cells if cell.strip()) < 3:
            continue
        fitting = matches(cells, among)
        if fitting and (best is None or fitting[0].fit > best.matches[0].fit):
            best = Found(source, line, tuple(cells), fitting)
    return best


def top_rows(source: Source) -> Iterator[list[str]]:
    """The rows of a source from the top, as lists of texts."""
    if source.path.suffix.lower() in WORKBOOKS:
        yield from workbooks.top_of(source.path, source.sheet, LOOK)
    elif source.path.suffix.lower() == ".parquet":
        yield _parquet_names(source.path)
    else:
        with opened(source.path) as stream:
            lines = (line.replace(b"\0", b"").decode("utf-8-sig", "replace") for line in stream)
            yield from csv.reader(islice(lines, LOOK), delimiter=source.delimiter)


def opened(path: Path) -> IO[bytes]:
    """A file's bytes, unpacked if it is gzip. Raises `RefusedDocument` (M01)."""
    try:
        with path.open("rb") as stream:
            packed = stream.read(4)
        if packed.startswith(b"PK\x03\x04"):
            raise _unreadable(path, "it is a zip archive", "unpack it first, and name the files in it")
        return cast(IO[bytes], gzip.open(path)) if packed.startswith(b"\x1f\x8b") else path.open("rb")
    except OSError as error:
        why = str(error.strerror or error).lower()
        raise _unreadable(path, why, "check the name, and whether you may read it") from None


def _parquet_names(path: Path) -> list[str]:
    try:
        return list(pyarrow.parquet.read_schema(path).names)
    except (OSError, pyarrow.ArrowInvalid):
        raise _unreadable(path, "it is not a Parquet file", "check the file's ending") from None


def _unreadable(path: Path, why: str, help_: str) -> RefusedDocument:
    return RefusedDocument(Problem("M01", Place(path.name), "the file cannot be read", why, help_))
