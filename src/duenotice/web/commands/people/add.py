"""`duenotice people add`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.door import entered

if TYPE_CHECKING:
    from duenotice.record import Record
    from duenotice.web.people.identity import WhoIs


@click.command(short_help="Add a person.")
@vault_option
@click.option("--record", type=click.Path(path_type=Path), help="What is known: a record file.")
@click.option(
    "--identity",
    metavar="FILE",
    help="Who it is: a JSON file in the shape of a person of `people export`, or - for standard input.",
)
def add(folder: Path | None, record: Path | None, identity: str | None) -> None:
    """\b
    Example:
      duenotice people add --record person-a.md

    Add a person. Name, A-number and the rest are asked for; everything but the facts may be left blank.
    Prints the random id by which the person is known from then on.
    """
    by = entered(folder)
    from duenotice.web.people.services import add_person

    facts = record_from(record)
    who = identity_from(identity) if identity else _asked()
    person = add_person(
        by=by,
        names=who.names,
        numbers=who.numbers,
        record=facts,
        birth_date=who.birth_date,
        contacts=who.contacts,
        addresses=who.addresses,
        family=who.family,
    )
    click.echo(person.pk)


def record_from(file: Path | None) -> Record:
    """The one record of a file; an empty one without a file. Raises `Refused`."""
    from duenotice.documents import read_text
    from duenotice.library import load_vocabulary
    from duenotice.record import Record, read_record

    if file is None:
        return Record()
    cases = read_record(read_text(file), load_vocabulary(), str(file))
    if len(cases) != 1:
        raise click.UsageError(
            f"the file holds {len(cases)} records: `duenotice people import` takes them all"
        )
    return cases[0].record


def _asked() -> WhoIs:
    from duenotice.web.people.identity import WhoIs, contacts_of

    def texts(label: str) -> tuple[str, ...]:
        found: list[str] = []
        while text := _line(f"{label} (blank: no more)" if found else label):
            found.append(text)
        return tuple(found)

    names, numbers = texts("Name, then aliases"), texts("A-number")
    birth_date = _line("Date of birth")
    contacts, addresses = contacts_of(texts("Phone or other contact")), contacts_of(texts("Address"))
    return WhoIs(names, numbers, birth_date, contacts, addresses)


def _line(label: str) -> str:
    return str(click.prompt(label, default="", show_default=False, err=True)).strip()


def identity_from(file: str) -> WhoIs:
    """Who a JSON file says that a person is. Raises `RefusedVault` (K37)."""
    from duenotice.problems import CODES, Place, Problem, RefusedVault
    from duenotice.web.people.incoming.exported import check_identity, who_of

    with click.open_file(file, encoding="utf-8") as opened:
        try:
            data: Any = json.loads(opened.read())
            check_identity(data)
        except ValueError:
            why = "it does not have the shape of a person of an export"
            help_ = 'for example `{"names": ["Person A"], "numbers": ["A012-345-678"]}`'
            raise RefusedVault(Problem("K37", Place(file), CODES["K37"], why, help_)) from None
    return who_of(data)
