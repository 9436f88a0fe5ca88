"""`duenotice backup`, `restore`, `drill`, `recipient`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from duenotice.problems import RefusedVault
from duenotice.web.commands.opening import open_vault, refused, vault_option

if TYPE_CHECKING:
    import pyrage

    from duenotice.web.keys.derive import Keys
    from duenotice.web.keys.keyfile import KeyFile

DOOR = "command line"
FILE = click.Path(path_type=Path)
_key = click.option(
    "--key-file",
    type=FILE,
    help="The secret key of the second recipient. Without it you are asked for the printed recovery key.",
)
_database = click.option("--database", default="", help="Server mode: the name of an empty database.")


@click.command()
@click.argument("to", type=FILE)
@vault_option
@click.option("--to", "given", multiple=True, help="One more recipient (age1...); remembered, signed.")
@click.option("--anew", is_flag=True, help="Forget the recipients that were remembered.")
def backup(to: Path, folder: Path | None, given: tuple[str, ...], anew: bool) -> None:
    """Write a sealed, signed backup into the folder TO, or to a new file TO.

    It is sealed for the recovery key and at least one more recipient. That file and the printed recovery
    key are enough to have everything again on another machine: see `restore`.
    """
    found = open_vault(folder)
    from duenotice.web.backups import selectors, services
    from duenotice.web.backups.contents import rows_of

    sealed_for = services.name_recipients(installation=found, given=given, anew=anew, door=DOOR)
    made = services.back_up(installation=found, to=to, sealed_for=sealed_for, door=DOOR)
    size = made.file.stat().st_size
    click.echo(
        f"{made.file}: {rows_of(made.manifest.tables)} rows, {size} bytes, {len(sealed_for)} recipients"
    )
    for head in made.manifest.heads:
        click.echo(str(head))
    days = selectors.RETENTION.days
    click.echo(
        f"Delete backups that are older than {days} days: what is purged from the vault is still in them."
    )
    for old in _older_than(days, made.file):
        click.echo(f"  {old}")
    if selectors.drill_due():
        click.echo(f"Try whether it restores: duenotice drill {made.file}")


@click.command()
@click.argument("source", metavar="FROM", type=FILE)
@click.argument("into", type=FILE)
@_key
@_database
@click.option("--host", default="", help="Server mode: where the database is, if not where it was.")
@click.option("--port", type=int, default=0, help="Server mode: the same.")
def restore(source: Path, into: Path, key_file: Path | None, database: str, host: str, port: int) -> None:
    """Restore the backup FROM into the empty folder INTO.

    Nothing is written unless the whole backup opens, is signed, and holds what its manifest says.
    """
    from duenotice.web import acting, tables
    from duenotice.web.backups import restoring
    from duenotice.web.backups.contents import rows_of
    from duenotice.web.installation import Server, start

    identities, keys = _opening(source, key_file)
    server = Server(host=host, port=port, name=database)
    wanted = restoring.Wanted(identities, keys, lambda found, key: start(found, key, as_owner=True), server)
    found, manifest = restoring.restore(source, into, wanted)
    tables.prepare(found)
    _note_restored(min(rows_of(manifest.tables), 9_999_999))
    acting.nobody_says()
    click.echo(f"{into}: {rows_of(manifest.tables)} rows as of {manifest.made}, journal, key file")
    for head in manifest.heads:
        click.echo(str(head))
    click.echo("Compare the last word of each line with a head that you kept: it is the vault's public key.")


@click.command()
@click.argument("source", metavar="FROM", type=FILE)
@vault_option
@_key
@_database
def drill(source: Path, folder: Path | None, key_file: Path | None, database: str) -> None:
    """Try whether the backup FROM restores, or the newest in the folder FROM, and note it in the journal.

    Restores into a temporary folder (server mode: into an empty database), compares every row, and
    the end of the journal, with the manifest and with the vault, and removes all of it again.
    """
    found = open_vault(folder)
    from duenotice.web.backups import drilling
    from duenotice.web.backups.contents import rows_of

    file = drilling.newest(source)
    identities, keys = _opening(file, key_file)
    manifest = drilling.drill(
        installation=found, source=file, identities=identities, keys=keys, door=DOOR, database=database
    )
    click.echo(f"{file} restores: {rows_of(manifest.tables)} rows, every one as it was on {manifest.made}")


@click.command()
@click.argument("file", type=FILE)
def recipient(file: Path) -> None:
    """Make a key for the second recipient of backups, and print its public half.

    FILE holds the secret half, in the form of `age-keygen`. Whoever keeps it can open backups together with
    the passphrase of the vault. Keep it off the machine of the vault.
    """
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as why:
        raise refused("K25", file, why.strerror or "it cannot be written", "name a new file") from None
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"# public key: {identity.to_public()}\n{identity}\n")
    click.echo(str(identity.to_public()))


def _opening(
    source: Path, key_file: Path | None
) -> tuple[list[pyrage.x25519.Identity], Callable[[KeyFile], Keys]]:
    """What opens the file, and what then opens its key file; asks for the rest."""
    import pyrage

    from duenotice.web.backups.recipients import identities_in

    if key_file is not None:
        found = identities_in(key_file) if key_file.is_file() else []
        if not found:
            why = "the file is not there, or holds no secret key of age"
            raise refused("K22", key_file, why, "name the file that `duenotice recipient` wrote")
        passphrase = click.prompt("Passphrase of the vault", hide_input=True, err=True)
        return found, lambda file: file.with_passphrase(passphrase)
    printed = click.prompt("Recovery key", hide_input=True, err=True)
    try:
        identity = pyrage.x25519.Identity.from_str("".join(printed.split()).upper())
    except pyrage.IdentityError:
        raise _no_key(source) from None
    return [identity], lambda file: file.with_recovery(printed)


def _no_key(source: Path) -> RefusedVault:
    return refused("K22", source, "what was typed is no recovery key", "type all of it, as it is printed")


def _older_than(days: int, newest: Path) -> list[Path]:
    from duenotice.web.backups.services import ENDING

    before = newest.stat().st_mtime - days * 86_400
    return sorted(file for file in newest.parent.glob(f"*{ENDING}") if file.stat().st_mtime < before)


def _note_restored(rows: int) -> None:
    from django.db import transaction

    from duenotice.web import acting
    from duenotice.web.backups.services import every_organisation, everybody
    from duenotice.web.journal.actions import Action
    from duenotice.web.journal.services import note

    acting.from_now_on(every_organisation())
    with transaction.atomic():
        for who in everybody(DOOR):
            note(by=who, action=Action.VAULT_RESTORED, rows=rows)


BACKUPS: tuple[Any, ...] = (backup, restore, drill, recipient)
