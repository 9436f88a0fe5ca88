"""What must not matter, on every engine: order, repetition, other people, other events, the calendar's zero.

Asked of `reason` in tests/properties; here of the SQL, for random people under random orders. The tests run
once more on Spark (`test_spark`), for fewer orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from duenotice.days import FIRST_DAY, LAST_DAY, from_day
from duenotice.language import NoticeBefore, Order, Unit
from duenotice.reason import answer
from duenotice.record import Event, Record
from duenotice.screen import from_records, question
from duenotice.screen.engines import Engine
from tests.agreement.compare import differences
from tests.agreement.engines import QUICK, is_spark, open_engine
from tests.agreement.populations import (
    Row,
    at_home,
    notice_orders,
    of,
    otherwise,
    rows_of,
    together,
    tried,
)
from tests.agreement.test_random_orders import Drawn, asked_orders, in_gap
from tests.agreement.variants import mixed, with_unread
from tests.orders import orders
from tests.properties.test_invariance import moved, moved_rules, uncounted
from tests.strategies import DAYS, START, VOCABULARY, upto

SOME = (3, 11, 40)
DAY_COLUMNS = ("_act_lo", "_act_hi", "_due_lo", "_due_hi")


@pytest.fixture(scope="module", params=QUICK)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine that is quick to ask."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Engine]:
    """The engine that the others are held against."""
    with ExitStack() as stack:
        yield open_engine("duckdb", stack)


def test_every_person_is_in_exactly_one_of_three_groups_and_in_the_same_by_reason(engine: Engine) -> None:
    """security.md 3.2.6."""

    def check(asked: Drawn) -> None:
        records = of(asked)
        said = [int(answer(asked.order, r, VOCABULARY, asked.on).classes[0].truth) for r in records]
        found = [row["class_1"] for row in rows_of(engine, asked.order, records, asked.on)]
        groups = [{n for n, truth in enumerate(found) if truth == value} for value in (0, 1, 2)]
        assert sum(map(len, groups)) == len(records) == len(set.union(*groups))
        assert groups == [{n for n, truth in enumerate(said) if truth == value} for value in (0, 1, 2)]

    tried(engine, asked_orders, check)


def test_every_column_is_what_duckdb_and_reason_say(engine: Engine, duckdb: Engine) -> None:
    """security.md 3.2.7: row by row, with due days, shortfalls and what decides."""

    def check(asked: Drawn) -> None:
        records = of(asked)
        rows = rows_of(engine, asked.order, records, asked.on)
        assert rows == rows_of(duckdb, asked.order, records, asked.on)
        plan = question(asked.order, from_records([]), VOCABULARY, asked.on).plan
        for record, row in zip(records, rows, strict=True):
            assert differences(answer(asked.order, record, VOCABULARY, asked.on), plan, row) == []

    tried(engine, asked_orders, check)


def test_the_order_of_entries_and_their_repetition_change_no_column(engine: Engine) -> None:
    """security.md 3.2.8."""

    def check(asked: Drawn) -> None:
        records = of(asked)
        for before, after in together(engine, asked, records, otherwise(asked, records, mixed)):
            assert after == before, asked

    tried(engine, asked_orders, check)


def test_two_halves_of_a_population_in_any_order_give_the_rows_of_the_whole(engine: Engine) -> None:
    """security.md 3.2.8; language.md 8."""

    def check(asked: Drawn) -> None:
        records = of(asked)
        half = len(records) // 2
        whole = rows_of(engine, asked.order, records, asked.on)
        later = rows_of(engine, asked.order, records[half:][::-1], asked.on)
        assert rows_of(engine, asked.order, records[:half], asked.on) + later[::-1] == whole, asked

    tried(engine, asked_orders, check)


def test_other_people_change_no_column(engine: Engine) -> None:
    """security.md 3.2.9: three people alone, and among others whom the order reads more or less of."""

    def check(asked: Drawn) -> None:
        records = of(asked)
        crowd = rows_of(engine, asked.order, records, asked.on)
        alone = rows_of(engine, asked.order, [records[number] for number in SOME], asked.on)
        assert alone == [crowd[number] for number in SOME], asked

    tried(engine, asked_orders, check)


def test_entries_that_the_order_does_not_read_change_no_column(engine: Engine) -> None:
    """security.md 3.2.10."""

    def check(asked: Drawn) -> None:
        records = of(asked)
        for before, after in together(engine, asked, records, otherwise(asked, records, with_unread)):
            assert after == before, asked

    tried(engine, asked_orders, check)


@st.composite
def movable_orders(draw: st.DrawFn) -> Drawn:
    """An order in which nothing is counted: where the calendar decides, a shifted day is another day."""
    order = draw(orders(steps=False))
    order = replace(order, rules=replace(order.rules, duties=uncounted(order.rules.duties)))
    assume(not in_gap(order))
    return Drawn(order, from_day(START + 8 + draw(upto(DAYS - 3))), draw(st.integers(0, 2**32)))


def shifted(engine: Engine, asked: Drawn, records: list[Record]) -> Iterator[tuple[int, Row, Row]]:
    """By how many days everything was shifted, and what is said of each person before and after."""
    by = (1 + asked.seed % 400) * (1 if asked.seed % 2 else -1)
    later = [Record("").adding(*(moved(entry, by) for entry in record.entries())) for record in records]
    there = [Record("").adding(*(moved(entry, -by) for entry in record.entries())) for record in later]
    order = replace(asked.order, rules=moved_rules(asked.order.rules, by))
    before = rows_of(engine, asked.order, there, asked.on)
    for one, other in zip(before, rows_of(engine, order, later, asked.on.shifted(by)), strict=True):
        yield by, one, other


def moved_row(row: Row, by: int) -> Row:
    """A row with its days shifted; there is no day 0, and the ends of the line stay where they are."""
    still = (0, FIRST_DAY, LAST_DAY)
    return {c: n + by if c.endswith(DAY_COLUMNS) and n not in still else n for c, n in row.items()}


def test_shifting_every_date_shifts_the_days_and_nothing_else(engine: Engine) -> None:
    """security.md 3.2.12: outside counted days, which holidays and weekends decide."""

    def check(asked: Drawn) -> None:
        for by, before, after in shifted(engine, asked, of(asked)):
            assert after == moved_row(before, by), asked

    tried(engine, movable_orders(), check)


def in_calendar_days(asked: Drawn) -> bool:
    """Whether the order's own deadline is some calendar days before the act."""
    (duty,) = asked.order.rules.duties
    return isinstance(duty, NoticeBefore) and duty.amount.unit is Unit.DAYS and not duty.amount.clock


def test_shifting_every_date_shifts_a_deadline_in_calendar_days(engine: Engine) -> None:
    """security.md 3.2.12: whatever comes of the notice, which the calendar may decide otherwise."""

    seen: list[Row] = []

    def check(asked: Drawn) -> None:
        records = [one_act(asked.order, record) for record in at_home(asked)]
        for by, before, after in shifted(engine, asked, records):
            if before["duty_1_act_lo"] and after["duty_1_act_lo"]:
                days = {name: n for name, n in after.items() if name.endswith(DAY_COLUMNS)}
                assert days == {name: moved_row(before, by)[name] for name in days}, asked
                seen.append(days)

    tried(engine, notice_orders().filter(in_calendar_days), check)
    assert is_spark(engine) or seen


def one_act(order: Order, record: Record) -> Record:
    """The record with one act at the most, so that no other one decides."""
    acts = [event for event in record.events if event.kind.term == order.rules.duties[0].act.term]
    events: tuple[Event, ...] = tuple(event for event in record.events if event not in acts[1:])
    return replace(record, events=events)
