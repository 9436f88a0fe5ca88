"""What a workbook holds besides values: formulas, errors, merged cells, and whether it is safe to open.

An XLSX file is a zip of XML. Sizes are looked at before anything is unpacked (a small file can
unpack into a huge one), and XML that declares a document type is refused, so that no entity is ever
expanded or fetched. The readers of workbooks give a blank where a formula was never computed, went wrong or
stands in a merged cell; notes say where, so that such a blank never passes for one.
"""

from __future__ import annotations

import posixpath
import re
import xml.parsers.expat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from python_calamine import CalamineError

from duenotice.problems import Place, Problem, Refused, RefusedTables

OLD = b"\xd0\xcf\x11\xe0"
"""How an old or an encrypted workbook begins."""
MOST_UNPACKED = 500_000_000
MOST_PARTS = 5_000
_INTERESTING = re.compile(rb"""<(?:\w+:)?f[\s>/]|t=["']e["']|<!DOCTYPE|<!ENTITY""")
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class Notes:
    """About one sheet: cells that are no plain values (row, then column from 0, with the reason), and
    how many formulas there are."""

    bad: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: int = 0


def notes_of(file: Path) -> dict[str, Notes]:
    """Notes on each sheet of a workbook, by its name. Raises `RefusedTables` (M01)."""
    with reading(file), zipfile.ZipFile(file) as parts:
        _small_enough(file, parts)
        return {
            name: _notes(parts, part)
            for name, part in _sheet_parts(parts).items()
            if part in parts.namelist()
        }


def checked(file: Path) -> None:
    """Whether this is a workbook that can be unpacked. Raises `RefusedTables` (M01)."""
    with reading(file):
        with file.open("rb") as opened:
            start = opened.read(4)
        if start.startswith(b"PK"):
            with zipfile.ZipFile(file) as parts:
                _small_enough(file, parts)
        elif start != OLD:
            raise ValueError("it is not a workbook")
        elif file.suffix.lower() != ".xls":
            raise ValueError("it is an old or an encrypted workbook")


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """What the readers of workbooks say of a broken file, as a refusal (M01). They raise whatever they
    stumble over; one of them panics."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, Refused):
        raise
    except BaseException as error:
        raise _refused(file, _why(error)) from None


def _why(error: BaseException) -> str:
    said = (str(error).splitlines() or [""])[0][:150].lower()
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    if isinstance(error, ValueError | CalamineError) and said:
        return said
    return f"the workbook is damaged ({said})" if said else "the workbook is damaged"


def _refused(file: Path, why: str) -> RefusedTables:
    help_ = "open the workbook in a spreadsheet program and save it again as .xlsx, without a password"
    return RefusedTables(Problem("M01", Place(str(file)), "the file cannot be read", why, help_))


_MOST_MERGED = 1_000_000


def merged_cells(ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> dict[int, dict[int, int]]:
    """For each row (from 1) and column (from 0), the row that holds the value of a merged cell. (Cells that
    are merged within one row stay blank: the value is in that row.)"""
    found: dict[int, dict[int, int]] = {}
    count = 0
    for (top, left), (bottom, right) in ranges:
        for row in range(top + 1, bottom + 1):
            for column in range(left, right + 1):
                found.setdefault(row + 1, {})[column] = top + 1
                count += 1
                if count > _MOST_MERGED:
                    return found
    return found


def is_merged(origin: int) -> str:
    """Why a cell is blank that is merged with that of another row."""
    return f"the cell is merged with that of row {origin}"


def _small_enough(file: Path, parts: zipfile.ZipFile) -> None:
    infos = parts.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise _refused(file, "the workbook unpacks into more than 500 MB, or into thousands of parts")


def _parser(
    opened: IO[bytes],
    started: Callable[[str, dict[str, str]], None],
    ended: Callable[[str], None] | None = None,
    written: Callable[[str], None] | None = None,
) -> None:
    """Run an XML parser over a part. A document type ends it."""
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = written
    parser.StartDoctypeDeclHandler = _no_types
    parser.ParseFile(opened)


def _no_types(*_: object) -> None:
    raise ValueError("the workbook declares a document type, which workbooks do not have")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _sheet_parts(parts: zipfile.ZipFile) -> dict[str, str]:
    """The part of the zip that holds each sheet."""
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(tag: str, found: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[found.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", found.get("Target", "")))[
                1:
            ]

    def sheet(tag: str, found: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            id_ = next((value for key, value in found.items() if _local(key) == "id"), "")
            names[found.get("name", "")] = id_

    with parts.open("xl/_rels/workbook.xml.rels") as opened:
        _parser(opened, relation)
    with parts.open("xl/workbook.xml") as opened:
        _parser(opened, sheet)
    return {name: targets.get(id_, "") for name, id_ in names.items()}


def _notes(parts: zipfile.ZipFile, part: str) -> Notes:
    notes = Notes()
    with parts.open(part) as opened:
        tail, interesting = b"", False
        while piece := opened.read(1 << 20):
            interesting = interesting or bool(_INTERESTING.search(tail + piece))
            tail = piece[-40:]
    if interesting:
        with parts.open(part) as opened:
            _look(opened, notes)
    return notes


def _look(opened: IO[bytes], notes: Notes) -> None:
    """Every cell with a formula or an error. A stored result is taken; without one there is no value."""
    at: dict[str, str] = {}
    inside: list[str] = []
    has: set[str] = set()

    def started(tag: str, found: dict[str, str]) -> None:
        if _local(tag) == "c":
            has.clear()
            at.clear()
            at.update(found)
        elif _local(tag) == "f":
            has.add("f")
        inside.append(_local(tag))

    def written(text: str) -> None:
        if inside and inside[-1] in ("v", "t") and text.strip():
            has.add("value")

    def ended(tag: str) -> None:
        inside.pop()
        if _local(tag) != "c":
            return
        formula, error = "f" in has, at.get("t") == "e"
        notes.formulas += formula
        found = _REF.fullmatch(at.get("r", ""))
        if found and (error or (formula and "value" not in has)):
            why = (
                "the cell holds an error"
                if error
                else "the cell holds a formula whose result was never stored"
            )
            notes.bad.setdefault(int(found[2]), {})[_column(found[1])] = why

    _parser(opened, started, ended, written)


def _column(letters: str) -> int:
    """``A`` is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
