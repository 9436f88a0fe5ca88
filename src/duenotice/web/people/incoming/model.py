"""What a file holds, as values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from duenotice.record import Record
from duenotice.web.people.identity import WhoIs


@dataclass(frozen=True)
class Rows:
    """Where a person stands in the file: the places of the rows (``row 4``), and their cells as they were.

    A file without rows (a record, an export) has one place for each person, and no cells.
    """

    places: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Incoming:
    """One person of a file; of `who`, nothing is checked yet. `id` is the random id that another vault gave,
    if it was exported there."""

    who: WhoIs
    record: Record
    rows: Rows
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class Rejected:
    """Rows that are not taken, and why. The reasons repeat no name and no number."""

    rows: Rows
    reasons: tuple[str, ...]


@dataclass
class Header:
    """The names of a list's columns, for the file of rejected rows."""

    names: tuple[str, ...] = field(default=())
