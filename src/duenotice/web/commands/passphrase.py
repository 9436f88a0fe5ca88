"""`duenotice passphrase` and `duenotice recover`: another passphrase for the same vault."""

from __future__ import annotations

from pathlib import Path

import click

from duenotice.web.commands import opening
from duenotice.web.keys import keyfile, passphrases


def new_passphrase(at: Path) -> str:
    """A passphrase, typed twice; raises `RefusedVault` (K07)."""
    text: str = click.prompt("New passphrase", hide_input=True, err=True)
    why = passphrases.refusal(text)
    if why:
        raise opening.refused("K07", at, why, "take five or more words that a die chose; spaces are welcome")
    if click.prompt("The same again", hide_input=True, err=True) != text:
        raise opening.refused("K07", at, "the two do not agree", "type the same twice")
    click.echo(passphrases.hint(text), err=True)
    return text


@click.command()
@opening.vault_option
def passphrase(folder: Path | None) -> None:
    """Change the passphrase. It asks for the present one, even if the vault is unlocked."""
    _change(folder, recovery=False)


@click.command()
@opening.vault_option
def recover(folder: Path | None) -> None:
    """Set a new passphrase by the printed recovery key."""
    _change(folder, recovery=True)


def _change(folder: Path | None, recovery: bool) -> None:
    from duenotice.web import installation
    from duenotice.web.journal.actions import Action

    found = opening.installed(folder)
    opening.finished(found)
    keys = opening.typed(found, recovery)
    text = new_passphrase(found.folder)
    installation.start(found, keys)
    opening.ready(found)
    told(Action.RECOVERED if recovery else Action.PASSPHRASE_CHANGED)
    keyfile.save(keyfile.load(found.keyfile).renewed(keys, text), found.keyfile)
    click.echo("The passphrase is changed. Backups of the key file still open with the old one.")


def told(action: str) -> None:
    """A line in the journal about the vault as a whole."""
    from django.db import transaction

    from duenotice.web import making
    from duenotice.web.accounts.selectors import only_organisation
    from duenotice.web.journal.actions import Action
    from duenotice.web.journal.services import note

    organisation = only_organisation()
    with transaction.atomic():
        note(by=making.by(organisation), action=Action(action), subject=organisation.pk)
