"""`duenotice init`: make a vault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.problems import RefusedVault
from duenotice.web.commands import opening
from duenotice.web.commands.passphrase import new_passphrase
from duenotice.web.commands.recovery import typed_back
from duenotice.web.keys import keyfile
from duenotice.web.keys.cost import calibrated
from duenotice.web.keys.derive import Keys

if TYPE_CHECKING:
    from duenotice.web.accounts.models import Organisation
    from duenotice.web.installation import Installation, Server

AGAIN = "`duenotice init --finish` prints a new one and asks again"
THERE = ("installation.json", "keys.json", "vault.db")


@click.command()
@opening.vault_option
@click.option("--organisation", default="Our office", show_default=True, help="Whose vault it is.")
@click.option("--server", metavar="HOST[:PORT]/NAME", help="Keep the rows in this PostgreSQL database.")
@click.option(
    "--role", default="duenotice_site", show_default=True, help="Server: what the site signs in as."
)
@click.option("--owner", default="duenotice_owner", show_default=True, help="Server: whose the tables are.")
@click.option(
    "--host", "hosts", metavar="NAME", multiple=True, help="Server: a name that browsers reach it by."
)
@click.option("--finish", is_flag=True, help="Finish a set-up whose recovery key was not typed back.")
def init(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Path | None,
    organisation: str,
    server: str,
    role: str,
    owner: str,
    hosts: tuple[str, ...],
    finish: bool,
) -> None:
    """Make a vault: a passphrase, a recovery key to print, and the way in for the first account.

    The vault can be used when the printed recovery key was typed back. Without passphrase and recovery
    key nobody can open it, and no command can help.
    """
    from duenotice.web import installation

    at = opening.place_of(folder)
    if finish:
        return _finish(opening.installed(folder), organisation)
    there = [name for name in THERE if (at / name).exists()]
    if there:
        help_ = "name another folder with `--vault`; `duenotice init --finish` finishes a set-up"
        raise opening.refused("K06", at, f"the folder holds `{there[0]}`", help_)
    made = installation.Installation(at)
    if server:
        database = _server(at, server, role, owner)
        made = replace(made, mode=installation.Mode.SERVER, server=database, hosts=(*made.hosts, *hosts))
    _begin(made, organisation)
    return None


def _begin(made: Installation, name: str) -> None:
    """From the passphrase to the first invitation."""
    passphrase = new_passphrase(made.folder)
    file, keys, recovery = keyfile.new(passphrase, calibrated())
    try:
        made.save()
        keyfile.save(file, made.keyfile)
    except OSError as why:
        raise opening.refused(
            "K01", made.folder, f"it cannot be made: {why.strerror}", "name another"
        ) from None
    organisation = _made(made, keys, name)
    typed_back(made, file, keys, recovery, AGAIN)
    _invite(organisation)


def _finish(found: Installation, name: str) -> None:
    """A new recovery key for a set-up that stopped before its own was used."""
    file = keyfile.load(found.keyfile)
    if file.recovery_used:
        why, help_ = "its recovery key was used", "`duenotice unlock` opens it"
        raise opening.refused("K06", found.folder, why, help_)
    keys = opening.typed(found)
    organisation = _made(found, keys, name)
    file, recovery = file.with_new_recovery(keys)
    keyfile.save(file, found.keyfile)
    click.echo("This is a new recovery key. One that was printed before is void.\n")
    typed_back(found, file, keys, recovery, AGAIN)
    _invite(organisation)


def _made(made: Installation, keys: Keys, name: str) -> Organisation:
    """The tables and the organisation; raises `RefusedVault` (K10)."""
    from duenotice.web import installation

    installation.start(made, keys, as_owner=True)
    from django.db import Error

    from duenotice.web import damage, making

    try:
        return making.make(made, name)
    except Error as why:
        help_ = "see that the database and both roles are there, then `duenotice init --finish`"
        raise opening.refused("K10", made.folder, damage.said(why), help_) from None


def _invite(organisation: Organisation) -> None:
    from duenotice.web import making

    click.echo("Invitations for the first accounts, good for seven days, shown once:\n")
    for code in making.first_invitations(organisation):
        click.echo(f"    {code.text}    {code.role.value}")
    click.echo(
        "\n`duenotice unlock` opens the vault for a while; `duenotice doctor` tells what it promises here."
    )


def _server(at: Path, text: str, role: str, owner: str) -> Server:
    from duenotice.web import installation

    where, _, name = text.rpartition("/")
    host, _, port = where.rpartition(":") if where.rpartition(":")[2].isdigit() else (where, "", "5432")
    if not name:
        raise _no_name(at, text)
    if role == owner:
        why = "the site and the owner of the tables are one role"
        raise opening.refused("K10", at, why, "make two: the site must not own what it may not change")
    return installation.Server(host.strip("[]"), int(port), name, role, owner)


def _no_name(at: Path, text: str) -> RefusedVault:
    why = f"`{text}` names no database"
    return opening.refused("K10", at, why, "write HOST/NAME, HOST:PORT/NAME, or /NAME for a socket here")
