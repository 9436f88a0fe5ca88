"""OpenFisca on events: the entity that is counted is an event, and a person is a group of them.

It has no unknown, so the two bounds of three values are written as variables of their own, as in `by_hand`:
what surely is and what may be. Days that nobody searched are handed over as events that may be, made
beforehand, and so are the arrays over events; that stands under loading. It answers the class on the day of
the question. The duty would need the class a second time, on the day of each detention.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from . import by_hand, question
from .answers import Answered
from .people import codes

EVENT = build_entity(key="event", plural="events", label="Event", is_person=True)
SOMEONE = build_entity(
    key="someone",
    plural="people",
    label="Person",
    roles=[{"key": "of", "plural": "of_them", "label": "Event"}],
)
AT, NEVER, LONG_AGO = "2019-04", by_hand.NEVER, by_hand.LONG_AGO
ORDER, RELEASE, CRIME, BREACH, DETENTION, ENDING, REMOVAL, *_ = range(len(question.PARTS))
Formula = Callable[..., Any]

EXTREMES: dict[str, tuple[tuple[int, ...], bool, str, str]] = {
    "order_by": ((ORDER,), True, "first", "hi"),
    "order_from": ((ORDER,), False, "first", "lo"),
    "taken_from": ((DETENTION,), True, "last", "lo"),
    "taken_by": ((DETENTION,), False, "last", "hi"),
    "broke_from": ((CRIME, BREACH), True, "last", "lo"),
    "broke_by": ((CRIME, BREACH), False, "last", "hi"),
    "ended_from": ((ENDING, REMOVAL), True, "last", "lo"),
    "ended_by": ((ENDING, REMOVAL), False, "last", "hi"),
    "removed_by": ((REMOVAL,), False, "last", "hi"),
}
"""For each extreme day: of which parts, whether of sure events only, first or last, of which bound."""


def extreme(parts: tuple[int, ...], only_sure: bool, which: str, bound: str) -> Formula:
    """The formula of an extreme day."""

    def formula(someone: Any, period: Any) -> Any:
        rows = np.isin(someone.members("part", period), parts)
        if only_sure:
            rows &= someone.members("sure", period)
        days = someone.members(bound, period)
        if which == "first":
            return someone.min(np.where(rows, days, NEVER))
        return someone.max(np.where(rows, days, LONG_AGO))

    return formula


def sure(event: Any, period: Any) -> Any:
    """Whether an event surely is what it seems, and surely has happened."""
    return (event("truth", period) == 2) & (event("hi", period) <= question.ON.lo)


def yes(someone: Any, period: Any) -> Any:
    """Whether the events surely make a member."""
    part, surely = someone.members("part", period), someone.members("sure", period)
    lo, hi = someone.members("lo", period), someone.members("hi", period)
    of = {name: someone.project(someone(name, period)) for name in EXTREMES}
    clean = (part == RELEASE) & surely & (lo >= of["broke_by"])
    again = someone.any(clean & (lo > of["order_by"]) & (hi < of["taken_from"]))
    out = someone.max(np.where(clean, lo, LONG_AGO))
    live = (part == ORDER) & surely & (lo >= of["ended_by"])
    return again | (someone.min(np.where(live, hi, NEVER)) < out)


def perhaps(someone: Any, period: Any) -> Any:
    """Whether the events may make a member."""
    part, lo, hi = (someone.members(name, period) for name in ("part", "lo", "hi"))
    of = {name: someone.project(someone(name, period)) for name in EXTREMES}
    open_ = (part == RELEASE) & (hi >= of["broke_from"])
    begins = np.where(someone.members("hole", period) & (lo <= of["order_from"]), of["order_from"] + 1, lo)
    again = someone.any(open_ & (hi > of["order_from"]) & (begins < of["taken_by"]))
    out = someone.max(np.where(open_, hi, LONG_AGO))
    live = (part == ORDER) & (hi >= of["ended_from"])
    return again | (someone.min(np.where(live, lo, NEVER)) < out)


def member(someone: Any, period: Any) -> Any:
    """The class, as 0, 1 or 2."""
    events = np.where(someone("yes", period), 2, np.where(someone("perhaps", period), 1, 0))
    here = np.where(someone("removed_by", period) > LONG_AGO, 1, someone("here", period))
    return np.minimum(np.minimum(someone("nation", period), here), events)


def system() -> TaxBenefitSystem:
    """The rule as a system of variables."""
    made = TaxBenefitSystem([EVENT, SOMEONE])

    def add(name: str, entity: Any, kind: type, formula: Formula | None = None) -> None:
        given = {"value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, "label": name}
        made.add_variable(type(name, (Variable,), given | ({"formula": formula} if formula else {})))

    for name, kind in (("part", int), ("truth", int), ("lo", int), ("hi", int), ("hole", bool)):
        add(name, EVENT, kind)
    add("sure", EVENT, bool, sure)
    add("nation", SOMEONE, int)
    add("here", SOMEONE, int)
    for name, which in EXTREMES.items():
        add(name, SOMEONE, int, extreme(*which))
    add("yes", SOMEONE, bool, yes)
    add("perhaps", SOMEONE, bool, perhaps)
    add("member", SOMEONE, int, member)
    return made


def arrays(place: Path, kind: str) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Arrays over events (with the days that nobody searched) and over people, in the order of people."""
    text, on = by_hand.sql(codes(place)), question.ON.lo
    upto = text.index("), happened AS (")
    says = {
        fact: " ".join(f"WHEN {entry} THEN {fits}" for entry, fits, _ in rows)
        for fact, rows in codes(place)["says"].items()
    }
    truth = {fact: f"coalesce(max(CASE entry {cases} END), 1)" for fact, cases in says.items()}
    with duckdb.connect() as base:
        for name in ("people", "facts", "events", "searches"):
            base.execute(f"CREATE VIEW {name} AS FROM '{place / kind}/{name}.parquet'")
        base.execute(f"CREATE VIEW covers AS FROM '{place}/covers.parquet'")
        base.execute(
            "CREATE TABLE numbered AS SELECT p, row_number() OVER (ORDER BY p) - 1 AS whose FROM people"
        )
        of_events = base.execute(
            f"{text[:upto]}) SELECT n.whose, e.* EXCLUDE (p) "
            "FROM (SELECT p, part, truth, lo, hi, false AS hole "
            f"FROM ev WHERE lo <= {on} UNION ALL SELECT p, part, 1, lo, least(hi, {on}), true FROM holes "
            f"WHERE lo <= {on} UNION ALL SELECT p, -1, 0, 0, 0, false FROM people) AS e "
            "JOIN numbered AS n ON n.p = e.p ORDER BY n.whose"
        ).fetchnumpy()
        of_people = base.execute(
            f"SELECT n.p, {truth['nationality']} AS nation, {truth['presence']} AS here FROM numbered AS n "
            "LEFT JOIN facts AS f ON f.p = n.p GROUP BY n.p ORDER BY n.p"
        ).fetchnumpy()
    return of_events, of_people


def answer(place: Path, kind: str) -> Answered:
    """The class, computed over all events at once."""
    begun = perf_counter()
    of_events, of_people = arrays(place, kind)
    loading, begun = perf_counter() - begun, perf_counter()
    made = system()
    builder = SimulationBuilder()
    builder.create_entities(made)
    builder.declare_person_entity("event", np.arange(len(of_events["whose"])))
    group = builder.declare_entity("someone", np.arange(len(of_people["p"])))
    builder.join_with_persons(group, of_events["whose"], np.array(["of"] * len(of_events["whose"])))
    simulation = builder.build(made)
    for name in ("part", "truth", "lo", "hi", "hole"):
        simulation.set_input(name, AT, np.asarray(of_events[name]))
    for name in ("nation", "here"):
        simulation.set_input(name, AT, np.asarray(of_people[name]))
    said = np.asarray(simulation.calculate("member", AT))
    seconds = perf_counter() - begun
    version = f"OpenFisca {importlib.metadata.version('openfisca-core')}"
    return Answered(seconds, of_people["p"], said, loading=loading, version=version)
