"""`duenotice hold` and `duenotice panic`: what must be kept, and what must go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from duenotice.web.commands import opening
from duenotice.web.commands.passphrase import told
from duenotice.web.keys import asking, keyfile
from duenotice.web.keys.keyfile import WrongKey


@click.command()
@opening.vault_option
@click.argument("state", type=click.Choice(["on", "off"]))
def hold(folder: Path | None, state: str) -> None:
    """Set or lift a hold. Under a hold the vault is not destroyed without the recovery key.

    Set one when a demand for records has come or is expected, and ask counsel before lifting it.
    """
    from duenotice.web import installation
    from duenotice.web.journal.actions import Action

    found = opening.installed(folder)
    opening.finished(found)
    if state == "off":
        installation.start(found, opening.typed(found, recovery=True))
        opening.ready(found)
    else:
        found = opening.open_vault(folder)
    told(Action.HOLD_SET if state == "on" else Action.HOLD_LIFTED)
    replace(found, hold=datetime.now(UTC).date().isoformat() if state == "on" else "").save()
    click.echo("The hold is set." if state == "on" else "The hold is lifted.")


@click.command()
@opening.vault_option
def panic(folder: Path | None) -> None:
    """Destroy the key file, so that nothing opens the vault here again. It asks first.

    What is left is unreadable. A backup of the key file still opens it, and so does a backup of the vault
    with its own recipients' keys. Under a hold the recovery key is asked for: destroying records after a
    demand can be a crime. This is not legal advice.
    """
    found = opening.installed(folder)
    if found.hold:
        click.echo(f"A hold is set since {found.hold}.", err=True)
        try:
            keyfile.load(found.keyfile).with_recovery(click.prompt("Recovery key", hide_input=True, err=True))
        except WrongKey as why:
            raise opening.refused("K11", found.folder, str(why), "ask counsel, or lift the hold") from None
    if click.prompt("Type `destroy` to destroy the keys of this vault", err=True) != "destroy":
        click.echo("Nothing was done.")
        return
    keyfile.destroy(found.keyfile)
    asking.lock(asking.socket_of(found.folder, found.id))
    if found.key_at:
        Path(found.key_at).unlink(missing_ok=True)
    click.echo(
        "The keys are destroyed. A flash disk may keep an old copy of the key file where no program sees it."
    )
