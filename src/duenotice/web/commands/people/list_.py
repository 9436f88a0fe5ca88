"""`duenotice people list`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.door import entered
from duenotice.web.commands.people.show import one_day, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duenotice.web.journal.actions import By


@click.command("list", short_help="Everybody on file.")
@vault_option
@click.option("--names", is_flag=True, help="Also print the first name of each person.")
@click.option("--order", metavar="ORDER", help="Also print what this order of the shelf says of each person.")
@click.option("--on", metavar="DATE", help="The day the question is about. Default: today.")
def list_(folder: Path | None, names: bool, order: str | None, on: str | None) -> None:
    """\b
    Example:
      duenotice people list --order chhoeun-v-marin/2019-01-03 --on 2019-01-15

    The id of everybody on file, with the number of entries; with --order the verdict, and how many there are
    of each. The journal is told how many were listed.
    """
    by = entered(folder)
    count: Counter[str] = Counter()
    rows = 0
    for cells, verdict in list(_rows(by, names, order, on)):  # all of it, or nothing
        click.echo("  ".join(cells))
        rows += 1
        if verdict:
            count[verdict] += 1
    said = f"{rows:,} {'person' if rows == 1 else 'people'}"
    if order:
        said += ": " + ", ".join(f"{count[word]:,} {word}" for word in ("yes", "no", "unknown"))
    click.echo(said)


def _rows(by: By, names: bool, order: str | None, on: str | None) -> Iterator[tuple[list[str], str]]:
    from django.db import transaction

    from duenotice.library import load_shelf
    from duenotice.reason import answer
    from duenotice.web.journal.actions import Action
    from duenotice.web.journal.services import note
    from duenotice.web.people import selectors

    day = one_day(on, "--on") or today()
    shelf = load_shelf()
    asked = shelf.order(order) if order else None
    with transaction.atomic():
        people = list(selectors.in_organisation(by.organisation))
        note(by=by, action=Action.PEOPLE_LISTED, people=len(people))
    for person, who, record in selectors.opened(people):
        cells = [str(person.pk), f"{len(list(record.entries())):>4} entries"]
        verdict = str(answer(asked, record, shelf.vocabulary, day).protected) if asked else ""
        cells += [verdict] if asked else []
        cells += [who.names[0] if who.names else "(no name)"] if names else []
        yield cells, verdict
