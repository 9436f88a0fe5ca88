"""SQLite: for one machine with nothing installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import Table, listed
from duenotice.screen.to_sql import Statement


class SQLite:
    """A connection to SQLite."""

    dialect: Dialect = DIALECTS["sqlite"]
    version = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these tables."""
        for name, table in tables.items():
            types = (f"{c} {table.type_of(c, 'TEXT', 'INTEGER', 'INTEGER')}" for c in table.columns)
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            self.connection.execute(f"CREATE TABLE {name} ({listed(types)})")
            places = listed("?" for _ in table.columns)
            self.connection.executemany(f"INSERT INTO {name} VALUES ({places})", table.rows)

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        found = self.connection.execute(text_for(statement.expression(), self.dialect))
        return Table(tuple(column[0] for column in found.description), found.fetchall())


@contextmanager
def opened() -> Iterator[SQLite]:
    """An empty database in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield SQLite(connection)
