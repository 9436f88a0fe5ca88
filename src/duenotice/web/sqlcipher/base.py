"""Django's SQLite backend on `sqlcipher3`: the module is swapped, the key is the first statement.

What differs from Django's own, and why:

- the key is sent before anything else, and the schema is read at once, so a wrong key fails here and
  not in the middle of a page (`WrongKey`);
- every connection is set to what the vault promises (`PRAGMAS`);
- no statement may attach another file, and no unknown pragma runs: one line of SQL could otherwise
  write everything out in plain text (security.md, section 5, point 4).
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2

from duenotice.web.keys import ring
from duenotice.web.keys.keyfile import WrongKey

PRAGMAS = (
    "foreign_keys = ON",
    "legacy_alter_table = OFF",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "busy_timeout = 30000",
)
READABLE = frozenset(
    (
        *("foreign_keys", "legacy_alter_table", "journal_mode", "synchronous", "secure_delete", "temp_store"),
        *("trusted_schema", "busy_timeout", "table_info", "table_xinfo", "table_list", "index_list"),
        *("index_info", "index_xinfo", "foreign_key_list", "foreign_key_check", "integrity_check"),
        *("quick_check", "cipher_integrity_check", "cipher_version", "wal_checkpoint"),
        *("defer_foreign_keys", "page_count", "page_size", "schema_version"),
    )
)
"""The pragmas that may run once a connection stands."""

for name, parse in (("date", parse_date), ("time", parse_time), ("datetime", parse_datetime)):
    dbapi2.register_converter(name, base.decoder(parse))
dbapi2.register_converter("timestamp", base.decoder(parse_datetime))
dbapi2.register_converter("bool", b"1".__eq__)
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(datetime.date, base.adapt_date)
dbapi2.register_adapter(datetime.datetime, base.adapt_datetime)


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # comes without types
    """Takes Django's spelling of parameters, `%s` and `%(name)s`, as SQLite's own."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        return super().execute(spelled(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of parameters."""
        rows = list(param_list)
        return super().executemany(spelled(query, rows[0] if rows else ()), rows)


def spelled(query: str, params: Any) -> str:
    """A query with SQLite's own places for parameters."""
    if isinstance(params, Mapping):
        return query % {name: f":{name}" for name in params}
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the encrypted file."""

    Database: Any = dbapi2

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open, unlock, and set what the vault promises; raises `WrongKey` and `Locked`."""
        key = ring.current().database().hex()
        connection = dbapi2.connect(**conn_params)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.DatabaseError:
            connection.close()
            raise WrongKey("the key does not open the database file") from None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        register_functions(connection)
        connection.set_authorizer(allowed)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor of the encrypted module."""
        return self.connection.cursor(factory=Cursor)


def allowed(action: int, first: str | None, *_: str | None) -> int:
    """SQLite's authorizer: no other file, and only pragmas that are known."""
    if action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH):
        return int(dbapi2.SQLITE_DENY)
    if action == dbapi2.SQLITE_PRAGMA and (first or "").lower() not in READABLE:
        return int(dbapi2.SQLITE_DENY)
    return int(dbapi2.SQLITE_OK)
