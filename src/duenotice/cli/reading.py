"""What commands read: records, orders, days. Everything wrong is raised as `Refused`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from duenotice.days import LAST_DAY, DateFact, from_day, from_edtf
from duenotice.documents import read_text
from duenotice.language import Order
from duenotice.library import Shelf, load_shelf, order_from_text
from duenotice.problems import Place, Problem, RefusedDate, RefusedDocument, RefusedRecord, did_you_mean
from duenotice.record import Case, read_record

_F = TypeVar("_F", bound=Callable[..., Any])
_T = TypeVar("_T")

on_option = click.option(
    "--on",
    "on",
    metavar="DATE",
    help="The day the question is about, as 2019-01-15. Default: the record's own `on` line, else today.",
)
known_on_option = click.option(
    "--known-on", "known_on", metavar="DATE", help="Only count what had been learned by this day."
)
case_option = click.option(
    "--case",
    "which",
    metavar="TITLE",
    help="Which case of the file, by its title or number, if it holds several.",
)


def json_option(shape: str) -> Callable[[_F], _F]:
    """The option ``--json``, which names the published shape of what it prints."""
    return click.option(
        "--json", "as_json", is_flag=True, help=f"Print JSON (its shape: duenotice schema {shape})."
    )


def person_options(shape: str) -> Callable[[_F], _F]:
    """The argument RECORD, and the options of a question about one person to the whole shelf."""

    def with_options(command: _F) -> _F:
        for option in (json_option(shape), case_option, known_on_option, on_option, click.argument("record")):
            command = option(command)
        return command

    return with_options


def ask_shelf(
    ask: Callable[..., _T], record: str, which: str | None, on: str | None, known_on: str | None
) -> _T:
    """What `ask` says of all orders on the shelf about one person (`person_options`)."""
    shelf, case = load_shelf(), record_of(record, which)
    day, known = day_of(on, case.on), known_of(known_on, case.known_on)
    return ask(shelf.orders.values(), case.record, shelf.vocabulary, day, known)


def text_of(name: str) -> str:
    """The text of a file, or of standard input for ``-``."""
    if name != "-":
        return read_text(Path(name))
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedDocument(
            Problem(
                "M01",
                Place("standard input"),
                "standard input cannot be read",
                "it is not UTF-8 text",
                "check what is written into the pipe",
            )
        ) from None


def record_of(name: str, which: str | None) -> Case:
    """The one case meant in a record file."""
    cases = read_record(text_of(name), load_shelf().vocabulary, "" if name == "-" else name)
    if which is None and len(cases) == 1:
        return cases[0]
    for number, case in enumerate(cases, start=1):
        if which in (case.title, str(number)):
            return case
    titles = [case.title for case in cases]
    what = f"no case of this file is called `{which}`" if which else f"this file holds {len(cases)} cases"
    raise RefusedRecord(
        Problem(
            "R07",
            Place(name),
            what,
            f"the cases are: {'; '.join(f'{n} `{title}`' for n, title in enumerate(titles, start=1))}",
            did_you_mean(which or "", titles, "name one with `--case`, by its number or its title"),
        )
    )


def day_of(text: str | None, fallback: DateFact | None) -> DateFact:
    """The day asked about: as given, else the record's own, else today."""
    if text is not None:
        return exact_day(text, "--on")
    return fallback or from_day(datetime.datetime.now().astimezone().toordinal())


def known_of(text: str | None, fallback: DateFact | None) -> int:
    """The day by which things had to be learned; the last day there is if nobody asked."""
    if text is not None:
        return exact_day(text, "--known-on").hi
    return fallback.hi if fallback else LAST_DAY


def exact_day(text: str, option: str) -> DateFact:
    """A day given on the command line, which must be one day."""
    date = from_edtf(text, Place(option))
    if date.exact:
        return date
    raise RefusedDate(
        Problem(
            "D01",
            Place(option),
            f"`{text}` is not one day",
            "a question is asked about one day; a rough day would mix what was so with what came later",
            "write a full day, such as 2019-01-15, and ask again for another day if need be",
        )
    )


def order_of(name: str, shelf: Shelf) -> Order:
    """An order by its id, or a user's own order file by its path."""
    if name not in shelf.orders and (name == "-" or name.endswith(".md") or _is_file(name)):
        return order_from_text(text_of(name), shelf.vocabulary, name)
    return shelf.order(name)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # a name that no file can have
        return False
