"""`reason` and the engines, for random people under random orders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from duenotice.days import DateFact, from_day
from duenotice.language import Order
from duenotice.language import to_text as rules_text
from duenotice.problems import RefusedOrder
from duenotice.reason import answer
from duenotice.record import Record
from duenotice.record import to_text as record_text
from duenotice.screen import ask, from_records, question, to_plan
from duenotice.screen.engines import Engine
from tests.agreement.compare import differences
from tests.agreement.engines import QUICK, open_engine
from tests.agreement.further import wider_orders
from tests.agreement.people import a_record
from tests.orders import orders
from tests.strategies import DAYS, START, VOCABULARY, bounded_dates, one_in, reads, upto

PAIRS = int(os.environ.get("DUENOTICE_PAIRS", "50000"))
PEOPLE = 250
SHARES = 16
"""Into how many tests the pairs are divided, so that they can run side by side."""
MOST_SHOWN = 3


@dataclass(frozen=True, repr=False)
class Drawn:
    """An order, a day, and the seed of the people it is asked about."""

    order: Order
    on: DateFact
    seed: int

    def __repr__(self) -> str:
        return f"\n{rules_text(self.order.rules)}\non {self.on}, seed {self.seed}\n"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text("..." if cycle else repr(self))


@st.composite
def questions(draw: st.DrawFn) -> Drawn:
    """An order, a day late enough for most to have happened, and a seed for people."""
    order = draw(wider_orders()) if one_in(draw, 3) else draw(orders(omissions=True))
    on = draw(bounded_dates) if one_in(draw, 5) else from_day(START + 8 + draw(upto(DAYS - 3)))
    return Drawn(order, on, draw(st.integers(0, 2**32)))


def in_gap(order: Order) -> bool:
    """Whether the order says what no engine can answer: refused with E01, and with nothing else."""
    try:
        to_plan(order, VOCABULARY)
    except RefusedOrder as refused:
        return {problem.code for problem in refused.problems} == {"E01"}
    return False


asked_orders = questions().filter(lambda asked: not in_gap(asked.order))
"""Questions that every engine can answer."""


def people(order: Order, seed: int, many: int) -> list[Record]:
    """Random people; some orders are asked about people whose dates have times."""
    of = reads(order.rules)
    return [a_record(seed + number, of, timed=seed % 3 == 0) for number in range(many)]


def disagreements(order: Order, on: DateFact, records: list[Record], engines: list[Engine]) -> list[str]:
    """Everything that an engine says differently, for the first few people of whom it does."""
    asked = question(
        order, from_records((str(n), record) for n, record in enumerate(records)), VOCABULARY, on
    )
    answers = [(engine, {int(row["person"]): row for row in ask(engine, asked)}) for engine in engines]
    found: list[str] = []
    for number, record in enumerate(records):
        said = answer(order, record, VOCABULARY, on)
        for engine, rows in answers:
            wrong = differences(said, asked.plan, rows[number])
            if wrong and len(found) < MOST_SHOWN:
                told = (engine.version, *wrong, rules_text(order.rules), record_text(record), f"on {on}")
                found.append("\n".join(told))
        assert all(len(rows) == len(records) for _, rows in answers)
    return found


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, Engine]]:
    """The engines of this machine that answer in milliseconds."""
    with ExitStack() as stack:
        yield {name: open_engine(name, stack) for name in QUICK}


@pytest.mark.parametrize("share", range(SHARES))
def test_every_engine_says_what_reason_says(share: int, engines: dict[str, Engine]) -> None:
    """language.md 1; security.md 3.2.7. DuckDB answers every question, SQLite and PostgreSQL every other."""
    rounds = max(1, PAIRS // (PEOPLE * SHARES))
    count = [0]

    @settings(
        max_examples=rounds,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(asked_orders)
    def run(asked: Drawn) -> None:
        count[0] += 1
        second = ("sqlite", "postgres")[(count[0] + share) % 2]
        some = [engines["duckdb"], engines[second]]
        wrong = disagreements(asked.order, asked.on, people(asked.order, asked.seed, PEOPLE), some)
        assert not wrong, "\n\n".join(wrong)

    if settings().derandomize:  # as in CI: the same orders each time, and not the same in every share
        run = seed(share)(run)
    run()
