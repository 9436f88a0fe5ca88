"""The drill: a backup is restored for trial, compared, noted, and everything of the trial removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pyrage
from django.db import DatabaseError, transaction

from duenotice.web.acting import acting, unsaid
from duenotice.web.backups.contents import rows_of
from duenotice.web.backups.databases import connected
from duenotice.web.backups.manifest import Manifest, Unsigned
from duenotice.web.backups.refusals import refused
from duenotice.web.backups.restoring import Wanted, restore
from duenotice.web.backups.services import ENDING, every_organisation, everybody
from duenotice.web.installation import Installation, Mode, Server
from duenotice.web.journal.actions import Action
from duenotice.web.journal.details import MOST
from duenotice.web.journal.models import Entry
from duenotice.web.journal.services import note
from duenotice.web.keys import keyfile, ring
from duenotice.web.keys.derive import Keys


def drill(
    *,
    installation: Installation,
    source: Path,
    identities: list[pyrage.x25519.Identity],
    keys: Callable[[keyfile.KeyFile], Keys],
    door: str,
    database: str = "",
) -> Manifest:
    """Restore a backup of this vault for trial; raises `RefusedVault`. Notes it only if everything fitted."""

    def ours(_: Installation, found: Keys) -> None:
        if found != ring.current():
            raise Unsigned("it is of another vault")

    with TemporaryDirectory(prefix="duenotice-drill-") as folder, _empty(installation, database) as name:
        wanted = Wanted(identities, keys, ours, Server(name=name), keep=False)
        _, manifest = restore(source, Path(folder) / "vault", wanted)
    with acting(every_organisation()):
        _compare(source, manifest)
        days = max(0, (datetime.now(UTC) - datetime.fromisoformat(manifest.made)).days)
        with transaction.atomic():
            for who in everybody(door):
                rows = min(rows_of(manifest.tables), MOST)
                note(by=who, action=Action.BACKUP_DRILLED, rows=rows, days_old=days)
    return manifest


def newest(place: Path) -> Path:
    """The file itself, or the newest backup in a folder; raises `RefusedVault` (K21)."""
    if not place.is_dir():
        return place
    found = sorted(place.glob(f"*{ENDING}"), key=lambda file: file.stat().st_mtime)
    if not found:
        raise refused("K21", place, "the folder holds no backup", "`duenotice backup` writes one")
    return found[-1]


def _compare(source: Path, manifest: Manifest) -> None:
    """What the backup calls the end of the journal must be an entry of the journal that is open."""
    for head in manifest.heads:
        entries = Entry.objects.filter(organisation_id=head.organisation, number=head.number)
        if not entries.filter(hash=head.hash).exists():
            why = f"entry {head.number}, the last in the backup, is not in the journal of the vault"
            raise refused("K27", source, why, "run `duenotice journal verify`")


@contextmanager
def _empty(installation: Installation, given: str) -> Iterator[str]:
    """The name of an empty database; empty in laptop mode, where the file itself is restored."""
    if installation.mode is Mode.LAPTOP or given:
        yield given
        return
    name = f"duenotice_drill_{uuid4().hex[:12]}"
    _run(installation, f'CREATE DATABASE "{name}"')
    try:
        yield name
    finally:
        _run(installation, f'DROP DATABASE "{name}"')


def _run(installation: Installation, statement: str) -> None:
    try:
        with (
            unsaid(),
            connected(installation, "owner", as_owner=True) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    except DatabaseError as why:
        kind = (why.__cause__ or why).__class__.__name__
        help_ = "let the owner of the tables make databases, or name an empty one with `--database`"
        raise refused("K26", installation.folder, f"the database says {kind}", help_) from None
