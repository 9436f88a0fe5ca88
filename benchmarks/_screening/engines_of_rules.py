"""Rule engines without three values: ZEN, CEL (in Rust and in Python), clingo.

They answer the class for the day of the question (clingo the duty too), on one way in which unknown facts may
turn out. Where an event happened on its first day and what is not on file did not happen, a member is a
national who is here and has an order, a later release, no violation after it, and a detention after it or no
ending after the order.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from time import perf_counter

import numpy as np

from . import question
from .answers import Answered
from .people import Person, two_valued

CLASS = (
    "national && here && releases.exists(r, !violations.exists(v, v > r) && orders.exists(o, o < r && "
    "(detentions.exists(d, d > r) || !endings.exists(e, e > o))))"
)
ZEN = (
    "national and here and some(releases, # >= last_violation and # > first_order and # < last_detention) or "
    "national and here and last_release >= last_violation and "
    "some(orders, # >= last_ending and # < last_release)"
)
"""ZEN's closures know one name only, so the rule is collapsed by hand to the first and last of each kind."""


def answered(people: list[Person], yes: list[bool], seconds: float, library: str, name: str) -> Answered:
    """The answers as arrays."""
    p = np.array([each.p for each in people])
    version = f"{name} {importlib.metadata.version(library)}"
    return Answered(seconds, p, np.array(yes, dtype=np.int64) * 2, two_valued=True, version=version)


def zen(place: Path, kind: str) -> Answered:
    """ZEN: a compiled expression, called for each person."""
    import zen

    people = two_valued(place, kind)
    rule = zen.compile_expression(ZEN)
    begun = perf_counter()
    yes = [
        rule.evaluate(
            {
                "national": each.national,
                "here": each.here,
                "releases": each.releases,
                "orders": each.orders,
                "first_order": min(each.orders, default=9_999_999),
                "last_release": max(each.releases, default=0),
                "last_violation": max(each.violations, default=0),
                "last_detention": max(each.detentions, default=0),
                "last_ending": max(each.endings, default=0),
            }
        )
        for each in people
    ]
    return answered(people, yes, perf_counter() - begun, "zen-engine", "ZEN")


def cel(place: Path, kind: str) -> Answered:
    """CEL in Rust, from Python: a compiled program, called for each person."""
    import cel

    people = two_valued(place, kind)
    rule = cel.compile(CLASS)
    begun = perf_counter()
    yes = [rule.execute(each._asdict()) for each in people]
    return answered(people, yes, perf_counter() - begun, "common-expression-language", "CEL in Rust")


def cel_python(place: Path, kind: str) -> Answered:
    """CEL in Python."""
    import celpy

    people = two_valued(place, kind)
    environment = celpy.Environment()
    rule = environment.program(environment.compile(CLASS))
    begun = perf_counter()
    yes = [bool(rule.evaluate(celpy.json_to_cel(each._asdict()))) for each in people]
    return answered(people, yes, perf_counter() - begun, "cel-python", "CEL in Python")


CLINGO = """
after(P, O, R) :- ev(P, orders, O), ev(P, releases, R), R > O.
member(P, T) :- moment(P, T), national(P), here(P), after(P, O, R), R <= T,
  not broke(P, R, T), stands(P, O, R, T).
broke(P, R, T) :- ev(P, releases, R), ev(P, violations, V), V > R, moment(P, T), V <= T.
ended(P, O, T) :- ev(P, orders, O), ev(P, endings, E), E > O, moment(P, T), E <= T.
stands(P, O, R, T) :- after(P, O, R), ev(P, detentions, D), D > R, moment(P, T), D <= T.
stands(P, O, R, T) :- after(P, O, R), moment(P, T), not ended(P, O, T).
moment(P, on) :- national(P).
act(P, D) :- national(P), ev(P, detentions, D), D >= entered, D <= on.
moment(P, D) :- act(P, D).
between(P, N, D) :- ev(P, notices, N), act(P, D), ev(P, detentions, X), X >= N, X < D.
given(P, D) :- act(P, D), ev(P, notices, N), N <= D - 14, not between(P, N, D).
met(P) :- act(P, D), member(P, D), given(P, D).
violated(P) :- act(P, D), member(P, D), not given(P, D).
yes(P) :- member(P, on).
#show yes/1. #show met/1. #show violated/1.
"""


def clingo(place: Path, kind: str) -> Answered:
    """clingo: facts as text, one grounding, one model."""
    import clingo as asp

    people = two_valued(place, kind)
    begun = perf_counter()
    control = asp.Control([f"-c on={question.ON.lo}", f"-c entered={question.ENTERED.lo}"])
    facts = []
    for each in people:
        facts += [f"national({each.p})."] * each.national + [f"here({each.p})."] * each.here
        for name in Person._fields[3:]:
            facts += [f"ev({each.p},{name},{day})." for day in getattr(each, name)]
    control.add("base", [], CLINGO + "\n".join(facts))
    control.ground([("base", [])])
    said: dict[str, set[int]] = {"yes": set(), "met": set(), "violated": set()}

    def found(model: asp.Model) -> None:
        for symbol in model.symbols(shown=True):
            said[symbol.name].add(symbol.arguments[0].number)

    control.solve(on_model=found)
    seconds = perf_counter() - begun
    yes = [each.p in said["yes"] for each in people]
    duty = [
        4 if each.p in said["violated"] else 2 if each.p in said["met"] else 1 if each.p in said["yes"] else 0
        for each in people
    ]
    done = answered(people, yes, seconds, "clingo", "clingo")
    return Answered(seconds, done.p, done.class_, np.array(duty), two_valued=True, version=done.version)
