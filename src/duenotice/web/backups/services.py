"""Backing up, and trying whether a backup restores: what is done to the vault that is open."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from duenotice import __version__
from duenotice.web.accounts.models import Organisation
from duenotice.web.acting import acting
from duenotice.web.backups import archive, copies, recipients
from duenotice.web.backups.contents import rows_of
from duenotice.web.backups.manifest import Manifest
from duenotice.web.backups.refusals import refused
from duenotice.web.backups.sources import Source, beside, database_of
from duenotice.web.installation import Installation
from duenotice.web.journal import anchors
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.details import MOST
from duenotice.web.journal.services import note
from duenotice.web.keys import ring

ENDING = ".tar.age"


@dataclass(frozen=True)
class Made:
    """A backup that was written."""

    file: Path
    manifest: Manifest


def back_up(*, installation: Installation, to: Path, sealed_for: Sequence[str], door: str) -> Made:
    """Write a backup into a folder or to a new file, and note it; raises `RefusedVault` (K24, K25)."""
    file = place_for(installation, to)
    for path, what in copies.beside(installation):
        raise refused("K24", path, f"it is {what}", "move it away or delete it: it is no backup")
    part = file.with_name(file.name + ".part")
    with acting(every_organisation()):
        try:
            manifest = _written(installation, part, tuple(sealed_for))
            with transaction.atomic():
                rows = min(rows_of(manifest.tables), MOST)
                for who in everybody(door):
                    note(by=who, action=Action.BACKUP_MADE, rows=rows, recipients=len(sealed_for))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        anchors.keep(manifest.heads, anchors.file())
    return Made(file, manifest)


def name_recipients(
    *, installation: Installation, given: Sequence[str], anew: bool, door: str
) -> tuple[str, ...]:
    """For whom backups are sealed from now on; raises `RefusedVault` (K23)."""
    try:
        every = recipients.chosen(installation, ring.current(), given, anew)
        held = () if anew else recipients.remembered(installation, ring.current())
    except recipients.RefusedRecipients as why:
        help_ = (
            "a second person runs `duenotice recipient FILE` and keeps the file; give what it prints "
            "with `--to`. `--anew` leaves out whom you named before"
        )
        raise refused("K23", recipients.file_of(installation), str(why), help_) from None
    if set(every) != set(held):
        with acting(every_organisation()), transaction.atomic():
            for who in everybody(door):
                note(by=who, action=Action.RECIPIENTS_CHANGED, recipients=len(every))
            recipients.remember(installation, ring.current(), every)
    return every


def every_organisation() -> list[str]:
    """The ids of all organisations of the vault."""
    return [str(id_) for id_ in Organisation.objects.order_by("pk").values_list("pk", flat=True)]


def everybody(door: str) -> list[By]:
    """Who acts: the vault itself, for each of its organisations."""
    return [By(organisation, None, door) for organisation in every_organisation()]


def place_for(installation: Installation, to: Path) -> Path:
    """The file to write; raises `RefusedVault` (K25)."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    file = to / f"duenotice-{moment}{ENDING}" if to.is_dir() else to
    if file.exists():
        raise refused("K25", file, "there is a file of this name already", "name a folder, or another file")
    if not file.parent.is_dir():
        raise refused("K25", file, "its folder does not exist", "make the folder first")
    if file.resolve().is_relative_to(installation.folder.resolve()):
        why = "it would lie in the vault's own folder, and be lost together with it"
        raise refused("K25", file, why, "name a folder on another disk")
    return file


def _written(installation: Installation, part: Path, sealed_for: tuple[str, ...]) -> Manifest:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out, database_of(installation) as source:
        parts = _Parts(installation, source, sealed_for)
        archive.write(parts, out, sealed_for)
        out.flush()
        os.fsync(out.fileno())
    return parts.manifest()


class _Parts:
    """Every part, hashed as it passes; the manifest is the last."""

    def __init__(self, installation: Installation, source: Source, sealed_for: tuple[str, ...]) -> None:
        self._installation, self._source, self._sealed_for = installation, source, sealed_for
        self._made = datetime.now(UTC).isoformat(timespec="seconds")
        self._hashes: dict[str, str] = {}

    def __iter__(self) -> Iterator[tuple[str, int, archive.Hashed]]:
        for parts in (beside(self._installation), self._source.parts):
            for name, size, pieces in parts:
                hashed = archive.Hashed(pieces)
                yield name, size, hashed
                self._hashes[name] = hashed.sha256
        last = self.manifest().signed(ring.current())
        yield "manifest.json", len(last), archive.Hashed([last])

    def manifest(self) -> Manifest:
        """What has passed."""
        return Manifest(
            made=self._made,
            tool=__version__,
            mode=self._installation.mode,
            installation=self._installation.id,
            recipients=self._sealed_for,
            parts=dict(self._hashes),
            tables=self._source.tables,
            heads=self._source.heads,
        )
