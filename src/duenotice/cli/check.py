"""`duenotice check`: every order on the shelf about one person."""

from __future__ import annotations

import click

from duenotice.cli.printing import mark, print_json
from duenotice.cli.reading import (
    case_option,
    day_of,
    json_option,
    known_of,
    known_on_option,
    on_option,
    record_of,
)
from duenotice.library import load_shelf
from duenotice.reason import overview, overview_to_data, overview_to_text


@click.command(short_help="Every order on the shelf about one person.")
@click.argument("record")
@on_option
@known_on_option
@case_option
@click.option("--all", "complete", is_flag=True, help="Tell every order in full; --json always does.")
@json_option("check")
def check(
    record: str, on: str | None, known_on: str | None, which: str | None, complete: bool, as_json: bool
) -> None:
    """\b
    Example:
      duenotice check person-a.md --on 2019-01-15

    Every order on the shelf that could matter for one person on one day: the verdict, the strictest
    duty, and what is missing. Orders that were surely not in force on the day, and those for the people on
    a closed list of which nobody has said whether the person is on it, are only named, at the end.
    `duenotice explain` then gives the reasons of one order.

    RECORD is a text, Markdown, JSON or YAML file, or - for standard input.
    """
    shelf, case = load_shelf(), record_of(record, which)
    day, known = day_of(on, case.on), known_of(known_on, case.known_on)
    said = overview(shelf.orders.values(), case.record, shelf.vocabulary, day, known)
    if as_json:
        print_json(overview_to_data(said))
    else:
        click.echo(overview_to_text(said, mark, complete), nl=False)
