"""What can be shown of a plan: its SQL for one engine, and its steps with how each is answered."""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import DateFact
from duenotice.language import Order
from duenotice.screen.engines.dialect import DIALECTS, text_for
from duenotice.screen.plan import (
    BestOf,
    Chosen,
    DueDays,
    Happened,
    Judged,
    Known,
    Membership,
    Moments,
    Narrowed,
    Now,
    Options,
    Passed,
    Run,
    Said,
    Step,
    Told,
)
from duenotice.screen.to_plan import to_plan
from duenotice.screen.to_sql import to_sql
from duenotice.terms import Vocabulary

_FORMS: dict[type[Step], str] = {
    Happened: "the events of that kind, by day that is asked about",
    Said: "group by person over the facts on file",
    Told: "from the first or last event alone",
    Options: "each event beside each meaning, and each stretch of days that nobody searched",
    Passed: "join with the table of ends, then as above",
    Chosen: "one row for each event that the name may mean",
    Narrowed: "distinct meanings of a name",
    BestOf: "greatest over the choices of the least over the letters",
    Run: "greatest rank over the choices",
    Membership: "what the readings agree on",
    Moments: "the day of the question and those of acts in force",
    Known: "one grouping of the events, one of the days that nobody searched",
    Now: "the rows of that day",
    DueDays: "join with the table of days by which something is owed",
    Judged: "each act against what was given, and the most serious",
}
"""How each kind of step is answered."""


def sql_text(
    order: Order, vocabulary: Vocabulary, engine: str, on: DateFact, *, everybody: bool = False
) -> str:
    """The statement for one engine, to be read beside the order file."""
    statement = to_sql(to_plan(order, vocabulary), on, everybody=everybody)
    return text_for(statement.expression(), DIALECTS[engine], pretty=True) + ";\n"


def plan_text(order: Order, vocabulary: Vocabulary) -> Iterator[str]:
    """One line a step: its name, what it says, and how it is answered."""
    for step in to_plan(order, vocabulary).steps:
        yield f"{step.name}: {step.says} [{_FORMS[type(step)]}]"
