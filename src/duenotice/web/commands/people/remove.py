"""`duenotice people remove` and `hold`: what must go, and what must stay."""

from __future__ import annotations

from pathlib import Path

import click

from duenotice.web.commands.opening import installed, vault_option
from duenotice.web.commands.people.door import entered, person_of


@click.command(short_help="Set or end a litigation hold on a person.")
@click.argument("id_", metavar="ID")
@click.option("--release", is_flag=True, help="End the hold.")
@vault_option
def hold(id_: str, release: bool, folder: Path | None) -> None:
    """\b
    Example:
      duenotice people hold 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10

    Set a litigation hold: while it lasts, the person cannot be removed. To destroy what a court or an
    opponent has asked for can be a crime; ask counsel. This is not legal advice.
    """
    by = entered(folder)
    from duenotice.web.people.services import set_hold

    set_hold(by=by, person=person_of(by, id_), held=not release)
    click.echo("the hold is ended" if release else "held: the person cannot be removed")


@click.command(short_help="Remove a person for good.")
@click.argument("id_", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@vault_option
def remove(id_: str, yes: bool, folder: Path | None) -> None:
    """\b
    Example:
      duenotice people remove 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10

    Remove everything on file of a person: identity, entries, notes, files. Only the id stays, with the day of
    its removal, because the journal names it. Backups hold the person until they are deleted themselves. A
    hold on the person, or on the vault, refuses it.
    """
    held = installed(folder).hold
    by = entered(folder)
    from duenotice.web.people.refusals import under_hold
    from duenotice.web.people.services import delete_person

    person = person_of(by, id_)
    if held or person.held:
        raise under_hold()
    if not yes:
        click.confirm("Remove this person for good? It cannot be undone", abort=True, err=True)
    delete_person(by=by, person=person, version=person.version)
    click.echo("removed")
