"""A consistent copy of the encrypted file, made while others write: `VACUUM INTO`, under the same key.

Copying the file is no backup: under load, 31 of 40 copies missed committed writes (security.md, finding 7).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from duenotice.web.sqlcipher.base import allowed, unlocked

PLAIN = b"SQLite format 3\x00"
"""How a file begins that SQLCipher did not encrypt."""


class NotEncrypted(Exception):
    """The copy could be read without the key. It was removed."""


def write(database: Path, into: Path) -> None:
    """Write the snapshot to a file that does not exist yet; raises `NotEncrypted`."""
    connection = unlocked(database=str(database), isolation_level=None)
    try:
        connection.set_authorizer(only_into(into))
        connection.execute("VACUUM INTO ?", (str(into),))
    finally:
        connection.close()
    into.chmod(0o600)
    if is_plain(into):
        into.unlink()
        raise NotEncrypted("the copy could be read without the key; it was removed")
    with into.open("rb") as file:
        os.fsync(file.fileno())


def is_plain(file: Path) -> bool:
    """Whether the beginning of a file is that of a database without encryption."""
    with file.open("rb") as opened:
        return opened.read(len(PLAIN)) == PLAIN


def only_into(into: Path) -> Callable[..., int]:
    """The authorizer of this one connection: what all may, and to attach this one file."""

    def may(action: int, first: str | None, *rest: str | None) -> int:
        if action == dbapi2.SQLITE_ATTACH and first == str(into):
            return int(dbapi2.SQLITE_OK)
        return allowed(action, first, *rest)

    return may
