"""Whether the database file is whole. SQLCipher marks every page; a page that was changed does not verify."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, Error, connection, transaction

WHOLE_UP_TO = 64 * 2**20
"""Bytes. A file up to this size is verified page by page at every start; a larger one by `doctor`."""


def at_start() -> str:
    """What is wrong with the file, in one line; empty if nothing was found.

    What is found is looked for once more while nobody else can write: a page that another process was
    just moving from the log into the file looks damaged too.
    """
    if connection.vendor != "sqlite":
        return ""
    look = in_full if size() <= WHOLE_UP_TO else in_short
    return look() and _alone(look)


def whole() -> str:
    """The same for the whole file, whatever its size."""
    return in_full() and _alone(in_full)


def _alone(look: Callable[[], str]) -> str:
    try:
        with transaction.atomic():
            return look()
    except DatabaseError as why:
        return said(why)


def size() -> int:
    """Bytes of the database file, by its own header."""
    with connection.cursor() as cursor:
        return int(_one(cursor, "PRAGMA page_count")) * int(_one(cursor, "PRAGMA page_size"))


def in_full() -> str:
    """Verify every page of the encrypted file."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("PRAGMA cipher_integrity_check")
            wrong = cursor.fetchall()
        except DatabaseError as why:
            return said(why)
    return f"{len(wrong)} of its pages were changed since they were written" if wrong else in_short()


def in_short() -> str:
    """Read the structure of the file: a page that it reads is verified with it."""
    with connection.cursor() as cursor:
        try:
            found = str(_one(cursor, "PRAGMA quick_check(1)"))
        except DatabaseError as why:
            return said(why)
    return "" if found == "ok" else "its structure does not hold together"


def said(why: Error) -> str:
    """An error of the database without the values that stand in it: its kind, and the kind below."""
    below = why.__cause__
    if getattr(below, "sqlite_errorname", "") == "SQLITE_FULL":
        return "the disk is full, or the file may not grow: nothing of this was written"
    if str(getattr(below, "sqlite_errorname", "")).startswith("SQLITE_IOERR"):
        return "the disk does not read or write: nothing of this was written"
    cause = f" ({below.__class__.__name__})" if below else ""
    return f"the database says {why.__class__.__name__}{cause}"


def _one(cursor: Any, statement: str) -> Any:
    cursor.execute(statement)
    return cursor.fetchone()[0]
