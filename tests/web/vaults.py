"""Vaults for tests, in both modes: a file of SQLCipher, and a database of PostgreSQL where one runs.

A process sets Django up once; `opened` then points its one connection at a fresh copy of a vault that was
made once a process. What is copied is the encrypted file, or the database by `CREATE DATABASE ... TEMPLATE`.

In server mode a test signs in as whoever may make databases, to arrange rows of any organisation. Whatever
runs inside `acting(...)` (a request, a command, `acting_for` in a test) works as the application role, under
row-level security; a command in a process of its own signs in as that role.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from duenotice.web.acting import acting, nobody_says
from duenotice.web.installation import Installation, Mode, Server, database, start
from duenotice.web.keys import keyfile, ring
from duenotice.web.keys.derive import Keys
from duenotice.web.tables import prepare

if TYPE_CHECKING:
    from duenotice.web.accounts.models import Organisation

PASSPHRASE = "Person A keeps this passphrase"
HOST, ADMIN = "127.0.0.1", "postgres"
SITE, OWNER = "duenotice_test_site", "duenotice_test_owner"


@cache
def slots() -> tuple[keyfile.KeyFile, Keys, str]:
    """A key file, its keys, and the recovery key: made once, at the least cost that is allowed."""
    return keyfile.new(PASSPHRASE, keyfile.LEAST)


@cache
def template(mode: Mode) -> Installation:
    """An installation with empty tables, from which every test takes a copy."""
    made = Installation(Path(mkdtemp(prefix="duenotice-")), mode)
    if mode is Mode.SERVER:
        roles()
        made = replace(made, server=Server(HOST, 5432, create_database(), SITE, OWNER))
    made.save()
    keyfile.save(slots()[0].tried(), made.keyfile)
    point_at(made, as_owner=True)
    prepare(made)
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
        nobody_says()
        connections["default"].close()
        if mode is Mode.SERVER:
            on_server(f'DROP DATABASE "{copy.server.name}" WITH (FORCE)')


def point_at(installation: Installation, as_owner: bool = False) -> None:
    """Set Django up, or only its connection if it is."""
    if not settings.configured:
        start(installation, slots()[1], as_owner)
    described = database(installation, as_owner)
    if installation.mode is Mode.SERVER and not as_owner:
        described["USER"] = ADMIN
    ring.hold(slots()[1])
    settings.VAULT = str(installation.folder)
    connections["default"].close()
    connections.databases["default"] = connections.configure_settings({"default": described})["default"]
    del connections["default"]


def organisation(name: str) -> Organisation:
    """An organisation, as `duenotice init` makes it: with the first line of its journal."""
    from duenotice.web.accounts.models import Organisation
    from duenotice.web.making import begun

    made = Organisation.objects.create(name=name, created=datetime.now(UTC))
    begun(made)
    return made


def acting_for(organisation: Organisation) -> AbstractContextManager[None]:
    """Work as the application role, for one organisation."""
    return acting([organisation.pk])


def roles() -> None:
    """The two roles of server mode: once a cluster, whichever process of the tests comes first."""
    for name in (SITE, OWNER):
        on_server(
            f"DO $$ BEGIN PERFORM pg_advisory_xact_lock(7310);"
            f" IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{name}') THEN"
            f" CREATE ROLE {name} LOGIN; END IF; END $$"
        )
    on_server(
        f"DO $$ BEGIN PERFORM pg_advisory_xact_lock(7310);"
        f" IF NOT pg_has_role('{OWNER}', '{SITE}', 'MEMBER') THEN GRANT {SITE} TO {OWNER}; END IF; END $$"
    )


def create_database(of: str = ADMIN) -> str:
    """A database of the server with a name of its own, which the owner's role owns."""
    name = f"duenotice_{uuid.uuid4().hex[:12]}"
    on_server(f'CREATE DATABASE "{name}" OWNER {OWNER}' + (f' TEMPLATE "{of}"' if of != ADMIN else ""))
    return name


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
