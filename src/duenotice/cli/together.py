"""`duenotice together`: what all orders on the shelf ask at once for one person."""

from __future__ import annotations

import click

from duenotice.cli.printing import mark, print_json
from duenotice.cli.reading import ask_shelf, person_options
from duenotice.reason import together as all_together
from duenotice.reason import together_to_data, together_to_text


@click.command(short_help="The strictest duties of all orders together, for one person.")
@person_options("together")
def together(record: str, on: str | None, known_on: str | None, which: str | None, as_json: bool) -> None:
    """\b
    Example:
      duenotice together person-a.md --on 2019-01-15

    All orders and rules on the shelf together, for one person on one day: the strictest duty of each kind
    that surely binds, those that perhaps bind and would ask more, which order gives each, and which are
    hard to keep at once. `duenotice explain` gives the reasons of one order.

    RECORD is a text, Markdown, JSON or YAML file, or - for standard input.
    """
    said = ask_shelf(all_together, record, which, on, known_on)
    if as_json:
        print_json(together_to_data(said))
    else:
        click.echo(together_to_text(said, mark), nl=False)
