"""PostgreSQL: the case database.

The tables are made in a schema of their own, which is dropped again. The statement has many small steps
whose size PostgreSQL cannot guess, and one wrong guess takes hours. So a step that is used more than once is
made a temporary table and counted before the next; and nothing is compiled, which would take longer.

People go in by COPY, in blocks of CSV that Arrow writes. Answers come out by COPY too: libpq hands over one
line of text at a time, and it is passed on to a file that DuckDB reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import LiteralString
from uuid import uuid4

import duckdb
import psycopg
import pyarrow as pa
import pyarrow.csv
from psycopg import sql

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import BATCH, Table, columns_of, listed, type_of
from duenotice.screen.engines.lines import lines_into
from duenotice.screen.to_sql import Statement

SETTINGS = {"jit": "off", "enable_nestloop": "off"}
"""No table has an index, so a nested loop is only ever chosen where the number of rows was guessed too low;
where rows can be matched in no other way, PostgreSQL still takes one."""


class Postgres:
    """A connection to PostgreSQL."""

    dialect: Dialect = DIALECTS["postgres"]

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.version = f"PostgreSQL {connection.info.server_version // 10_000}"

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these tables."""
        for name, table in tables.items():
            with self._new(name, table.columns) as copy:
                for row in table.rows:
                    copy.write_row(row)

    def take(self, source: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[str, ...]]) -> None:
        """Make these tables of those in DuckDB."""
        bare = pa.csv.WriteOptions(include_header=False)
        for name, columns in tables.items():
            rows = source.sql(f"SELECT {listed(columns)} FROM {name}")
            with self._new(name, columns, "(FORMAT csv)") as copy:
                for batch in rows.to_arrow_reader(BATCH):
                    block = pa.BufferOutputStream()
                    pa.csv.write_csv(batch, block, bare)
                    copy.write(memoryview(block.getvalue()))

    @contextmanager
    def _new(self, name: str, columns: Sequence[str], format_: LiteralString = "") -> Iterator[psycopg.Copy]:
        """A new table of this name, and a way in for its rows."""
        types = [
            sql.SQL(f"{{}} {type_of(c, 'TEXT', 'BIGINT', 'INTEGER')}").format(sql.Identifier(c))
            for c in columns
        ]
        named = sql.Identifier(name)
        with self.connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(named))
            cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(named, sql.SQL(", ").join(types)))
            with cursor.copy(sql.SQL("COPY {} FROM STDIN " + format_).format(named)) as copy:
                yield copy
            cursor.execute(sql.SQL("ANALYZE {}").format(named))

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        with self.connection.cursor() as cursor:
            cursor.execute(self._prepared(statement).encode())
            columns = tuple(column.name for column in cursor.description or ())
            return Table(columns, cursor.fetchall())

    def _prepared(self, statement: Statement) -> str:
        """The last relation, those that are used more than once being tables."""
        (*steps, (_, last)) = statement.parts(statement.several())
        with self.connection.cursor() as cursor:
            for name, part in steps:
                made = f"CREATE TEMPORARY TABLE {name} AS {text_for(part, self.dialect)}"
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}; {made}; ANALYZE {name}".encode())
        return text_for(last, self.dialect)

    def give(self, statement: Statement, target: duckdb.DuckDBPyConnection) -> None:
        """The rows of a statement, into DuckDB."""
        copying = f"COPY ({self._prepared(statement)}) TO STDOUT (FORMAT csv, FORCE_QUOTE (person))"
        with (
            lines_into(target, columns_of(statement)) as lines,
            self.connection.cursor() as cursor,
            cursor.copy(copying.encode()) as copy,
        ):
            for line in copy:
                lines.write(line)


@contextmanager
def opened(address: str = "") -> Iterator[Postgres]:
    """A schema of our own in the database at `address` (else ``DUENOTICE_POSTGRES``, else libpq's own
    settings), dropped at the end."""
    schema = sql.Identifier(f"duenotice_{uuid4().hex[:12]}")
    where = address or os.environ.get("DUENOTICE_POSTGRES", "")
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        try:
            connection.execute(sql.SQL("SET search_path TO {}").format(schema))
            for name, value in SETTINGS.items():
                connection.execute(sql.SQL("SET {} TO {}").format(sql.Identifier(name), sql.Literal(value)))
            yield Postgres(connection)
        finally:
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(schema))
