"""A release as data: its tables, their columns, and what may be concluded from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from duenotice.importers.released.fields import ALIASES


def normal(header: str) -> str:
    """A column's name without what changes between releases: case, spaces, marks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", header.casefold()).split())


def header_of(cells: list[str]) -> list[str]:
    """The normal names of a header row; a name that stands twice is numbered, the first is not."""
    seen: dict[str, int] = {}
    names = []
    for cell in cells:
        name = normal(cell)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def literal(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True)
class Table:
    """One table of a release.

    columns: the header as printed, parts separated by ``;``.
    required: the fields without which the table is useless.
    reads: fields whose column is not the one that `ALIASES` would find.
    counted_by: the date by which rows are counted into years.
    suffix: for a file in which several tables stand side by side, what ends this one's columns.
    """

    kind: str
    columns: str
    required: tuple[str, ...]
    counted_by: str
    reads: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The normal names of its columns."""
        return tuple(header_of([part.strip() for part in self.columns.split(";")]))

    def fields_in(self, header: list[str]) -> dict[str, int]:
        """Which of our fields stands in which column of a header."""
        found: dict[str, int] = {}
        for name, aliases in ALIASES.items():
            ending = f" {self.suffix}" if self.suffix and name != "id" else ""
            wanted = [normal(self.reads[name])] if name in self.reads else [a + ending for a in aliases]
            at = next((header.index(alias) for alias in wanted if alias in header), None)
            if at is not None:
                found[name] = at
        return found


@dataclass(frozen=True)
class Profile:
    """One release, or one table of it that is published apart.

    name: how the user calls it. release: what its person ids are prefixed with.
    window: the days that it covers, if it was released whole; `by_year`: it came in files by fiscal
    year, so that what is covered depends on which files were given.
    searches: the terms that are searched in this release; nothing else ever is.
    withdrawn: a day and what is wrong with a file whose last departure lies before it: it was replaced.
    extract: the last day that its as-of-extract fields can speak of; "" if that is not known.
    blanks: texts that stand for an empty cell. person: what one row's id means, "" if it has none.
    """

    name: str
    release: str
    says: str
    tables: tuple[Table, ...]
    cannot: tuple[str, ...]
    shows: tuple[str, ...]
    window: tuple[str, str] = ("", "")
    extract: str = ""
    by_year: bool = False
    searches: tuple[str, ...] = ()
    searched_in: str = ""
    blanks: tuple[str, ...] = ()
    person: str = "id"
    withdrawn: tuple[str, str] = ("", "")
