"""Looking for words in bytes, in every spelling in which a careless program could have left them."""

from __future__ import annotations

import base64
import os
import re
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import connection

from duenotice.web.installation import Installation, Mode
from tests.web.vaults import ADMIN, HOST

PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
"""How gzip and zlib begin."""
DIGITS = (
    (re.compile(rb"[0-9]{9,}"), 1, 0),
    (re.compile(rb"[0-9](?:\0[0-9]){8,}"), 2, 0),
    (re.compile(rb"(?:3[0-9]){9,}"), 2, 1),
)
"""Nine digits or more in three spellings, and which of their bytes are the digits."""
_MOST = 1 << 20


class Scan:
    """Counts a mark in bytes: as UTF-8, UTF-16, hexadecimal digits and base64, and inside gzip and zlib; and
    A-numbers, as digits in UTF-8, UTF-16 and hexadecimal digits."""

    def __init__(self, mark: str, numbers: Iterable[str] = ()) -> None:
        self._spellings = set(_spellings(mark))
        self._numbers = {number.encode() for number in numbers}

    def hits(self, data: bytes) -> int:
        """How often the mark or a number stands in the data, in any spelling."""
        found = self._plain(data)
        for start in PACKED.finditer(data):
            with suppress(zlib.error):
                found += self._plain(zlib.decompressobj(47).decompress(data[start.start() :], _MOST))
        return found

    def _plain(self, data: bytes) -> int:
        found = sum(data.count(spelling) for spelling in self._spellings)
        if self._numbers:
            for pattern, step, skip in DIGITS:
                for run in pattern.finditer(data):
                    digits = run[0][skip::step]
                    found += sum(digits[at : at + 9] in self._numbers for at in range(len(digits) - 8))
        return found

    def folder(self, folder: Path) -> dict[str, int]:
        """The files below a folder in which a word stands, and how often."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        found = {str(path.relative_to(folder)): self.hits(path.read_bytes()) for path in files}
        return {name: number for name, number in found.items() if number}


def _spellings(word: str) -> Iterator[bytes]:
    for text in (word, word.upper()):
        for data in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            yield data
            yield data.hex().encode()
            yield data.hex().upper().encode()
        plain = text.encode()
        for before in range(3):  # base64 spells a word in three ways, by what stands in front of it
            spelled = base64.b64encode(b"\0" * before + plain + b"\0" * 3)
            yield spelled[-(-8 * before // 6) : 8 * (before + len(plain)) // 6]


def tables() -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as whoever has the key of the file, or the server, reads them."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                cells = (bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)
                yield (
                    table,
                    b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells),
                )


def now_at(vault: Installation) -> str:
    """The file of the server's log of changes (WAL) that is being written; nothing on a laptop."""
    if vault.mode is Mode.LAPTOP:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        return str(cursor.fetchone()[0])


def on_disk(vault: Installation, since: str = "") -> Iterator[tuple[str, bytes]]:
    """What lies on disk: the folder of the vault; in server mode the files of the database as well, and the
    log of changes (WAL) from the file `since` on, read through PostgreSQL as its superuser."""
    for path in vault.folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
    if vault.mode is Mode.SERVER:
        yield from _server_files(vault.server.name, since)


def _server_files(name: str, since: str) -> Iterator[tuple[str, bytes]]:
    import psycopg

    with psycopg.connect(host=HOST, dbname=name, user=ADMIN, autocommit=True) as server:
        last = server.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchall()[0][0]
        written = "SELECT name FROM pg_ls_waldir() WHERE name BETWEEN %s AND %s"
        log = [f"pg_wal/{file}" for [file] in server.execute(written, [since, last]).fetchall()]
        yield from _read(server, log)  # first: a checkpoint may let go of what it no longer needs
        server.execute("CHECKPOINT")
        [[oid]] = server.execute("SELECT oid FROM pg_database WHERE datname = %s", [name]).fetchall()
        listed = server.execute("SELECT pg_ls_dir(%s)", [f"base/{oid}"]).fetchall()
        yield from _read(server, [f"base/{oid}/{file}" for [file] in listed])


def _read(server: Any, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    content = "SELECT pg_read_binary_file(%s, 0, 1000000000, true)"
    for file in files:
        [[data]] = server.execute(content, [file]).fetchall()
        yield file, bytes(data or b"")


@contextmanager
def watched(folder: Path) -> Iterator[dict[str, bytes]]:
    """What stands in the files of a folder at any time inside the block, also in files that go again."""
    seen: dict[str, bytes] = {}
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.002):
            for base, _, names in os.walk(folder):
                for name in names:
                    with suppress(OSError):
                        data = (Path(base) / name).read_bytes()
                        if len(data) >= len(seen.get(name, b"")):
                            seen[name] = data

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()
