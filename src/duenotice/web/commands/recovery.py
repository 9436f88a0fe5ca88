"""The printed recovery key: shown once, typed back, and `duenotice new-recovery-key`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands import opening
from duenotice.web.commands.passphrase import told
from duenotice.web.keys import keyfile
from duenotice.web.keys.derive import Keys
from duenotice.web.keys.keyfile import WrongKey

if TYPE_CHECKING:
    from duenotice.web.installation import Installation

TRIES = 3
PREFIX = "AGE-SECRET-KEY-"


@click.command("new-recovery-key")
@opening.vault_option
def new_recovery_key(folder: Path | None) -> None:
    """Print a new recovery key. It asks for the passphrase, even if the vault is unlocked.

    The one before opens this vault no more once the new one was typed back. It still opens backups that
    were sealed for it: make a new backup, and keep or destroy the old ones.
    """
    from duenotice.web import installation
    from duenotice.web.journal.actions import Action

    found = opening.installed(folder)
    opening.finished(found)
    keys = opening.typed(found, recovery=False)
    installation.start(found, keys)
    opening.ready(found)
    file, recovery = keyfile.load(found.keyfile).with_new_recovery(keys)
    typed_back(
        found, file, keys, recovery, "nothing was changed: the recovery key before this one still holds"
    )
    told(Action.RECOVERY_KEY_CHANGED)
    click.echo("The recovery key is changed. Older backups still open with the old one: make a new backup.")


def typed_back(made: Installation, file: keyfile.KeyFile, keys: Keys, recovery: str, help_: str) -> None:
    """Show a recovery key, once, and keep its slot when it was typed back; raises `RefusedVault` (K04)."""
    click.echo(
        "The recovery key. It opens the vault if the passphrase is lost. It is shown once, and kept nowhere\n"
        "on this machine: write it on paper, or print it, and give it to a second person to keep.\n"
    )
    click.echo(f"    {grouped(recovery)}\n")
    for left in reversed(range(TRIES)):
        typed = click.prompt("Type it back from the paper (spaces do not matter)", err=True)
        try:
            if file.with_recovery(typed) == keys:
                keyfile.save(file.tried(), made.keyfile)
                click.echo(f"The vault in {made.folder} is ready.\n")
                return
        except WrongKey:
            pass
        click.echo(f"That is not the recovery key. {left} more tries." if left else "", err=True)
    raise opening.refused("K04", made.folder, "the recovery key was not typed back", help_)


def grouped(recovery: str) -> str:
    """A recovery key in groups of five, so that it can be typed."""
    head, tail = recovery[: len(PREFIX)], recovery[len(PREFIX) :]
    return " ".join([head, *(tail[at : at + 5] for at in range(0, len(tail), 5))])
