"""What a database holds, so that two can be compared: each table's rows counted, and a hash of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

SESSIONS = frozenset(("accounts_session", "django_session"))
"""Whoever was signed in when the backup was made signs in again."""
LEFT_OUT = SESSIONS | {"django_migrations"}
"""Which migrations have run is a part of its own."""


@dataclass(frozen=True)
class Table:
    """How many rows, and SHA-256 of them in the order of their keys."""

    rows: int
    sha256: str


def tables(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the tables that count."""
    with connection.cursor() as cursor:
        return sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT)


def end_sessions(connection: BaseDatabaseWrapper) -> None:
    """Everybody signs in again."""
    with connection.cursor() as cursor:
        for table in SESSIONS & set(connection.introspection.table_names(cursor)):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names


def columns(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """The names of a table's columns, sorted."""
    with connection.cursor() as cursor:
        return sorted(column.name for column in connection.introspection.get_table_description(cursor, table))


def measured(connection: BaseDatabaseWrapper) -> dict[str, Table]:
    """Every table."""
    return {name: _measured(connection, name) for name in tables(connection)}


def rows_of(contents: dict[str, Table]) -> int:
    """All rows together."""
    return sum(table.rows for table in contents.values())


def selected(connection: BaseDatabaseWrapper, table: str) -> str:
    """The statement that gives a table's rows in the order of their keys."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        keys = connection.introspection.get_primary_key_columns(cursor, table) or []
    names = ", ".join(quoted(name) for name in columns(connection, table))
    order = ", ".join(quoted(name) for name in keys)
    return f"SELECT {names} FROM {quoted(table)} ORDER BY {order}"  # noqa: S608  # names of our own tables


def _measured(connection: BaseDatabaseWrapper, table: str) -> Table:
    digest, rows = hashlib.sha256(), 0
    for line in _lines(connection, selected(connection, table)):
        digest.update(line + b"\n")
        rows += 1
    return Table(rows, digest.hexdigest())


def _lines(connection: BaseDatabaseWrapper, statement: str) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(1000):
            yield from (json.dumps([_plain(value) for value in row], sort_keys=True).encode() for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
