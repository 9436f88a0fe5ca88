"""The question: the founding class and its notice duty, on the last day on which the order was seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.screen import Plan, Statement, to_plan, to_sql
from duenotice.screen.codes import Codebook
from duenotice.screen.engines.dialect import DIALECTS, text_for

ORDER = "chhoeun-v-marin/2019-01-03"
ENTERED, ON = from_edtf("2019-01-03"), from_edtf("2019-04-03")
"""The day on which the order began, and the day of the question, which is the last day it was seen."""

PARTS = (
    "orders",
    "releases",
    "crimes",
    "breaches",
    "detentions",
    "endings",
    "removals",
    "notices",
    "returned",
)
"""The parts that events play in this order, each with a number for what is written by hand."""
PART_OF_TERM = {
    "final order of removal": "orders",
    "release from ICE custody": "releases",
    "criminal violation": "crimes",
    "violation of release conditions": "breaches",
    "detention for removal": "detentions",
    "event ending the order": "endings",
    "notice of detention": "notices",
    "removal": "removals",
}


def order() -> Order:
    """The order."""
    return load_shelf().order(ORDER)


def statement(spans: int) -> Statement:
    """The generated statement."""
    return to_sql(to_plan(order(), load_shelf().vocabulary), ON, spans)


def generated(engine: str, spans: int) -> str:
    """Its text for one engine."""
    return text_for(statement(spans).expression(), DIALECTS[engine])


def codes(plan: Plan, book: Codebook, small: Mapping[str, Sequence[tuple[int, ...]]]) -> dict[str, Any]:
    """What those who write by hand must know: which codes of kinds play which part, how surely (2 or 1);
    what each entry of a fact says; which terms must have been searched."""
    asked = {name: number for number, (name, _) in enumerate(plan.asked)}
    roles: dict[str, dict[str, list[int]]] = {name: {"2": [], "1": []} for name in PARTS}
    for code, *truths in small["kinds"]:
        for wanted, truth in zip(plan.wanted, truths, strict=True):
            if truth:
                roles[PART_OF_TERM[wanted.kind.term]][str(truth)].append(code)
    roles["returned"]["2"] = [code for kind, code in book.kinds.items() if kind.term == "notice returned"]
    says = {
        name: [
            [entry, fits, denies] for number, entry, fits, denies in small["says"] if number == asked[name]
        ]
        for name in ("nationality", "presence")
    }
    needs = {
        needed.term: [term for need, term in small["shows"] if need == number]
        for number, needed in enumerate(plan.needs)
    }
    return {"roles": roles, "says": says, "needs": needs, "spans": book.spans}
