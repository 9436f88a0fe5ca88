"""The shelf as plain data, in the shapes of ``shelf.schema.json`` and ``life.schema.json``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from duenotice.days import FIRST_DAY, LAST_DAY, iso
from duenotice.language import (
    LANGUAGE_VERSION,
    Cite,
    Class,
    Duty,
    Order,
    condition_text,
    items_to_text,
    letters_of,
)
from duenotice.library.glance import nationalities, open_points, to_verify
from duenotice.library.life import intervals
from duenotice.terms import Kind, Vocabulary

Data = dict[str, Any]


def shelf_to_data(orders: Iterable[Order], vocabulary: Vocabulary) -> Data:
    """Orders with all that their files say: rules, life, readings, what is open."""
    told = [_order(order) for order in orders]
    return {"language": LANGUAGE_VERSION, "vocabulary": vocabulary.version, "orders": told}


def identity_to_data(order: Order) -> Data:
    """Which order it is, and the hash of its file."""
    return asdict(order.identity) | {"hash": order.digest}


def life_to_data(order: Order) -> Data:
    """What happened to an order, and the stretches of its force, without gap or overlap."""
    life = order.rules.life
    return {
        "acts": [{"date": str(act.date), "act": act.act.value, **_cite(act.cite)} for act in life.acts],
        "known_through": str(life.known_through),
        "intervals": [
            {"from": _bound(each.days.lo), "through": _bound(each.days.hi), "in_force": str(each.truth)}
            for each in intervals(life)
        ],
    }


def _order(order: Order) -> Data:
    return identity_to_data(order) | {
        "nationalities": list(nationalities(order)),
        "classes": [_class(class_) for class_ in order.rules.classes],
        "duties": [_duty(duty) for duty in order.rules.duties],
        "life": life_to_data(order),
        "left_out": [{"text": each.text, **_cite(each.cite)} for each in order.rules.left_out],
        "our_readings": [note.text for note in order.notes],
        "open_points": [{"kind": point.kind, "text": point.text} for point in open_points(order)],
        "to_verify": to_verify(order),
    }


def _class(class_: Class[Kind]) -> Data:
    letters = [
        {"letter": f"{prefix}{label}", "text": condition_text(letter.condition), **_cite(letter.cite)}
        for prefix, group in (("", class_.body), ("unless ", class_.unless))
        for label, letter in letters_of(group)
    ]
    text = items_to_text([class_])
    return {"name": class_.name, "text": text, "letters": letters, **_cite(class_.cite)}


def _duty(duty: Duty[Kind]) -> Data:
    return {"name": duty.name, "owed_to": duty.owed_to, "text": items_to_text([duty]), **_cite(duty.cite)}


def _cite(cite: Cite) -> Data:
    return {"citation": cite.text, "to_verify": cite.to_verify}


def _bound(day: int) -> str | None:
    return None if day in (FIRST_DAY, LAST_DAY) else iso(day)
