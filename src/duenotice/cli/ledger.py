"""`duenotice ledger`: what was owed to one person under one order, what was given, what time is left."""

from __future__ import annotations

from typing import Any

import click

from duenotice.cli.printing import mark, print_json
from duenotice.cli.reading import (
    case_option,
    day_of,
    exact_day,
    json_option,
    known_of,
    known_on_option,
    on_option,
    order_of,
    record_of,
)
from duenotice.cli.writing import ics_options, write_ics
from duenotice.library import load_shelf
from duenotice.notice import days_of, ledger_to_data, ledger_to_text
from duenotice.notice import ledger as ledger_of


@click.command(short_help="What was owed, what was given, what time is left.")
@click.argument("order")
@click.argument("record")
@on_option
@known_on_option
@case_option
@ics_options
@json_option("ledger")
def ledger(order: str, record: str, as_json: bool, **given: Any) -> None:
    """\b
    Example:
      duenotice ledger chhoeun-v-marin/2019-01-03 person-a.md --on 2019-01-15
      duenotice ledger chhoeun-v-marin/2019-01-03 person-a.md --ics days.ics

    The notices of one person under one order: since when notice is owed and why, each notice with its
    days and every way to count it, the earliest lawful act and the days left, and for each act whether
    notice was honoured, short by so many days, or not given. For an order that stays removal: the step
    the person is at, what ends the stay, and when.

    ORDER is an id on the shelf (see `duenotice orders`) or an order file of your own. RECORD is a
    text, Markdown, JSON or YAML file, or - for standard input.
    """
    shelf = load_shelf()
    found, case = order_of(order, shelf), record_of(record, given["which"])
    day, known = day_of(given["on"], case.on), known_of(given["known_on"], case.known_on)
    day = exact_day(str(day), "--on")
    said = ledger_of(found, case.record, shelf.vocabulary, day, known)
    write_ics((day.item for day in days_of(said)), case.record, day.lo, given)
    if as_json:
        print_json(ledger_to_data(said))
    else:
        click.echo(ledger_to_text(said, mark), nl=False)
