"""`duenotice demo`: the founding case, for one plainly invented person."""

from __future__ import annotations

from importlib.resources import files

import click

from duenotice.cli.printing import mark
from duenotice.library import load_shelf
from duenotice.reason import answer, overview, overview_to_text, to_text
from duenotice.record import read_record

ORDER = "chhoeun-v-marin/2019-01-03"
RECORD = "person-a.md"


@click.command(short_help="The founding case, for one invented person.")
def demo() -> None:
    """\b
    Example:
      duenotice demo

    Asks the founding order, Chhoeun v. Marin of 3 January 2019, about one invented person: first the
    record, then every order of the case shortly, then the one order letter by letter.
    """
    shelf = load_shelf()
    text = files("duenotice.cli").joinpath(RECORD).read_text(encoding="utf-8")
    case = read_record(text, shelf.vocabulary, RECORD)[0]
    assert case.on is not None
    click.echo(f"1. The record ({RECORD}; Person A is invented)\n")
    click.echo(text)
    click.echo(f"2. Every order that could matter: duenotice check {RECORD}\n")
    said = overview(shelf.orders.values(), case.record, shelf.vocabulary, case.on)
    click.echo(overview_to_text(said, mark))
    click.echo(f"3. One order, letter by letter: duenotice explain {ORDER} {RECORD}\n")
    click.echo(to_text(answer(shelf.order(ORDER), case.record, shelf.vocabulary, case.on), mark), nl=False)
