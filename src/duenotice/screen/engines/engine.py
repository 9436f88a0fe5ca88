"""What an engine must be able to do: take tables of whole numbers, and answer a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from duenotice.screen.engines.dialect import Dialect
from duenotice.screen.to_sql import Statement

TEXTS = frozenset(["name", "person"])
"""The columns that hold text; every other column holds whole numbers."""
WIDE = frozenset(["mild", "strict", "at_lo", "at_hi", "end_lo", "end_hi"])
"""The columns that may hold minutes, and need more than 32 bits."""


@dataclass(frozen=True)
class Table:
    """Rows with named columns."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def type_of(self, column: str, text: str, wide: str, narrow: str) -> str:
        """The type of a column, of the three that an engine has."""
        if column in TEXTS:
            return text
        return wide if column in WIDE or column.endswith("_why") else narrow


class Engine(Protocol):
    """One engine, opened: tables go in, rows come out."""

    @property
    def dialect(self) -> Dialect:
        """How it spells the statement."""
        ...

    @property
    def version(self) -> str:
        """Its name and version, for the receipt."""
        ...

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these tables, in place of those of the same names."""
        ...

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        ...


Opener = Callable[[], AbstractContextManager[Engine]]
_MODULES = {name: f"duenotice.screen.engines.{name}_" for name in ("duckdb", "sqlite", "postgres", "spark")}


def engine_named(name: str) -> Opener:
    """How to open an engine by its name; its library is imported only then."""
    opened: Opener = import_module(_MODULES[name]).opened
    return opened


def listed(names: Iterable[str]) -> str:
    """Names of columns with commas."""
    return ", ".join(names)
