"""Spark on a smaller share: it plans for seconds what the others answer in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from duenotice.screen.engines import Engine
from tests.agreement.engines import open_engine
from tests.agreement.test_random_orders import Drawn, disagreements, in_gap, people, questions


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """One local session for all questions."""
    with ExitStack() as stack:
        yield open_engine("spark", stack)


def test_spark_says_what_reason_says(spark: Engine) -> None:
    """security.md 3.2.7, for several orders with many people each, in one session."""

    @settings(
        max_examples=2,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(questions())
    def run(asked: Drawn) -> None:
        if in_gap(asked.order):
            return
        wrong = disagreements(asked.order, asked.on, people(asked.order, asked.seed, 200), [spark])
        assert not wrong, "\n\n".join(wrong)

    run()
