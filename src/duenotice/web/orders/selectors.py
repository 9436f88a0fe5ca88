"""One order as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from duenotice.days import from_day
from duenotice.language import Order, Readings, condition_text, letters_of
from duenotice.library import (
    OpenPoint,
    compared,
    load_reviews,
    load_shelf,
    nationalities,
    open_points,
    reviews_of,
    to_verify,
)
from duenotice.library.attached import Copy, cited, copies
from duenotice.library.book import prose
from duenotice.library.clauses import Clause, part_of
from duenotice.library.clauses import clauses as clauses_of
from duenotice.problems import RefusedDocument
from duenotice.web.orders.life import Drawn, life_of
from duenotice.web.orders.shelf import Force, force_of
from duenotice.web.orders.worked import Result, results


@dataclass(frozen=True)
class Reading:
    """A letter that can be read several ways."""

    where: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """One order. `text`: its file as HTML; `papers`: the attached copies, by name; `damaged`: what is wrong
    with them, if anything."""

    order: Order
    asks: tuple[str, ...]
    force: Force
    life: Drawn
    points: tuple[OpenPoint, ...]
    readings: tuple[Reading, ...]
    notes: tuple[str, ...]
    duties: tuple[tuple[str, str, str, str], ...]
    to_verify: int
    review: str
    is_compared: bool
    results: tuple[Result, ...]
    failed: tuple[Result, ...]
    text: str
    papers: tuple[str, ...]
    damaged: str


def order_named(id_: str) -> Order | None:
    """The order of the shelf with this id."""
    return load_shelf().orders.get(id_)


def shown(order: Order, on: date) -> Shown:
    """Everything about one order, on a day."""
    papers, damaged = attached(order)
    ran = results(order.id, order.digest)
    reviews = load_reviews()
    return Shown(
        order,
        nationalities(order),
        force_of(order, from_day(on.toordinal())),
        life_of(order, on),
        open_points(order),
        tuple(readings(order)),
        tuple(note.text for note in order.notes),
        tuple(duties(order)),
        to_verify(order),
        compared([order], reviews),
        bool(reviews_of(order, reviews)),
        ran,
        tuple(each for each in ran if not each.passed),
        text_of(order, ran, papers),
        tuple(copy.paper for copy in papers),
        damaged,
    )


def attached(order: Order) -> tuple[tuple[Copy, ...], str]:
    """The copies of official papers in the folder of the vault, and what is wrong with them."""
    if not settings.VAULT:
        return (), ""
    try:
        return copies(Path(settings.VAULT), order.id), ""
    except RefusedDocument as refused:
        return (), refused.problems[0].what


def text_of(order: Order, ran: tuple[Result, ...], papers: tuple[Copy, ...]) -> str:
    """The file as HTML: prose and rules beside each other, each clause with its link, its worked cases and
    the cited pages; each block of cases with what came."""
    blocks = {block.line: block for block in order.document.of_kind("case")}

    def rules(found: tuple[Clause, ...]) -> str:
        told = [(each, _resting(each, ran), tuple(cited(each.cite, papers))) for each in found]
        return render_to_string("orders/clauses.html", {"clauses": told})

    def cases(line: int) -> str:
        block = blocks[line]
        within = [each for each in ran if line <= each.line < line + len(block.lines)]
        return render_to_string("orders/cases.html", {"results": within, "text": block.text})

    return prose(order, rules, cases)


def readings(order: Order) -> Iterable[Reading]:
    """The letters that can be read several ways, each way in words."""
    for class_ in order.rules.classes:
        for label, letter in (*letters_of(class_.body), *letters_of(class_.unless)):
            if isinstance(letter.condition, Readings):
                ways = tuple(
                    f"{each.label}: {condition_text(each.condition)}".removeprefix(": ")
                    for each in letter.condition.readings
                )
                yield Reading(f'{label} of "{class_.name}"', ways)


def duties(order: Order) -> Iterable[tuple[str, str, str, str]]:
    """Each duty: its name, to whom it is owed, where it stands, the anchor of its clause."""
    anchors = {each.part: each.anchor for block in clauses_of(order) for each in block if not each.depth}
    for duty in order.rules.duties:
        part = part_of("duty", duty.name)
        yield duty.name, duty.owed_to, str(duty.cite), anchors.get(part, "")


def _resting(clause: Clause, ran: tuple[Result, ...]) -> tuple[Result, ...]:
    """The cases that a clause decides: those of its letter and of the letters below it; those of a whole
    class or duty stand at its first line."""
    if clause.letter:
        return tuple(
            each
            for each in ran
            if any(part == clause.part and letter.startswith(clause.letter) for part, letter in each.rests_on)
        )
    if clause.depth == 0:
        return tuple(each for each in ran if (clause.part, "") in each.rests_on)
    return ()
