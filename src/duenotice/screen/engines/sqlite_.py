"""SQLite: for one machine with nothing installed.

It has no door for many rows at once. The least bad way in is one text for each batch, a JSON array of rows
that DuckDB writes and SQLite takes apart: it takes about twice as long as to bind each number of each row,
and makes no object of Python for any of them. The way out is one text of many lines.

SQLite puts the text of a WITH into every place that uses it, so that a chain of steps grows beyond all
bounds. A step that is used more than once is therefore made a table, with an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

import duckdb

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import BATCH, Table, columns_of, listed, type_of
from duenotice.screen.engines.lines import lines_into
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
            self._new(name, table.columns)
            places = listed("?" for _ in table.columns)
            self.connection.executemany(f"INSERT INTO {name} VALUES ({places})", table.rows)

    def _new(self, name: str, columns: Sequence[str]) -> None:
        types = (f"{c} {type_of(c, 'TEXT', 'INTEGER', 'INTEGER')}" for c in columns)
        self.connection.execute(f"DROP TABLE IF EXISTS {name}")
        self.connection.execute(f"CREATE TABLE {name} ({listed(types)})")

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        found = self.connection.execute(self._prepared(statement))
        return Table(tuple(column[0] for column in found.description), found.fetchall())

    def _prepared(self, statement: Statement) -> str:
        """The last relation, those that are used more than once being tables with an index."""
        (*steps, (_, last)) = statement.parts(statement.several())
        for name, part in steps:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")
            self.connection.execute(f"CREATE TEMP TABLE {name} AS {text_for(part, self.dialect)}")
            columns = [column for _, column, *_ in self.connection.execute(f"PRAGMA table_info({name})")]
            by = [column for column in ("p", "a", "who", "need") if column in columns]
            self.connection.execute(f"CREATE INDEX {name}_by ON {name} ({listed(by or columns[:1])})")
        return text_for(last, self.dialect)

    def take(self, source: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[str, ...]]) -> None:
        """Make these tables of those in DuckDB."""
        writer = source.cursor()  # the connection itself is busy with the batches
        for name, columns in tables.items():
            self._new(name, columns)
            cells = listed(f"value ->> {n}" for n in range(len(columns)))
            for batch in source.sql(f"SELECT {listed(columns)} FROM {name}").to_arrow_reader(BATCH):
                rows = writer.from_arrow(batch).aggregate(f"json_group_array(json_array({listed(columns)}))")
                into = f"INSERT INTO {name} SELECT {cells} FROM json_each(?)"
                self.connection.executemany(into, rows.fetchall())

    def give(self, statement: Statement, target: duckdb.DuckDBPyConnection) -> None:
        """The rows of a statement, into DuckDB."""
        columns = columns_of(statement)
        cells = (type_of(c, f"'\"' || replace({c}, '\"', '\"\"') || '\"'", c, c) for c in columns)
        line = " || ',' || ".join(cells)
        rows = self._prepared(statement)
        texts = self.connection.execute(
            f"SELECT group_concat(line, char(10)) FROM (SELECT {line} AS line, row_number() OVER () AS nr "
            f"FROM ({rows})) GROUP BY nr / {BATCH}"
        )
        with lines_into(target, columns) as lines:
            for (text,) in texts:
                lines.write(f"{text}\n".encode())


@contextmanager
def opened() -> Iterator[SQLite]:
    """An empty database in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        yield SQLite(connection)
