"""`reason` and the engines on what is known: the shelf with its cases, and every pattern of one class."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from duenotice.days import LAST_DAY, from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.reason import answer, cases_of
from duenotice.record import Record, read_record
from duenotice.screen import ask, from_records, question
from duenotice.screen.engines import Engine
from tests.agreement.compare import differences
from tests.agreement.engines import QUICK, is_spark, open_engine
from tests.properties.test_exhaustive import ON, PATTERNS, lines
from tests.strategies import VOCABULARY

ORDERS = list(load_shelf().orders.values())


@pytest.fixture(scope="module", params=QUICK)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine of this machine, one after the other."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


def cases_by_day(order: Order, others_at_most: int) -> dict[tuple[str, int], list[Record]]:
    """The records of the shelf's cases by the day they ask about and by when things were known: those of
    this order on their own days, and some of all others on the day that most of them ask about."""
    found: dict[tuple[str, int], list[Record]] = {}
    others: list[Record] = []
    for other in ORDERS:
        for case in cases_of(other.document, VOCABULARY):
            assert case.on is not None
            if other is order:
                known_on = case.known_on.hi if case.known_on else LAST_DAY
                found.setdefault((str(case.on), known_on), []).append(case.record)
            others.append(case.record)
    most = max(found, key=lambda day: len(found[day]))
    found[most] += others[:: -(-len(others) // others_at_most)]
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_every_case_of_the_shelf_has_one_answer(order: Order, engine: Engine) -> None:
    """security.md 3.2.7. DuckDB answers on four of the days that its cases ask about, the others on one."""
    days = cases_by_day(order, 60 if is_spark(engine) else 400)
    for on, known_on in list(days)[: 4 if engine.version.startswith("DuckDB") else 1]:
        records = list(enumerate(days[on, known_on]))
        layout = from_records(((str(n), record) for n, record in records), known_on)
        asked = question(order, layout, VOCABULARY, from_edtf(on))
        rows = {int(row["person"]): row for row in ask(engine, asked)}
        assert len(rows) == len(records)
        for number, record in records:
            said = answer(order, record, VOCABULARY, from_edtf(on), known_on)
            assert differences(said, asked.plan, rows[number]) == []


def test_all_2187_patterns_of_the_class_of_2019_are_answered_as_reason_does(engine: Engine) -> None:
    """security.md 3.1, "Small scope is exhaustible", and 3.2.6, on every engine."""
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
