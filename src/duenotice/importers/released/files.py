"""Finding the tables in files: the header is found by what it says, never by its line.

Every release begins with a preamble of its own length (the agency's unit, "For Official Use Only", a
number, blank lines, a title), and keeps tables on several sheets and in several files. A `.csv` may be
delimited by tabs and a `.txt` by commas. So every candidate row under every delimiter is held against
the headers that we know, and the best match wins.
"""

from __future__ import annotations

import csv
import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
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
    """A sheet of a workbook, or a whole file of another kind. `delimiter` is "" for these others. `cut`: its
    last line has no end, as in a file that was cut off."""

    path: Path
    sheet: str
    delimiter: str
    cut: bool = False

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
    """What stands in a file. Raises `Refused` (M01) if it cannot be read."""
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        sources = [Source(path, sheet, "") for sheet in workbooks.sheets_of(path)]
        return [_best(source, among) or Unknown(source) for source in sources]
    if suffix == ".parquet":
        return [_best(Source(path, "", ""), among) or Unknown(Source(path, "", ""))]
    cut = _cut(path)
    found = [best for delimiter in DELIMITERS if (best := _best(Source(path, "", delimiter, cut), among))]
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
            with suppress(csv.Error):  # by this delimiter it is no table
                yield from csv.reader(islice(lines, LOOK), delimiter=source.delimiter)


def packed(path: Path) -> bool:
    """Whether a file is gzip, whatever its name says."""
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def opened(path: Path) -> IO[bytes]:
    """A file's bytes, unpacked if it is gzip. Raises `RefusedDocument` (M01)."""
    try:
        with path.open("rb") as stream:
            if stream.read(4) == b"PK\x03\x04":
                raise _unreadable(path, "it is a zip archive", "unpack it first, and name the files in it")
        return cast(IO[bytes], gzip.open(path)) if packed(path) else path.open("rb")
    except OSError as error:
        why = str(error.strerror or error).lower()
        raise _unreadable(path, why, "check the name, and whether you may read it") from None


def _cut(path: Path) -> bool:
    """Whether the last line of a text has no end. A packed file is read to its end: one that is cut off or
    damaged would be read in part. Raises `RefusedDocument` (M01) for that, and for what is no such text."""
    with opened(path) as stream:
        try:
            start = last = stream.read(4096)
            if packed(path):
                while piece := stream.read(1 << 20):
                    last = piece
            elif start:
                stream.seek(-1, os.SEEK_END)
                last = stream.read(1)
        except (EOFError, OSError, zlib.error):
            raise _unreadable(path, "the packed file is cut off or damaged", "fetch it once more") from None
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(b"\0") * 5 > len(start):
        raise _unreadable(
            path, "it is text in UTF-16 or UTF-32, or no text at all", "save it as CSV in UTF-8"
        )
    return not last.endswith((b"\n", b"\r"))


def _parquet_names(path: Path) -> list[str]:
    try:
        return list(pyarrow.parquet.read_schema(path).names)
    except (OSError, pyarrow.ArrowInvalid):
        raise _unreadable(path, "it is not a Parquet file", "check the file's ending") from None


def _unreadable(path: Path, why: str, help_: str) -> RefusedDocument:
    return RefusedDocument(Problem("M01", Place(path.name), "the file cannot be read", why, help_))
