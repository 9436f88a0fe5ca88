"""The rows of server mode, out and in by COPY: no other program, and no file between.

Out: one transaction, REPEATABLE READ, as the application role and for every organisation, so row-level
security gives every row. In: into an empty database, as the owner of its tables, before the walls are built.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from duenotice.web.backups.contents import columns, selected, tables

PIECE = 2**20
FOLDER = "tables/"
COLUMNS = "columns.json"


class NotEmpty(Exception):
    """The database holds tables already."""


def out(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, bytes]]:
    """Every table: its columns, then its rows in pieces of about a megabyte."""
    for table in tables(connection):
        yield f"{FOLDER}{table}/{COLUMNS}", json.dumps(columns(connection, table)).encode()
        for number, piece in enumerate(_pieces(connection, table)):
            yield f"{FOLDER}{table}/{number:06}", piece


HIDING = """
SELECT c.relname || '.' || a.attname FROM pg_class c
JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
JOIN pg_class f ON f.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey) AND NOT a.attnotnull
WHERE c.relrowsecurity AND (a.attname = 'organisation_id' OR (f.relrowsecurity AND NOT EXISTS (
    SELECT 1 FROM pg_attribute o
    WHERE o.attrelid = c.oid AND o.attname = 'organisation_id' AND NOT o.attisdropped)))
ORDER BY 1
"""


class RowsHidden(Exception):
    """Row-level security could hide rows from a backup, which would then lack them without a word."""


def nothing_hidden(connection: BaseDatabaseWrapper) -> None:
    """Whoever acts for every organisation sees every row, unless a row may have none; raises `RowsHidden`."""
    with connection.cursor() as cursor:
        cursor.execute(HIDING)
        found = [column for (column,) in cursor.fetchall()]
    if found:
        raise RowsHidden(f"rows without an organisation could be hidden: {', '.join(found)}")


def migrations(connection: BaseDatabaseWrapper) -> bytes:
    """Which migrations have run, as JSON."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return json.dumps([list(row) for row in cursor.fetchall()]).encode()


def prepare(connection: BaseDatabaseWrapper, ran: bytes) -> None:
    """Make the tables as they were when these migrations had run; raises `NotEmpty`, LookupError."""
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise NotEmpty("the database holds tables already")
    executor = MigrationExecutor(connection)
    wanted = [(app, name) for app, name in json.loads(ran)]
    unknown = [f"{app}.{name}" for app, name in wanted if (app, name) not in executor.loader.graph.nodes]
    if unknown:
        raise LookupError(f"it was made by a newer version of this program ({unknown[0]})")
    executor.migrate(wanted)
    with connection.cursor() as cursor:
        for table in tables(connection):
            if not table.startswith("journal_"):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names


class Loading:
    """Takes the parts of the tables in the order in which `out` gave them."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._columns: dict[str, list[str]] = {}

    def take(self, name: str, pieces: Iterable[bytes]) -> None:
        """One part; raises LookupError for a table or column that is not there."""
        table, _, part = name.removeprefix(FOLDER).partition("/")
        if table not in tables(self._connection):
            raise LookupError(f"it holds a table that this version does not know ({table[:60]})")
        if part == COLUMNS:
            self._columns[table] = json.loads(b"".join(pieces))
            if self._columns[table] != columns(self._connection, table):
                raise LookupError(f"the columns of {table} are not those of this version")
            return
        quoted = self._connection.ops.quote_name
        named = ", ".join(quoted(column) for column in self._columns[table])
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {quoted(table)} ({named}) FROM STDIN") as copy,
        ):
            for piece in pieces:
                copy.write(piece)

    def finish(self) -> None:
        """Check what points where, and let each counter of keys go on behind the largest key."""
        with self._connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND is_identity = 'YES'"
            )
            for table, column in cursor.fetchall():
                quoted = self._connection.ops.quote_name
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({quoted(column)}), 0) + 1, false)"  # noqa: S608, E501  # our own names
                    f" FROM {quoted(table)}",
                    [quoted(table), column],
                )


def _pieces(connection: BaseDatabaseWrapper, table: str) -> Iterator[bytes]:
    held = bytearray()
    statement = f"COPY ({selected(connection, table)}) TO STDOUT"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # in this transaction the server knows for whom we act
        copying: Any = cursor
        with copying.copy(statement) as copy:
            for row in copy:
                held += row
                if len(held) >= PIECE:
                    yield bytes(held)
                    held.clear()
    if held:
        yield bytes(held)
