"""A backup becomes a vault again, or nothing: what does not fit its manifest leaves no trace."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyrage
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from duenotice.web.acting import unsaid
from duenotice.web.backups import archive, copies, server
from duenotice.web.backups.contents import end_sessions, measured
from duenotice.web.backups.databases import connected
from duenotice.web.backups.manifest import Manifest, Unsigned, read
from duenotice.web.backups.refusals import refused
from duenotice.web.installation import Installation, Mode, Server, load
from duenotice.web.keys import keyfile
from duenotice.web.keys.derive import Keys

ALIAS = "restored"


@dataclass(frozen=True)
class Wanted:
    """How to restore: `identities` open the file, `keys` opens its key file.

    `started` is told of the vault in it.
    `server`: the empty database of server mode. `keep`: False for a trial, whose rows are rolled back.
    """

    identities: list[pyrage.x25519.Identity]
    keys: Callable[[keyfile.KeyFile], Keys]
    started: Callable[[Installation, Keys], None]
    server: Server = field(default=Server())
    keep: bool = True


def restore(source: Path, into: Path, wanted: Wanted) -> tuple[Installation, Manifest]:
    """Restore into an empty folder; raises `RefusedVault` (K02, K21, K22, K26, K27)."""
    _begins_well(source)
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise refused("K26", into, "the folder is not empty", "name a folder that does not exist yet")
    part = into.with_name(into.name + ".part")
    if part.exists():
        raise refused("K26", part, "an earlier restore left this", "look what it is, and remove it")
    part.mkdir(mode=0o700, parents=True)
    try:
        with _said(source), unsaid(), ExitStack() as stack:
            work = _Work(part, into, wanted, stack)
            with archive.reading(source, wanted.identities) as parts:
                for name, content in parts:
                    work.take(name, content)
            manifest = work.finish()
        if into.exists():
            into.rmdir()
        part.replace(into)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return replace(work.installation, folder=into), manifest


class _Work:
    """Takes the parts in their order, and compares at the end."""

    def __init__(self, folder: Path, into: Path, wanted: Wanted, stack: ExitStack) -> None:
        self._folder, self._into, self._wanted, self._stack = folder, into, wanted, stack
        self._hashes: dict[str, str] = {}
        self._manifest = b""
        self._keys: Keys | None = None
        self._connection: BaseDatabaseWrapper | None = None
        self._loading: server.Loading | None = None
        self.installation = Installation(folder)

    def take(self, name: str, content: archive.Hashed) -> None:
        """One part."""
        if name == "manifest.json":
            self._manifest = b"".join(content)
            return
        if name in archive.BESIDE:
            _write(self._folder / name, content)
            self._opened(name)
        elif name == "vault.db":
            _write(self._folder / name, content)
        elif name == "migrations.json" and self._connection:
            server.prepare(self._connection, b"".join(content))
            self._loading = server.Loading(self._connection)
        elif name.startswith(server.FOLDER) and self._loading:
            self._loading.take(name, content)
        else:
            raise Unsigned("it holds a part that no backup has")
        self._hashes[name] = content.sha256

    def finish(self) -> Manifest:
        """Compare what was restored with the manifest; raises `Unsigned` and `RefusedVault` (K27)."""
        if self._keys is None:
            raise Unsigned("it holds no key file")
        manifest = read(self._manifest, self._keys)
        if manifest.parts != self._hashes:
            raise Unsigned("its parts are not those of its manifest")
        if self._loading:
            self._loading.finish()
        if self._connection is None:
            self._connection = self._stack.enter_context(connected(self.installation, ALIAS))
        self._compare(manifest, self._connection)
        if self._loading and not self._wanted.keep:
            transaction.set_rollback(True, using=ALIAS)
        return manifest

    def _opened(self, name: str) -> None:
        """With the key file the keys are known, with the description the database."""
        if name == "keys.json":
            self._keys = self._wanted.keys(keyfile.load(self._folder / name))
        if name != "installation.json" or self._keys is None:
            return
        self.installation = load(self._folder)
        if self.installation.mode is Mode.SERVER:
            self.installation = replace(self.installation, server=_server(self._wanted, self.installation))
            self.installation.save()
        self._wanted.started(replace(self.installation, folder=self._into), self._keys)
        if self.installation.mode is Mode.SERVER:
            self._connection = self._stack.enter_context(connected(self.installation, ALIAS, as_owner=True))
            self._stack.enter_context(transaction.atomic(using=ALIAS))

    def _compare(self, manifest: Manifest, connection: BaseDatabaseWrapper) -> None:
        from duenotice.web.journal.models import Head  # noqa: PLC0415  # Django is set up by now

        found, wrong = measured(connection), []
        for name in sorted({*found, *manifest.tables}):
            if found.get(name) != manifest.tables.get(name):
                wrong.append(f"the rows of {name}")
        ends = {
            (str(head.pk), head.number, head.hash) for head in Head.objects.using(ALIAS).filter(number__gt=0)
        }
        if ends != {(head.organisation, head.number, head.hash) for head in manifest.heads}:
            wrong.append("the head of the journal")
        if connection.vendor == "sqlite" and _damaged(connection):
            wrong.append("pages of the file")
        if wrong:
            why = f"these differ: {', '.join(wrong)}"
            raise refused("K27", self._into, why, "nothing was restored: take another backup")
        end_sessions(connection)


def _server(wanted: Wanted, of: Installation) -> Server:
    if not wanted.server.name:
        why = "it holds the rows of a server, and no database was named for them"
        raise refused("K26", of.folder, why, "make an empty database and name it with `--database`")
    given = {name: value for name, value in vars(wanted.server).items() if value}
    return replace(of.server, **given)


def _damaged(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cipher_integrity_check")
        pages = cursor.fetchall()
        cursor.execute("PRAGMA integrity_check(1)")
        return bool(pages) or cursor.fetchone()[0] != "ok"


def _begins_well(source: Path) -> None:
    if not source.exists():
        raise refused("K21", source, "there is no such file", "name the file that `duenotice backup` wrote")
    if not source.is_file() or not _is_age(source):
        help_ = "only a file that `duenotice backup` wrote can be restored"
        raise refused("K21", source, copies.what_it_is(source), help_)


def _is_age(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(len(archive.BEGINS)) == archive.BEGINS


@contextmanager
def _said(source: Path) -> Iterator[None]:
    """Errors of the parts as refusals about the file."""
    try:
        yield
    except keyfile.WrongKey as why:
        raise refused("K02", source, str(why), "type it again") from None
    except archive.Unopenable as why:
        raise refused("K22", source, str(why), "take another backup, or the other key") from None
    except (Unsigned, LookupError) as why:
        raise refused("K21", source, str(why), "nothing was restored") from None
    except server.NotEmpty as why:
        raise refused("K26", source, str(why), "make an empty database, and name that") from None
    except DatabaseError as why:
        kind = why.__class__.__name__
        raise refused("K26", source, f"the database says {kind}", "nothing was restored") from None


def _write(file: Path, content: Iterable[bytes]) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        for piece in content:
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
