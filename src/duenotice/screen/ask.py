"""One question to one engine: an order, the data, a day; rows come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from duenotice.days import DateFact
from duenotice.language import Order
from duenotice.screen.engines.engine import Engine, Table
from duenotice.screen.from_records import Layout
from duenotice.screen.plan import Plan
from duenotice.screen.tables import DATA, rule_columns, rule_tables
from duenotice.screen.to_plan import to_plan
from duenotice.screen.to_sql import Statement, to_sql
from duenotice.terms import Vocabulary


@dataclass(frozen=True)
class Question:
    """An order's plan with everything that an engine needs to answer it for some people."""

    plan: Plan
    statement: Statement
    tables: dict[str, Table]


def question(
    order: Order, layout: Layout, vocabulary: Vocabulary, on: DateFact, *, everybody: bool = True
) -> Question:
    """What to ask of an engine about these people on a day. everybody: see `to_sql`."""
    plan = to_plan(order, vocabulary)
    days = layout.days() | {on.lo, on.hi}
    rules = rule_tables(plan, layout.codes, vocabulary, days, layout.dates_of, on)
    data: dict[str, Sequence[tuple[Any, ...]]] = {
        "people": layout.people,
        "facts": layout.facts,
        "events": layout.events,
        "searches": layout.searches,
    }
    spans = layout.codes.spans
    tables = {name: Table(columns, data[name]) for name, columns in DATA.items()}
    tables["dates"] = Table(layout.codes.date_columns, layout.codes.date_rows())
    tables |= {name: Table(columns, rules[name]) for name, columns in rule_columns(plan).items()}
    return Question(plan, to_sql(plan, on, spans, everybody=everybody), tables)


def ask(engine: Engine, asked: Question) -> list[dict[str, int]]:
    """One row a person, as the engine answers."""
    engine.fill(asked.tables)
    found = engine.answer(asked.statement)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]
