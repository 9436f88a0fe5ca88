"""`duenotice check`: every order on the shelf about one person."""

from __future__ import annotations

import click

from duenotice.cli.printing import mark, print_json
from duenotice.cli.reading import ask_shelf, person_options
from duenotice.reason import overview, overview_to_data, overview_to_text


@click.command(short_help="Every order on the shelf about one person.")
@click.option("--all", "complete", is_flag=True, help="Tell every order in full; --json always does.")
@person_options("check")
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
    said = ask_shelf(overview, record, which, on, known_on)
    if as_json:
        print_json(overview_to_data(said))
    else:
        click.echo(overview_to_text(said, mark, complete), nl=False)
