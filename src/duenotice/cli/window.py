"""`duenotice window`: what can be done before the earliest lawful act, by when."""

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
    text_of,
)
from duenotice.cli.writing import ics_options, write_ics
from duenotice.days import Span
from duenotice.language import Order
from duenotice.library import Options, load_options, load_shelf, options_from_text
from duenotice.notice.closing import Basis, Closes, after_notice
from duenotice.notice.window import Asked
from duenotice.notice.window import window as window_of
from duenotice.notice.window_data import window_items, window_to_data
from duenotice.notice.window_text import window_to_text

_HELP = {
    "notice": "A notice came on this day, whatever is on file.",
    "closes": "The first lawful day of the act, if you know it better.",
    "court": "The court whose state's holidays close offices, or any. Default: the order's.",
    "options": "A file with options of your own, beside those of the shelf.",
}


@click.command(short_help="What can be done before the earliest lawful act, by when.")
@click.argument("order")
@click.argument("record")
@on_option
@known_on_option
@case_option
@click.option("--notice", metavar="DATE", help=_HELP["notice"])
@click.option("--closes", metavar="DATE", help=_HELP["closes"])
@click.option("--court", default="", metavar="ID", help=_HELP["court"])
@click.option("--options", "own", metavar="FILE", help=_HELP["options"])
@ics_options
@json_option("window")
def window(order: str, record: str, as_json: bool, **given: Any) -> None:
    """\b
    Example:
      duenotice window chhoeun-v-marin/2019-01-03 person-a.md --on 2019-01-11
      duenotice window chhoeun-v-marin/2019-01-03 person-a.md --notice 2019-01-10 --ics days.ics

    Every option of the shelf for one person under one order: whether it is, or may be, of use; its own
    deadline in every reading; the last safe day, counted back from the earliest lawful act; what it
    needs, where it goes, and what is to verify. What is over or of no use is listed apart.

    ORDER and RECORD are as for `duenotice explain`.
    """
    if given["notice"] and given["closes"]:
        raise click.UsageError("--notice and --closes say the same thing in two ways; give one of them")
    shelf = load_shelf()
    found, case = order_of(order, shelf), record_of(record, given["which"])
    day, known = day_of(given["on"], case.on), known_of(given["known_on"], case.known_on)
    day = exact_day(str(day), "--on")
    asked = Asked(found, case.record, shelf.vocabulary, day, known, given["court"])
    said = window_of(asked, _options(given["own"]), _closes(found, given))
    write_ics(window_items(said), case.record, said.on, given)
    if as_json:
        print_json(window_to_data(said))
    else:
        click.echo(window_to_text(said, mark), nl=False)


def _options(own: str | None) -> Options:
    if own is None:
        return load_options()
    return load_options().with_options(options_from_text(text_of(own), load_shelf().vocabulary, own))


def _closes(order: Order, given: dict[str, Any]) -> Closes | None:
    if given["closes"]:
        day = exact_day(given["closes"], "--closes").lo
        return Closes(Basis.GIVEN, day, day)
    if given["notice"]:
        day = exact_day(given["notice"], "--notice").lo
        span = after_notice(order, Span(day, day))
        return Closes(Basis.GIVEN, span.lo, span.hi)
    return None
