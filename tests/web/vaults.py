"""Vaults for tests, in both modes: a file of SQLCipher, and a database of PostgreSQL where one runs.

A process sets Django up once; `opened` then points its one connection at a fresh copy of a vault that was
made once a process. What is copied is the encrypted file, or the database by `CREATE DATABASE ... TEMPLATE`.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from duenotice.web.installation import Installation, Mode, Server, database, start
from duenotice.web.keys import keyfile, ring
from duenotice.web.keys.derive import Keys

PASSPHRASE = "Person A keeps this passphrase"
HOST, ADMIN = "127.0.0.1", "postgres"


@cache
def slots() -> tuple[keyfile.KeyFile, Keys, str]:
    """A key file, its keys, and the recovery key: made once, at the least cost that is allowed."""
    return keyfile.new(PASSPHRASE, keyfile.LEAST)


@cache
def template(mode: Mode) -> Installation:
    """An installation with empty tables, from which every test takes a copy."""
    made = Installation(Path(mkdtemp(prefix="duenotice-")), mode)
    if mode is Mode.SERVER:
        made = replace(made, server=Server(HOST, 5432, create_database(), role()))
    made.save()
    keyfile.save(slots()[0], made.keyfile)
    point_at(made)
    call_command("migrate", verbosity=0)
    connections["default"].close()
    return made


@contextmanager
def opened(mode: Mode, folder: Path) -> Iterator[Installation]:
    """A copy of the empty vault, with the process's connection on it."""
    made = template(mode)
    folder = folder / "vault"
    shutil.copytree(made.folder, folder)
    copy = replace(made, folder=folder)
    if mode is Mode.SERVER:
        copy = replace(copy, server=replace(made.server, name=create_database(made.server.name)))
        copy.save()
    point_at(copy)
    try:
        yield copy
    finally:
        connections["default"].close()
        if mode is Mode.SERVER:
            on_server(f'DROP DATABASE "{copy.server.name}" WITH (FORCE)')


def point_at(installation: Installation) -> None:
    """Set Django up, or only its connection if it is."""
    if not settings.configured:
        start(installation, slots()[1])
        return
    ring.hold(slots()[1])
    connections["default"].close()
    connections.databases["default"] = connections.configure_settings({"default": database(installation)})[
        "default"
    ]
    del connections["default"]


def create_database(of: str = ADMIN) -> str:
    """A database of the server with a name of its own."""
    name = f"duenotice_{uuid.uuid4().hex[:12]}"
    on_server(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{of}"' if of != ADMIN else ""))
    return name


def role() -> str:
    """Whom the server takes us for."""
    return on_server("SELECT current_user")[0][0]


def on_server(statement: str) -> list[tuple[str, ...]]:
    """Run one statement as whoever may make databases; skips where no PostgreSQL runs."""
    psycopg = pytest.importorskip("psycopg")
    try:
        connection = psycopg.connect(host=HOST, dbname=ADMIN, user=ADMIN, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432")
    with connection:
        found = connection.execute(statement)
        return found.fetchall() if found.description else []
