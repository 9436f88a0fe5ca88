"""Notices and rates, on every engine: service only helps, earlier service never hurts, and bounds hold.

The bounds are those of `compliance`, over the rows of an engine: of each person and duty the act that
decides. They run once more on Spark (`test_spark`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import strategies as st

from duenotice.compliance import Outcome, Rate, Tally
from duenotice.compliance.bounds import EVERY
from duenotice.record import Record
from duenotice.screen.duties import MET, NOT_OWED, PENDING, UNKNOWN, VIOLATED
from duenotice.screen.engines import Engine
from tests.agreement.engines import QUICK, is_spark, open_engine
from tests.agreement.populations import (
    Row,
    at_home,
    notice_orders,
    of,
    otherwise,
    together,
    tried,
)
from tests.agreement.test_random_orders import Drawn, asked_orders
from tests.agreement.variants import completed, learned, served, served_sooner, unserved
from tests.compliance.people import narrower

MAY = {
    NOT_OWED: Outcome.NOT_OWED,
    PENDING: Outcome.PENDING,
    MET: Outcome.MET,
    UNKNOWN: EVERY,
    VIOLATED: Outcome.VIOLATED,
}


@pytest.fixture(scope="module", params=QUICK)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine that is quick to ask."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


def test_proof_of_service_never_adds_a_violation(engine: Engine) -> None:
    """security.md 3.2.21: nor is anything that was met then open."""
    seen: Counter[int] = Counter()

    def check(asked: Drawn) -> None:
        records = at_home(asked)
        for before, after in together(engine, asked, records, otherwise(asked, records, served)):
            was, now = before["duty_1"], after["duty_1"]
            assert now != VIOLATED or was == VIOLATED, asked
            assert now == MET or was != MET, asked
            seen[was] += 1

    for times in (1,) if is_spark(engine) else (1, 3, 9):  # not each order has both outcomes
        if not (seen[MET] and seen[VIOLATED]):
            tried(engine, notice_orders(), check, times)
    assert is_spark(engine) or (seen[MET] and seen[VIOLATED]), "too few orders on Spark to be sure of both"


def test_without_a_proof_of_service_nothing_becomes_met(engine: Engine) -> None:
    """security.md 3.2.21."""

    def check(asked: Drawn) -> None:
        records = at_home(asked)
        for before, after in together(engine, asked, records, otherwise(asked, records, unserved)):
            assert after["duty_1"] != MET or before["duty_1"] == MET, asked

    tried(engine, notice_orders(), check)


def test_earlier_service_keeps_what_was_met(engine: Engine) -> None:
    """security.md 3.2.21: unless another act then lies between, for which the notice would have been; or a
    letter came back later than the earlier day, which may then be this one: met becomes unknown."""

    def check(asked: Drawn) -> None:
        records = at_home(asked)
        for before, after in together(engine, asked, records, otherwise(asked, records, served_sooner)):
            assert after["duty_1"] in (MET, UNKNOWN) or before["duty_1"] != MET, asked

    tried(engine, notice_orders(), check)


def tally(rows: list[Row], number: int) -> Tally:
    """People by what may come of a duty."""
    return Tally(Counter(int(MAY[row[f"duty_{number}"]]) for row in rows))


def owing(asked: Drawn) -> bool:
    """Whether there is a duty, and nothing left out: what is learned may make an omission matter."""
    return bool(asked.order.rules.duties) and not asked.order.rules.left_out


@pytest.mark.parametrize(
    ("drawn", "people"),
    [(notice_orders(), at_home), (asked_orders.filter(owing), of)],
    ids=["notices", "any duty"],
)
def test_the_bounds_of_a_rate_hold_every_completion_and_only_ever_tighten(
    engine: Engine, drawn: st.SearchStrategy[Drawn], people: Callable[[Drawn], list[Record]]
) -> None:
    """security.md 3.2.20."""
    widths: list[tuple[Rate, Rate]] = []

    def check(asked: Drawn) -> None:
        records = people(asked)
        further = otherwise(asked, records, learned)
        rows = together(engine, asked, records, further, otherwise(asked, further, completed))
        for number, _ in enumerate(asked.order.rules.duties, 1):
            open_, less, least = (tally([row[n] for row in rows], number) for n in range(3))
            assert narrower(open_, less), asked
            assert narrower(less, least), asked
            if isinstance(open_.rate, Rate) and isinstance(least.rate, Rate):
                widths.append((open_.rate, least.rate))

    tried(engine, drawn, check)
    if people is at_home and not is_spark(engine):
        assert any(before.width > after.width for before, after in widths)
