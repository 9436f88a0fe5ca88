"""Uploaded bytes as a file that the readers of lists can open, and whether they may try.

The readers take a path. What was uploaded must reach no disk in plain, so on Linux the file is memory
(`memfd_create`); elsewhere it is a file of its owner alone that is gone after the reading.

A workbook is looked at whole before it is read: how large it is unpacked, by unpacking and not by what it
says, and from which to which cell it reaches. A reader of workbooks sets aside room for the whole
rectangle: two filled cells in opposite corners of a sheet would ask for more memory than any machine has.
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from duenotice.importers.workbooks import reading
from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.people.incoming.reading import IN_MEMORY

MOST_UNPACKED = 60_000_000
"""Bytes of a workbook, unpacked."""
MOST_PARTS = 2_000
MOST_CELLS = 1_500_000
"""Cells of the rectangle around what a sheet holds, and of a list as a whole."""
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def refused(why: str, help_: str, name: str = "the file") -> RefusedVault:
    """K37, about an uploaded file."""
    return RefusedVault(Problem("K37", Place(name), CODES["K37"], why, help_))


@contextmanager
def as_file(content: bytes) -> Iterator[Path]:
    """The bytes as a file, as long as the block runs."""
    if hasattr(os, "memfd_create"):
        handle = os.memfd_create("list")
        try:
            with open(handle, "wb", closefd=False) as out:
                out.write(content)
            yield Path(f"/proc/self/fd/{handle}")
        finally:
            os.close(handle)
        return
    with tempfile.NamedTemporaryFile(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as out:
        out.write(content)
        out.flush()
        yield Path(out.name)


def safe_to_read(path: Path, content: bytes) -> None:
    """Whether a file can be read without harm. Raises `RefusedVault` (K37), `RefusedTables` (M01)."""
    if not content.strip(b"\0 \r\n\t"):
        raise refused("it is empty", "look whether the right file was chosen")
    if not content.startswith(b"PK"):
        return
    with reading(path), zipfile.ZipFile(path) as parts:
        infos = parts.infolist()
        if len(infos) > MOST_PARTS:
            raise refused("the workbook has thousands of parts", _AGAIN)
        left = MOST_UNPACKED
        for info in infos:
            with parts.open(info) as opened:
                while piece := opened.read(1 << 20):
                    left -= len(piece)
                    if left < 0:
                        raise refused(f"the workbook unpacks into more than {MOST_UNPACKED:,} bytes", _AGAIN)
        for info in infos:
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                _reach(parts.read(info))


_AGAIN = "save the one sheet that matters as a new workbook or as CSV, without pictures"


class _Corners:
    """How far the cells of a sheet reach, as a reader counts them: a cell without a place of its own
    stands behind the one before it."""

    def __init__(self) -> None:
        self.rows, self.columns = [10**7, 0], [10**5, 0]
        self.row = self.column = 0

    def started(self, tag: str, found: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "row":
            said = found.get("r", "")
            self.row = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else self.row + 1
            self.column = 0
        elif local == "c":
            self.column += 1
            at = _REF.fullmatch(found.get("r", ""))
            if at:
                self.column, self.row = _number(at[1]), int(at[2])
            for kept, value in ((self.rows, self.row), (self.columns, self.column)):
                kept[0], kept[1] = min(kept[0], value), max(kept[1], value)


def _reach(xml: bytes) -> None:
    corners = _Corners()
    parser = expat.ParserCreate()
    parser.StartElementHandler = corners.started
    parser.StartDoctypeDeclHandler = _no_types
    parser.Parse(xml, True)
    high, wide = (kept[1] - kept[0] + 1 for kept in (corners.rows, corners.columns))
    rows = corners.rows[1]  # rows are read from the first on, filled or not
    if max(high, 0) * max(wide, 0) > MOST_CELLS or rows * max(wide, 0) > MOST_CELLS:
        why = f"a sheet reaches over {rows:,} rows and {wide:,} columns, down to row {rows:,}"
        raise refused(why, "delete the empty rows and columns around the list, and save it again")


def _no_types(*_: object) -> None:
    raise ValueError("the workbook declares a document type, which workbooks do not have")


def _number(letters: str) -> int:
    """``A`` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
