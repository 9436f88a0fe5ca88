"""`duenotice together`: what all orders on the shelf ask at once for one person."""

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
from duenotice.reason import together as all_together
from duenotice.reason import together_to_data, together_to_text


@click.command(short_help="The strictest duties of all orders together, for one person.")
@click.argument("record")
@on_option
@known_on_option
@case_option
@json_option("together")
def together(record: str, on: str | None, known_on: str | None, which: str | None, as_json: bool) -> None:
    """\b
    Example:
      duenotice together person-a.md --on 2019-01-15

    All orders and rules on the shelf together, for one person on one day: the strictest duty of each kind
    that surely binds, those that perhaps bind and would ask more, which order gives each, and which are
    hard to keep at once. `duenotice explain` gives the reasons of one order.

    RECORD is a text, Markdown, JSON or YAML file, or - for standard input.
    """
    shelf, case = load_shelf(), record_of(record, which)
    day, known = day_of(on, case.on), known_of(known_on, case.known_on)
    said = all_together(shelf.orders.values(), case.record, shelf.vocabulary, day, known)
    if as_json:
        print_json(together_to_data(said))
    else:
        click.echo(together_to_text(said, mark), nl=False)
