"""`duenotice explain`: one order about one person, letter by letter."""

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
    order_of,
    record_of,
)
from duenotice.library import load_shelf
from duenotice.reason import answer, to_data, to_text


@click.command(short_help="One order about one person, letter by letter.")
@click.argument("order")
@click.argument("record")
@on_option
@known_on_option
@case_option
@json_option("answer")
def explain(
    order: str, record: str, on: str | None, known_on: str | None, which: str | None, as_json: bool
) -> None:
    """\b
    Example:
      duenotice explain chhoeun-v-marin/2019-01-03 person-a.md --on 2019-01-15

    What one order says about one person: every letter with what it rests on, every duty with its
    arithmetic, and what to find out where the answer is unknown.

    ORDER is an id on the shelf (see `duenotice orders`) or an order file of your own. RECORD is a
    text, Markdown, JSON or YAML file, or - for standard input.
    """
    shelf = load_shelf()
    found, case = order_of(order, shelf), record_of(record, which)
    day, known = day_of(on, case.on), known_of(known_on, case.known_on)
    said = answer(found, case.record, shelf.vocabulary, day, known)
    if as_json:
        print_json(to_data(said))
    else:
        click.echo(to_text(said, mark), nl=False)
