"""What goes into a backup: the database as it was at one moment, while others go on writing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from duenotice.web.backups import archive, copies, server
from duenotice.web.backups.contents import Table, measured
from duenotice.web.backups.databases import connected
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal.heads import SignedHead
from duenotice.web.journal.models import Head
from duenotice.web.journal.services import signed_now

Part = tuple[str, int, Iterable[bytes]]
"""Name, number of bytes, and the bytes."""
STALE = timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """The parts of the database; what its tables hold, and the heads of its journals, in the same moment."""

    parts: Iterator[Part]
    tables: dict[str, Table]
    heads: tuple[SignedHead, ...]


def database_of(installation: Installation) -> AbstractContextManager[Source]:
    """The database as of now, while the block lasts."""
    return _laptop(installation) if installation.mode is Mode.LAPTOP else _server(installation)


def beside(installation: Installation) -> Iterator[Part]:
    """The files that lie beside the database. The key file is first: what follows is opened with it."""
    for name in archive.BESIDE:
        file = installation.folder / name
        if file.is_file():
            data = file.read_bytes()
            yield name, len(data), [data]


def heads(connection: BaseDatabaseWrapper) -> tuple[SignedHead, ...]:
    """The head of each journal, signed now."""
    found = Head.objects.using(connection.alias).filter(number__gt=0).order_by("pk")
    return tuple(signed_now(str(head.pk), head.number, head.hash) for head in found)


@contextmanager
def _laptop(installation: Installation) -> Iterator[Source]:
    from duenotice.web.sqlcipher import snapshot  # noqa: PLC0415  # needs the module of SQLCipher

    _clear(installation)
    copy = replace(installation, folder=Path(mkdtemp(prefix=copies.IN_WORK, dir=installation.folder)))
    try:
        snapshot.write(installation.database, copy.database)
        with connected(copy, "snapshot") as connection:
            tables, ends = measured(connection), heads(connection)
        size = copy.database.stat().st_size
        yield Source(iter([("vault.db", size, _pieces(copy.database))]), tables, ends)
    finally:
        shutil.rmtree(copy.folder)


@contextmanager
def _server(installation: Installation) -> Iterator[Source]:
    from psycopg import IsolationLevel  # noqa: PLC0415  # only where PostgreSQL is used

    level: dict[str, Any] = {"isolation_level": IsolationLevel.REPEATABLE_READ}
    with connected(installation, "snapshot", **level) as connection, transaction.atomic(using="snapshot"):
        server.nothing_hidden(connection)
        yield Source(_rows(connection), measured(connection), heads(connection))


def _rows(connection: BaseDatabaseWrapper) -> Iterator[Part]:
    ran = server.migrations(connection)
    yield "migrations.json", len(ran), [ran]
    for name, piece in server.out(connection):
        yield name, len(piece), [piece]


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(2**20):
            yield piece


def _clear(installation: Installation) -> None:
    """Remove snapshots that an interrupted backup left. They are encrypted."""
    before = (datetime.now(UTC) - STALE).timestamp()
    for left in installation.folder.glob(f"{copies.IN_WORK}*"):
        if left.is_dir() and left.stat().st_mtime < before:
            shutil.rmtree(left)
