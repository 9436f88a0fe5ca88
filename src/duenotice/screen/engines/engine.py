"""What an engine must be able to do: take tables of whole numbers, and answer a statement.

The people of a bucket come out of DuckDB and the answers go back into it (`take`, `give`) in blocks of many
rows; no row of theirs becomes a value of Python. `fill` and `answer` are for what is small: rules and tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from duenotice.screen.engines.dialect import Dialect
from duenotice.screen.to_sql import Statement

TEXTS = frozenset(["name", "person"])
"""The columns that hold text; every other column holds whole numbers."""
WIDE = frozenset(["mild", "strict", "at_lo", "at_hi", "end_lo", "end_hi"])
"""The columns that may hold minutes, and need more than 32 bits."""
BATCH = 20_000
"""How many rows are handed over at a time."""


@dataclass(frozen=True)
class Table:
    """Rows with named columns."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def type_of(column: str, text: str, wide: str, narrow: str) -> str:
    """The type of a column, of the three that an engine has."""
    if column in TEXTS:
        return text
    return wide if column in WIDE or column.endswith("_why") else narrow


_ARROW = {"text": pa.string(), "wide": pa.int64(), "narrow": pa.int32()}


def arrow(table: Table) -> pa.Table:
    """A small table as Arrow."""
    columns = {c: [row[n] for row in table.rows] for n, c in enumerate(table.columns)}
    return pa.table(
        {c: pa.array(cells, _ARROW[type_of(c, "text", "wide", "narrow")]) for c, cells in columns.items()}
    )


def columns_of(statement: Statement) -> tuple[str, ...]:
    """The columns of the answer."""
    return tuple(statement.parsed(statement.relations[-1]).named_selects)


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

    def take(self, source: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[str, ...]]) -> None:
        """Make these tables, with these columns, of those that DuckDB has under the same names."""
        ...

    def give(self, statement: Statement, target: duckdb.DuckDBPyConnection) -> None:
        """The rows of a statement, as the table ``answered`` of DuckDB."""
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
