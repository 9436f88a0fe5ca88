"""`duenotice people correct`, `change` and `note`: what is added to somebody who is on file already."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.add import identity_from, record_from
from duenotice.web.commands.people.door import entered, person_of

_VERSION = "The version that you read (`people show` prints it). Default: whatever it is now."


@click.command(short_help="Add entries to a person's record; a correction is one.")
@click.argument("id_", metavar="ID")
@click.argument("record", type=click.Path(path_type=Path))
@vault_option
@click.option("--version", type=int, help=_VERSION)
def correct(id_: str, record: Path, folder: Path | None, version: int | None) -> None:
    """\b
    Example:
      duenotice people correct 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10 further.md

    Add the entries of a record file to a person. Nothing on file is changed: an entry that is wrong is
    corrected by a further one that names it (`corrects`), or by a withdrawal.
    """
    by = entered(folder)
    from duenotice.web.people.services import add_entries

    person, entries = person_of(by, id_), list(record_from(record).entries())
    now = add_entries(by=by, person=person, version=version or person.version, entries=entries)
    click.echo(f"{len(entries)} entries added; version {now.version}")


@click.command(short_help="Change who a person is.")
@click.argument("id_", metavar="ID")
@click.option("--identity", metavar="FILE", required=True, help="A JSON file with what changes, or -.")
@vault_option
@click.option("--version", type=int, help=_VERSION)
def change(id_: str, identity: str, folder: Path | None, version: int | None) -> None:
    """\b
    Example:
      duenotice people change 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10 --identity new.json

    Change names, A-numbers, date of birth, contacts, addresses or family: what the file holds replaces what
    is on file, the rest stays. The shape is that of a person of `people export`, without the record.
    """
    by = entered(folder)
    from duenotice.web.people.services import change_identity

    person, who = person_of(by, id_), identity_from(identity)
    now = change_identity(
        by=by,
        person=person,
        version=version or person.version,
        names=who.names or None,
        numbers=who.numbers or None,
        birth_date=who.birth_date or None,
        contacts=who.contacts or None,
        addresses=who.addresses or None,
        family=who.family or None,
    )
    click.echo(f"changed; version {now.version}")


@click.command(short_help="Write a note about a person, read from standard input.")
@click.argument("id_", metavar="ID")
@click.option(
    "--kind", type=click.Choice(["privileged", "shareable"]), required=True, help="Who may read it."
)
@vault_option
def note(id_: str, kind: str, folder: Path | None) -> None:
    """\b
    Example:
      duenotice people note 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10 --kind privileged < note.txt

    Seal a note. Its text comes from standard input, to its end.
    """
    by = entered(folder)
    from duenotice.web.people.models import NoteKind
    from duenotice.web.people.services import add_note

    add_note(by=by, person=person_of(by, id_), kind=NoteKind(kind), text=sys.stdin.read())
    click.echo("the note is sealed")
