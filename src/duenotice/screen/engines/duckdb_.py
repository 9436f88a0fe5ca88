"""DuckDB, embedded: the default engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import Table, arrow, listed
from duenotice.screen.to_sql import Statement


class DuckDB:
    """A connection to DuckDB."""

    dialect: Dialect = DIALECTS["duckdb"]
    version = f"DuckDB {duckdb.__version__}"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these tables."""
        for name, table in tables.items():
            keep(self.connection, f"TABLE {name}", arrow(table))

    def text(self, statement: Statement) -> str:
        """The statement as DuckDB takes it."""
        return text_for(statement.expression(), self.dialect)

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        found = self.connection.execute(self.text(statement))
        columns = tuple(column[0] for column in found.description or ())
        return Table(columns, found.fetchall())

    def take(self, source: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[str, ...]]) -> None:
        """The tables are where they should be."""
        assert source is self.connection, f"{listed(tables)}: in another database"

    def give(self, statement: Statement, target: duckdb.DuckDBPyConnection) -> None:
        """The answer stays where it is."""
        target.execute(f"CREATE OR REPLACE TEMP TABLE answered AS {self.text(statement)}")


def keep(connection: duckdb.DuckDBPyConnection, named: str, rows: pa.Table) -> None:
    """An Arrow table as a table of DuckDB. named: as in ``TEMP TABLE answered``."""
    connection.register("given", rows)
    connection.execute(f"CREATE OR REPLACE {named} AS SELECT * FROM given")
    connection.unregister("given")


@contextmanager
def opened() -> Iterator[DuckDB]:
    """An empty database in memory."""
    with duckdb.connect() as connection:
        yield DuckDB(connection)
