"""What is owed by a day: `reason` and every engine, with orders that all have such a duty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duenotice.days import from_day
from duenotice.language import DutyByDay
from duenotice.screen.engines import Engine
from tests.agreement.engines import QUICK, open_engine
from tests.agreement.further import orders_by_day
from tests.agreement.test_random_orders import Drawn, disagreements, in_gap, people
from tests.orders_by_day import duties_by_day
from tests.strategies import DAYS, START, bounded_dates, one_in, upto

PEOPLE = 120


@st.composite
def questions(draw: st.DrawFn) -> Drawn:
    """An order with a duty by a day, a day on which many of these are over, and people."""
    on = draw(bounded_dates) if one_in(draw, 5) else from_day(START + 8 + draw(upto(DAYS + 20)))
    plain = duties_by_day().map(lambda asked: asked.order)
    order = draw(st.one_of(plain, orders_by_day()).filter(lambda order: not in_gap(order)))
    return Drawn(order, on, draw(st.integers(0, 2**32)))


@pytest.fixture(scope="module")
def engines() -> Iterator[list[Engine]]:
    """The engines of this machine that answer in milliseconds."""
    with ExitStack() as stack:
        yield [open_engine(name, stack) for name in QUICK]


def test_every_engine_says_of_each_day_what_reason_says(engines: list[Engine]) -> None:
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(questions())
    def run(asked: Drawn) -> None:
        assert any(isinstance(duty, DutyByDay) for duty in asked.order.rules.duties)
        records = people(asked.order, asked.seed, PEOPLE)
        wrong = disagreements(asked.order, asked.on, records, engines)
        assert not wrong, "\n\n".join(wrong)

    run()
