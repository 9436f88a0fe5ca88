"""A report before it is text, HTML or data: sections of tables, whose numbers have names.

A number that may not be shown keeps its name and loses its value: every renderer prints the same mark,
and none of them ever holds what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duenotice.compliance.bounds import NoRate, Rate

HIDDEN = "hidden"


@dataclass(frozen=True)
class Hidden:
    """A number that is not shown."""

    def __str__(self) -> str:
        return HIDDEN


@dataclass(frozen=True)
class Percent:
    """Bounds in whole per cent, rounded outward: still true of every completion."""

    lower: int
    upper: int

    def __str__(self) -> str:
        return f"{self.lower}% to {self.upper}%"


@dataclass(frozen=True)
class NoPercent:
    """No act is, or may be, owed anything: there is no rate."""

    def __str__(self) -> str:
        return "no rate"


Cell = str | int | Hidden | Percent | NoPercent


def percent(rate: Rate | NoRate) -> Percent | NoPercent:
    """Bounds for people to read."""
    match rate:
        case NoRate():
            return NoPercent()
        case Rate(lower=lower, upper=upper):
            return Percent(int(lower * 100), -int(-upper * 100 // 1))


@dataclass(frozen=True)
class Table:
    """Rows of cells below their heads. `key` is its name in data."""

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the report: what is said, then tables."""

    key: str
    title: str
    says: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """What it takes to produce this report again."""

    order: str
    order_version: str
    order_hash: str
    language: str
    vocabulary: str
    engine: str
    data: tuple[tuple[str, str], ...]
    data_hash: str
    on: str
    known_on: str
    command: str


@dataclass(frozen=True)
class Report:
    """The whole. `internal`: small numbers are shown, and it is not to be published."""

    title: str
    receipt: Receipt
    internal: bool
    sections: tuple[Section, ...]

    def tables(self) -> Iterable[Table]:
        """Every table."""
        return (table for section in self.sections for table in section.tables)


def number(cell: Cell) -> str:
    """A cell as text."""
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
