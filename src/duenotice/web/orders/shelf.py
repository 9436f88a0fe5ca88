"""The shelf as its page shows it: what was looked for, and a row for each order that fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duenotice.days import DateFact, from_day
from duenotice.days.typed import day_from
from duenotice.language import Order
from duenotice.library import (
    Wanted,
    in_force,
    life_in_short,
    line_with,
    load_reviews,
    load_shelf,
    nationalities,
    nationality,
    reviews_of,
    select,
    to_verify,
)
from duenotice.library.search import WHO
from duenotice.library.timeline_svg import timeline_to_svg
from duenotice.problems import Refused
from duenotice.truth import NO, UNKNOWN, YES
from duenotice.web.counting.forms import said
from duenotice.web.site.verdicts import CLASSES

FORCE = {YES: "In force", NO: "Not in force", UNKNOWN: "Unknown"}


@dataclass(frozen=True)
class Asked:
    """What the address asks for: as typed, as understood, and what was not, by field."""

    typed: Mapping[str, str]
    wanted: Wanted
    day: date | None
    refused: Mapping[str, str]


@dataclass(frozen=True)
class Force:
    """Whether an order is in force on a day: the words and the kind of its chip, and why."""

    words: str
    kind: str
    why: str


@dataclass(frozen=True)
class Row:
    """One order of the shelf."""

    id: str
    title: str
    court: str
    asks: str
    duties: tuple[str, ...]
    life: str
    force: Force
    to_verify: int
    compared: bool
    line: str


def asked_of(query: Mapping[str, str]) -> Asked:
    """The filters of an address. What cannot be understood leaves nothing out, and is said."""
    typed = {name: query.get(name, "").strip() for name in ("search", "who", "where", "on")}
    refused: dict[str, str] = {}
    who, day = "", None
    try:
        who = nationality(typed["who"], load_shelf().vocabulary) if typed["who"] else ""
    except Refused as problem:
        refused["who"] = said(problem.problems[0])
    try:
        day = day_from(typed["on"]) if typed["on"] else None
    except Refused as problem:
        refused["on"] = said(problem.problems[0])
    words, where = (tuple(typed[name].split()) for name in ("search", "where"))
    on = from_day(day.toordinal()) if day else None
    return Asked(typed, Wanted(words, who, where, on), day, refused)


def rows(asked: Asked, today: date) -> tuple[Row, ...]:
    """The orders that may be meant, each with its force on the day asked about, or today."""
    on = from_day((asked.day or today).toordinal())
    return tuple(_row(order, on, asked.wanted.words) for order in found(asked))


def found(asked: Asked) -> tuple[Order, ...]:
    """The orders that may be meant."""
    return select(load_shelf().orders.values(), asked.wanted)


def drawn(asked: Asked) -> str:
    """Their timeline as SVG; empty if there is none."""
    ids = tuple(order.id for order in found(asked))
    return _drawn(ids) if ids else ""


def known_nationalities() -> tuple[str, ...]:
    """What can be asked for under *who*: a suggestion of the names that some order asks for."""
    orders = load_shelf().orders.values()
    values = set(load_shelf().vocabulary.facts[WHO].folded.values())
    return tuple(sorted({name for order in orders for name in nationalities(order)} & values))


def force_of(order: Order, on: DateFact) -> Force:
    """Whether an order is in force on a day."""
    standing = in_force(order.rules.life, on, order.identity.kind)
    return Force(FORCE[standing.truth], CLASSES[standing.truth], standing.says)


def _row(order: Order, on: DateFact, words: tuple[str, ...]) -> Row:
    identity = order.identity
    return Row(
        order.id,
        identity.title,
        identity.source,
        ", ".join(nationalities(order)),
        tuple(duty.name for duty in order.rules.duties),
        life_in_short(order),
        force_of(order, on),
        to_verify(order),
        bool(reviews_of(order, load_reviews())),
        line_with(order, words) if words else "",
    )


@lru_cache(maxsize=32)
def _drawn(ids: tuple[str, ...]) -> str:
    """Drawing takes a second for the whole shelf, and the shelf does not change while the site runs."""
    shelf = load_shelf()
    return timeline_to_svg([shelf.orders[each] for each in ids])
