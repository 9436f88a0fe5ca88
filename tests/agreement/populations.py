"""Some people under an order, asked of one engine: what the properties are tried with."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duenotice.days import DateFact, from_day
from duenotice.language import NoticeBefore, Order
from duenotice.record import Event, Fact, Record, Search
from duenotice.screen import ask, from_records, question
from duenotice.screen.engines import Engine
from tests.agreement.engines import is_spark
from tests.agreement.people import Draw
from tests.agreement.test_random_orders import Drawn, in_gap, people
from tests.agreement.variants import Variant
from tests.orders import PRESENT, notices
from tests.periods import days_of
from tests.strategies import START, VOCABULARY, sent

Row = dict[str, int]
ORDERS = int(os.environ.get("DUENOTICE_ORDERS", "6"))
"""With how many orders each property is tried on an engine; on Spark with one sixth of them."""
PEOPLE = 50


@st.composite
def notice_orders(draw: st.DrawFn) -> Drawn:
    """An order by which notice is owed before an act to whoever is in the country, and a day."""
    asked = draw(notices().filter(lambda drawn: not in_gap(drawn.order)))
    return Drawn(asked.order, asked.on, draw(st.integers(0, 2**32)))


def tried(
    engine: Engine, strategy: st.SearchStrategy[Drawn], check: Callable[[Drawn], None], times: int = 1
) -> None:
    """Check random orders. The first one that hypothesis draws is always the plainest, and is left out.
    `times` as many draws others too where each run draws the same."""
    drawn = 0

    @settings(
        max_examples=1 + times * (max(1, ORDERS // 6) if is_spark(engine) else ORDERS),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        database=None,
    )
    @given(strategy)
    def run(asked: Drawn) -> None:
        nonlocal drawn
        drawn += 1
        if drawn > 1:
            check(asked)

    run()


def of(asked: Drawn) -> list[Record]:
    """Random people about whom the order has something to say."""
    return people(asked.order, asked.seed, PEOPLE)


def at_home(asked: Drawn) -> list[Record]:
    """The same for an order of `notice_orders`, all in the country; every second person was served and then
    taken about when the time of the notice was over, and everything was searched of half of these."""
    here, looked = Fact("presence", PRESENT.values), Search(("everything",), from_day(START + 40))
    found = []
    for number, record in enumerate(of(asked)):
        plain = replace(record, facts=tuple(f for f in record.facts if f.name != "presence")).adding(here)
        if number % 2:
            plain = replace(plain, events=taken(asked, Draw(asked.seed + number).random))
        found.append(plain.adding(looked) if number % 4 == 1 else plain)
    return found


def taken(asked: Drawn, draw: random.Random) -> tuple[Event, ...]:
    """A notice as it is owed, and the act."""
    (duty,) = asked.order.rules.duties
    assert isinstance(duty, NoticeBefore)
    day = START + draw.randint(0, 8)
    act = day + days_of(duty.amount) + draw.randint(-2, 10)
    return Event(sent(duty), from_day(day)), Event(duty.act, from_day(max(day - 2, act)))


def otherwise(asked: Drawn, records: list[Record], variant: Variant) -> list[Record]:
    """The same people, told otherwise."""
    draws = (cast(st.DrawFn, Draw(asked.seed + number)) for number in range(len(records)))
    return [variant(draw, asked.order, record) for draw, record in zip(draws, records, strict=True)]


def rows_of(engine: Engine, order: Order, records: list[Record], on: DateFact) -> list[Row]:
    """What an engine says of each of some people, in their order, without their names."""
    layout = from_records((str(number), record) for number, record in enumerate(records))
    found: dict[int, dict[str, Any]] = {
        int(row["person"]): row for row in ask(engine, question(order, layout, VOCABULARY, on))
    }
    assert sorted(found) == list(range(len(records)))
    return [{name: found[n][name] for name in found[n] if name != "person"} for n in range(len(records))]


def together(engine: Engine, asked: Drawn, *tellings: list[Record]) -> list[tuple[Row, ...]]:
    """What an engine says of each person by several tellings, all in one question."""
    rows = rows_of(engine, asked.order, [record for told in tellings for record in told], asked.on)
    size = len(tellings[0])
    return list(zip(*(rows[start : start + size] for start in range(0, len(rows), size)), strict=True))
