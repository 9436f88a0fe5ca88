"""The options by which commands find orders on the shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from duenotice.cli.reading import exact_day
from duenotice.language import Order
from duenotice.library import Wanted, load_shelf, nationality, select

_F = TypeVar("_F", bound=Callable[..., Any])

_FILTERS = (
    ("--search", "WORDS", "Only orders whose file, its cases aside, holds all these words."),
    ("--who", "NATIONALITY", "Only orders that ask for this nationality, or for none."),
    ("--where", "WORDS", "Only orders whose court or territory holds all these words, such as `mass`."),
    ("--in-force-on", "DATE", "Only orders that were, or may have been, in force on this day."),
)


def filter_options(command: _F) -> _F:
    """The options --search, --who, --where and --in-force-on."""
    for name, metavar, said in reversed(_FILTERS):
        command = click.option(name, metavar=metavar, help=said)(command)
    return command


def wanted_of(filters: Mapping[str, str | None]) -> Wanted:
    """What was asked for by `filter_options`. Raises `Refused` for a day or a nationality that is none."""
    who, day = filters.get("who"), filters.get("in_force_on")
    return Wanted(
        tuple((filters.get("search") or "").split()),
        nationality(who, load_shelf().vocabulary) if who else "",
        tuple((filters.get("where") or "").split()),
        exact_day(day, "--in-force-on") if day else None,
    )


def selected(wanted: Wanted) -> tuple[Order, ...]:
    """The orders of the shelf that may be meant."""
    return select(load_shelf().orders.values(), wanted)
