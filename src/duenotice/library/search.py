"""Which orders of the shelf are meant: by words, by whom they are about, by place, by a day.

A filter leaves out only what surely does not fit. An order that asks for no nationality may be about
anybody, and one of which the file does not know whether it was in force may have been: both stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duenotice.days import DateFact
from duenotice.language import Order
from duenotice.library.glance import nationalities, without_cases
from duenotice.library.life import in_force
from duenotice.problems import Place, Problem, Refused, did_you_mean, quoted
from duenotice.terms import Vocabulary
from duenotice.truth import NO

WHO = "nationality"


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty leaves nothing out."""

    words: tuple[str, ...] = ()
    who: str = ""
    where: tuple[str, ...] = ()
    on: DateFact | None = None

    def __bool__(self) -> bool:
        return self != Wanted()


def select(orders: Iterable[Order], wanted: Wanted) -> tuple[Order, ...]:
    """The orders that may be meant, in their order."""
    return tuple(order for order in orders if _fits(order, wanted))


def nationality(text: str, vocabulary: Vocabulary) -> str:
    """A nationality by any spelling that the vocabulary knows. Raises `Refused` (R03)."""
    values = vocabulary.facts[WHO].folded
    if text.casefold() in values:
        return values[text.casefold()]
    raise Refused(
        Problem(
            "R03",
            Place("--who"),
            f"{quoted(text)} is not a nationality that the vocabulary knows",
            "orders are found by the nationality that their classes ask for",
            did_you_mean(text, sorted(set(values.values())), "name the country, such as `Cambodia`"),
        )
    )


def line_with(order: Order, words: Iterable[str]) -> str:
    """The line of the file, its cases left aside, that holds most of the words; the first of several."""
    folded = [word.casefold() for word in words]
    lines = without_cases(order).splitlines()
    return max(lines, key=lambda line: sum(word in line.casefold() for word in folded), default="").strip()


def _fits(order: Order, wanted: Wanted) -> bool:
    identity = order.identity
    place = f"{identity.court} {identity.court_id} {identity.territory}"
    asks = nationalities(order)
    return (
        _all_in(wanted.words, without_cases(order))
        and _all_in(wanted.where, place)
        and (not wanted.who or not asks or wanted.who in asks)
        and (wanted.on is None or in_force(order.rules.life, wanted.on).truth is not NO)
    )


def _all_in(words: Iterable[str], text: str) -> bool:
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)
