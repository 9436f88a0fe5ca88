"""Who a row is about: by the list's own ids, or by ids that are drawn and written into the link file."""

from __future__ import annotations

import re
import secrets
from typing import Any

from duenotice.importers.roster.mapping import Mapping, folded
from duenotice.importers.roster.rows import NotTaken, Reader, raw
from duenotice.importers.roster.sheets import Row
from duenotice.problems import quoted, unseen
from duenotice.record.tables.safe import to_cell

_PUBLIC = re.compile(r"[Aa][-# ]?\d{2,3}-?\d{3}-?\d{3}")
"""A number of the immigration agencies: everybody who has the person's papers knows it."""
_SHORTENED = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+|\d+\.0+")


class Persons:
    """The people that were met so far. Two rows are never made one person unless the mapping says so."""

    def __init__(self, mapping: Mapping, link: Any) -> None:
        self._mapping, self._link = mapping, link
        self._seen: dict[str, int] = {}
        self._drawn: dict[str, str] = {}
        self.public = 0
        """How many ids look like numbers that others know people by."""
        if link:
            link.writerow(["person", "row", *map(to_cell, mapping.link)])

    def of(self, reader: Reader, row: Row) -> str:
        """The id of the person of a row. Raises `NotTaken`."""
        if self._mapping.drawn:
            key = self._told_apart(reader, row)
            return self._drawn.get(key) or f"r-{secrets.token_hex(8)}"
        header = self._mapping.person
        try:
            id_ = reader.text(header, row)
        except NotTaken as error:
            raise NotTaken(f"column `{header}`: {error}") from None
        why = _wrong(id_)
        if why:
            raise NotTaken(f"column `{header}`: {why}")
        if id_ in self._seen and not self._mapping.several:
            also = f"{quoted(id_)} is in row {self._seen[id_]} already; if both are about one person, say so"
            raise NotTaken(f"column `{header}`: {also}: `several rows a person: yes`")
        return id_

    def take(self, person: str, reader: Reader, row: Row) -> bool:
        """Note that a row of this person was taken over; whether it is the first."""
        first = person not in self._seen
        self.public += bool(first and _PUBLIC.fullmatch(person))
        self._seen.setdefault(person, row.number)
        if self._mapping.drawn:
            key = self._told_apart(reader, row)
            if key:
                self._drawn[key] = person
            if first and self._link:
                cells = (to_cell(raw(row.cells[reader.at[name]])) for name in self._mapping.link)
                self._link.writerow([person, row.number, *cells])
        return first

    def _told_apart(self, reader: Reader, row: Row) -> str:
        """What tells the people of the list apart; nothing if each row is a person of its own."""
        header = self._mapping.told_apart_by
        if not header:
            return ""
        text = folded(reader.text(header, row))
        if not text:
            raise NotTaken(f"column `{header}`: the cell is blank, and it tells people apart")
        return text


def _wrong(id_: str) -> str:
    """Why a text cannot be an id."""
    if not id_:
        return "the cell is blank, so nothing says whom the row is about"
    if id_ == "*":
        return "`*` stands for everyone"
    if _SHORTENED.fullmatch(id_):
        return f"{quoted(id_)} is a number as a spreadsheet shortens it; the id is damaged"
    if any(unseen(char) for char in id_):
        return f"a character in {quoted(id_)} cannot be seen"
    return ""
