"""A file of any accepted kind into the people it holds."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from duenotice.documents import read_text
from duenotice.library import load_vocabulary
from duenotice.problems import CODES, Place, Problem, RefusedTables, RefusedVault
from duenotice.record import read_record, tables
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.incoming import exported, identities
from duenotice.web.people.incoming.lists import Columns, read_list
from duenotice.web.people.incoming.model import Header, Incoming, Rejected, Rows

IN_MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108  # memory that Linux lends as a folder: no disk
LISTS = (".csv", ".xlsx", ".xlsm", ".xls")


@dataclass(frozen=True)
class Source:
    """A file, and for a list how it is read: `mapping` is the YAML file of `duenotice import roster`."""

    path: Path
    mapping: Path | None = None
    columns: Columns = field(default=Columns())


def read_people(source: Source, header: Header) -> Iterator[Incoming | Rejected]:
    """The people of a file; the names of a list's columns go into `header`.

    Raises `Refused` if the file as a whole cannot be read.
    """
    path = source.path
    if path.is_dir():
        yield from _from_tables(path)
    elif path.suffix.lower() in LISTS:
        if source.mapping is None:
            raise not_importable(path, "a list says nothing without a mapping", "name it with `--map`")
        yield from read_list(path, source.mapping, source.columns, header)
    else:
        yield from _from_text(path)


def not_importable(path: Path, why: str, help_: str) -> RefusedVault:
    """K37."""
    return RefusedVault(Problem("K37", Place(str(path)), CODES["K37"], why, help_))


def _from_text(path: Path) -> Iterator[Incoming | Rejected]:
    text = read_text(path)
    if exported.is_export(text):
        yield from exported.read_export(json.loads(text), path)
        return
    for number, case in enumerate(read_record(text, load_vocabulary(), str(path)), start=1):
        yield Incoming(WhoIs(), case.record, Rows((f"case {number}",)))


def _from_tables(folder: Path) -> Iterator[Incoming | Rejected]:
    """Tables of the published schema, with `identities` beside the folder, if an export wrote it there."""
    vocabulary, who = load_vocabulary(), identities.read(folder)
    with _staged_in_memory(), tables.opened(tables.find([folder])) as opened:
        report = tables.check(opened, vocabulary)
        if report.findings:
            problems = [finding.problem for finding in report.findings][:20]
            raise RefusedTables(*problems)
        for person, case in tables.records_of(opened, vocabulary):
            known = who.pop(person, (WhoIs(), None))
            yield Incoming(known[0], case.record, Rows((f"person {person}",)), known[1])
    for person in who:
        yield Rejected(Rows((f"person {person}",)), ("the identities name a person whom no table has",))


@contextmanager
def _staged_in_memory() -> Iterator[None]:
    """While tables are read, copies of them lie in memory, where the system has such a folder."""
    before = tempfile.tempdir
    if IN_MEMORY.is_dir():
        tempfile.tempdir = str(IN_MEMORY)
    try:
        yield
    finally:
        tempfile.tempdir = before
