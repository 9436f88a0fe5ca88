"""`duenotice explain`: one order about one person, letter by letter."""

from __future__ import annotations

from typing import Any

import click

from duenotice.cli.home import no_json_with_pages, pages_options, print_pages
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
@pages_options
@json_option("answer")
def explain(order: str, record: str, which: str | None, as_json: bool, **given: Any) -> None:
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
    day, known = day_of(given["on"], case.on), known_of(given["known_on"], case.known_on)
    said = answer(found, case.record, shelf.vocabulary, day, known)
    if given["pages"]:
        no_json_with_pages(as_json)
    if as_json:
        print_json(to_data(said))
    else:
        click.echo(to_text(said, mark), nl=False)
    if given["pages"]:
        print_pages(found, given["folder"])
