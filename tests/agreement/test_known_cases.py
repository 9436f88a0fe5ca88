"""`reason` and the engines on what is known: the shelf with its cases, and every pattern of one class."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.reason import answer, cases_of
from duenotice.record import Record, read_record
from duenotice.screen import ask, from_records, question
from duenotice.screen.engines import Engine
from tests.agreement.compare import differences
from tests.agreement.engines import open_engine
from tests.properties.test_exhaustive import ON, PATTERNS, lines
from tests.strategies import VOCABULARY

ENGINES = ("duckdb", "sqlite", "postgres", "spark")
ORDERS = list(load_shelf().orders.values())


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine of this machine, one after the other."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_every_case_of_the_shelf_has_one_answer(order: Order, engine: Engine) -> None:
    """security.md 3.2.7: the cases of every file on the shelf, each about its own day, by what was known."""
    vocabulary = load_shelf().vocabulary
    by_day: dict[tuple[str, int], list[Record]] = {}
    for other in ORDERS:
        for case in cases_of(other.document, vocabulary):
            assert case.on is not None
            known_on = case.known_on.hi if case.known_on else 0
            by_day.setdefault((str(case.on), known_on), []).append(case.record)
    days = sorted(by_day, key=lambda day: -len(by_day[day]))
    if engine.version.startswith("Spark"):
        days = days[:1]
    for day, known_on in days:
        on, records = from_edtf(day), by_day[day, known_on]
        known = {"known_on": known_on} if known_on else {}
        layout = from_records(((str(n), record) for n, record in enumerate(records)), **known)
        asked = question(order, layout, vocabulary, on)
        rows = {int(row["person"]): row for row in ask(engine, asked)}
        assert len(rows) == len(records)
        for number, record in enumerate(records):
            said = answer(order, record, vocabulary, on, **known)
            assert differences(said, asked.plan, rows[number]) == []


def test_all_2187_patterns_of_the_class_of_2019_are_answered_as_reason_does(engine: Engine) -> None:
    """security.md 3.1, "Small scope is exhaustible", on every engine; 6: the three answers are all there are."""
    order = load_shelf().order("chhoeun-v-marin/2019-01-03")
    records = [read_record(lines(pattern), VOCABULARY)[0].record for pattern in PATTERNS]
    asked = question(order, from_records((str(n), r) for n, r in enumerate(records)), VOCABULARY, ON)
    rows = {int(row["person"]): row for row in ask(engine, asked)}
    found = [rows[number]["class_1"] for number in range(len(PATTERNS))]
    assert found == [min(pattern) for pattern in PATTERNS]
    assert {truth: found.count(truth) for truth in (0, 1, 2)} == {2: 1, 1: 127, 0: 2059}
    for number in range(0, len(PATTERNS), 1 if engine.version.startswith("DuckDB") else 40):
        said = answer(order, records[number], VOCABULARY, ON)
        assert differences(said, asked.plan, rows[number]) == []
