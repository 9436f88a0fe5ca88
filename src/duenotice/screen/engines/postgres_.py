"""PostgreSQL: the case database.

The tables are made in a schema of their own, which is dropped again. The statement has many small steps
whose size PostgreSQL cannot guess, so it is told to keep the joins in the order that the plan gives them,
not to loop, and not to compile.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg import sql

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import Table
from duenotice.screen.to_sql import Statement

SETTINGS = {
    "jit": "off",
    "enable_nestloop": "off",
    "enable_mergejoin": "off",
    "join_collapse_limit": "1",
    "from_collapse_limit": "1",
}


class Postgres:
    """A connection to PostgreSQL."""

    dialect: Dialect = DIALECTS["postgres"]

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.version = f"PostgreSQL {connection.info.server_version // 10_000}"

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these tables."""
        with self.connection.cursor() as cursor:
            for name, table in tables.items():
                types = (
                    sql.SQL(f"{{}} {table.type_of(c, 'TEXT', 'BIGINT', 'INTEGER')}").format(sql.Identifier(c))
                    for c in table.columns
                )
                named = sql.Identifier(name)
                cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(named))
                cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(named, sql.SQL(", ").join(types)))
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(named)) as copy:
                    for row in table.rows:
                        copy.write_row(row)
                cursor.execute(sql.SQL("ANALYZE {}").format(named))

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        with self.connection.cursor() as cursor:
            cursor.execute(text_for(statement.expression(), self.dialect).encode())
            columns = tuple(column.name for column in cursor.description or ())
            return Table(columns, cursor.fetchall())


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
