"""`duenotice people show`."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.door import entered, person_of

if TYPE_CHECKING:
    from duenotice.days import DateFact
    from duenotice.web.people.identity import WhoIs

_ON = "The day the question is about, as 2019-01-15. Default: today."


@click.command(short_help="One person: who it is, what is on file, what the orders say.")
@click.argument("id_", metavar="[ID]", required=False)
@vault_option
@click.option("--on", metavar="DATE", help=_ON)
@click.option("--known-on", metavar="DATE", help="Only count what had been learned by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the verdicts, in the shape of `check`.")
def show(id_: str | None, folder: Path | None, on: str | None, known_on: str | None, as_json: bool) -> None:
    """\b
    Example:
      duenotice people show 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10 --on 2019-01-15

    Who the person is, what is on file, and what every order on the shelf says, as `duenotice check` does.
    Without an ID the A-number is asked for. The journal is told that the person was read.
    """
    by = entered(folder)
    from duenotice.days import LAST_DAY
    from duenotice.library import load_shelf
    from duenotice.reason import overview, overview_to_data, overview_to_text
    from duenotice.record import to_text
    from duenotice.web.attachments.selectors import files_of
    from duenotice.web.people.services import read_person

    day, known = one_day(on, "--on") or today(), one_day(known_on, "--known-on")
    person = person_of(by, id_)
    who, record = read_person(by=by, person=person)
    shelf = load_shelf()
    said = overview(shelf.orders.values(), record, shelf.vocabulary, day, known.hi if known else LAST_DAY)
    if as_json:
        click.echo(json.dumps(overview_to_data(said), indent=2, ensure_ascii=False))
        return
    click.echo(f"{person.pk} (version {person.version}" + (", held)" if person.held else ")"))
    click.echo(_identity(who))
    click.echo(to_text(record))
    for file in files_of(person):
        click.echo(f"file {file.pk}: {file.name} ({file.size:,} bytes)")
    click.echo(overview_to_text(said, str), nl=False)


def _identity(who: WhoIs) -> str:
    from duenotice.web.people.numbers import shown

    reach = [("contact", who.contacts), ("address", who.addresses)]
    lines = [("name", name) for name in who.names] + [("A-number", shown(each)) for each in who.numbers]
    lines += [("born", who.birth_date)] if who.birth_date else []
    for label, contacts in reach:
        for each in contacts:
            safe = f" (safe for {', '.join(each.safe_for)})" if each.safe_for else ""
            lines.append((label, f"{each.text}{safe}"))
    lines += [("family", each) for each in who.family]
    return "".join(f"{label}: {text}\n" for label, text in lines)


def one_day(text: str | None, option: str) -> DateFact | None:
    """A day given on the command line. Raises `RefusedDate`."""
    from duenotice.days import from_edtf
    from duenotice.problems import Place

    if text is None:
        return None
    day = from_edtf(text, Place(option))
    if not day.exact:
        raise click.UsageError(f"{option} needs one full day, such as 2019-01-15")
    return day


def today() -> DateFact:
    """Today, where the user is."""
    from duenotice.days import from_day

    return from_day(datetime.datetime.now().astimezone().toordinal())
