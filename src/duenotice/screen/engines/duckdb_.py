"""DuckDB, embedded: the default engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import Table
from duenotice.screen.to_sql import Statement

_TYPES = {"text": pa.string(), "wide": pa.int64(), "narrow": pa.int32()}


class DuckDB:
    """A connection to DuckDB."""

    dialect: Dialect = DIALECTS["duckdb"]
    version = f"DuckDB {duckdb.__version__}"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these tables."""
        for name, table in tables.items():
            arrays = [
                pa.array([row[n] for row in table.rows], _TYPES[table.type_of(c, "text", "wide", "narrow")])
                for n, c in enumerate(table.columns)
            ]
            self.connection.register("given", pa.table(arrays, names=list(table.columns)))
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")
            self.connection.unregister("given")

    def text(self, statement: Statement) -> str:
        """The statement as DuckDB takes it."""
        return text_for(statement.expression(), self.dialect)

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        found = self.connection.execute(self.text(statement))
        columns = tuple(column[0] for column in found.description or ())
        return Table(columns, found.fetchall())


@contextmanager
def opened() -> Iterator[DuckDB]:
    """An empty database in memory."""
    with duckdb.connect() as connection:
        yield DuckDB(connection)
