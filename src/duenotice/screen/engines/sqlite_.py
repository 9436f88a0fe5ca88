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
        (*steps, (_, last)) = statement.parts(_several(statement))
        for name, part in steps:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            self.connection.execute(f"CREATE TEMP TABLE {name} AS {text_for(part, self.dialect)}")
            columns = [column for _, column, *_ in self.connection.execute(f"PRAGMA table_info({name})")]
            by = [column for column in ("p", "a", "who", "need") if column in columns]
            self.connection.execute(f"CREATE INDEX {name}_by ON {name} ({listed(by or columns[:1])})")
        found = self.connection.execute(text_for(last, self.dialect))
        return Table(tuple(column[0] for column in found.description), found.fetchall())


def _several(statement: Statement) -> set[str]:
    """The relations that are made into several others, and the last."""
    used = statement.used()
    return {one.name for one in statement.relations if used[one.name] > 1} | {statement.relations[-1].name}


@contextmanager
def opened() -> Iterator[SQLite]:
    """An empty database in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield SQLite(connection)
