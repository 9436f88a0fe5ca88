"""The whole shelf about one person, for a page: a chip an order, what is missing, and why.

Lawyers read "protected"; a navigator reads "may be protected", and neither what is on file about crimes nor
reasons that would tell it. The answers themselves come from `duenotice.reason`, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duenotice.days import DateFact
from duenotice.library import load_shelf
from duenotice.reason import Answer, not_advice, overview, to_text
from duenotice.record import Record
from duenotice.truth import NO, UNKNOWN, YES, Truth
from duenotice.web.site.crimes import questions_for

MUTED = "Something that only counsel may look up."
LAWYERS = {YES: "Protected", NO: "Not protected", UNKNOWN: "Unknown"}
PLAIN = {YES: "May be protected", NO: "Not protected, on what is on file", UNKNOWN: "Unknown"}
CLASSES = {YES: "yes", NO: "no", UNKNOWN: "unknown"}


@dataclass(frozen=True)
class Chip:
    """One order about one person. `why` is empty for whoever may not read it."""

    order: str
    title: str
    version: str
    says: str
    kind: str
    missing: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Verdicts:
    """Orders that could matter on the day, and the others."""

    on: str
    mattering: tuple[Chip, ...]
    others: tuple[Chip, ...]
    not_advice: str


def verdicts(record: Record, on: DateFact, in_full: bool) -> Verdicts:
    """Ask every order on the shelf. `in_full`: with reasons, and with what is on file about crimes."""
    shelf = load_shelf()
    asked = overview(shelf.orders.values(), record, shelf.vocabulary, on)
    mattering = [found for case in asked.cases for found in case.that_matter]
    others = [found for case in asked.cases for found in case.answers if found not in mattering]
    said = not_advice(*asked.orders)
    return Verdicts(str(on), _chips(mattering, in_full), _chips(others, in_full), said)


def _chips(answers: Iterable[Answer], in_full: bool) -> tuple[Chip, ...]:
    return tuple(_chip(found, in_full) for found in answers)


def _chip(found: Answer, in_full: bool) -> Chip:
    identity, truth = found.order.identity, found.protected
    missing = _missing(found, in_full) if truth is UNKNOWN else ()
    return Chip(
        identity.id,
        identity.title,
        identity.version,
        says(truth, len(missing), in_full),
        CLASSES[truth],
        missing,
        to_text(found) if in_full else "",
    )


def says(truth: Truth, missing: int, in_full: bool) -> str:
    """The words of a chip."""
    words = (LAWYERS if in_full else PLAIN)[truth]
    if truth is UNKNOWN and missing:
        return f"{words}: {missing} {'fact' if missing == 1 else 'facts'} missing"
    return words


def _missing(found: Answer, in_full: bool) -> tuple[str, ...]:
    asks = (MUTED if question is None else question.ask for question in questions_for(found, in_full))
    return tuple(dict.fromkeys(asks))
