"""Whom a fact keeps out of every class: answered without asking anything else, and answered the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf, order_from_text
from duenotice.screen import ask, from_records, question
from duenotice.screen.answers import NOT_ASKED
from duenotice.screen.engines import Engine
from duenotice.screen.known import filtered
from tests.agreement.engines import open_engine
from tests.agreement.people import a_record
from tests.orders import FRONT
from tests.strategies import VOCABULARY, reads

PEOPLE = 400
TWO_CLASSES = """class "first" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia or Laos
    (b) there is a release from ICE custody: call it the release
    (c) there is no criminal violation after the release

class "second" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person is on the roster "the list of 92"
    (b) the person's nationality is Cambodia
    (c) there is a final order of removal before 2019-01-02

duty "notice" [Dkt. 1]
  owed to each member of "first"
  before each detention for removal
  the government must give notice of detention at least 3 days earlier

life of this order
  2018-12-20 entered [Dkt. 1]
  known through 2019-01-13 [Dkt. 1]
"""
ORDERS = [
    load_shelf().order("chhoeun-v-marin/2019-01-03"),
    load_shelf().order("hamama-v-adducci/2017-07-24"),
    order_from_text(f"{FRONT.replace('COURT', 'cacd')}```order\n{TWO_CLASSES}```\n", VOCABULARY, "two.md"),
]


@pytest.fixture(scope="module", params=("duckdb", "sqlite", "postgres"))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine of this machine, one after the other."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_who_is_kept_out_by_a_fact_gets_the_same_answer_and_is_asked_nothing_else(
    order: Order, engine: Engine
) -> None:
    """engines.md, "What follows", 2. What was asked is the same."""
    records = [a_record(seed, reads(order.rules)) for seed in range(PEOPLE)]
    layout, on = from_records((str(n), record) for n, record in enumerate(records)), from_edtf("2019-01-06")
    short = question(order, layout, VOCABULARY, on, everybody=False)
    assert filtered(short.plan)
    rows = {row["person"]: row for row in ask(engine, short)}
    every = {row["person"]: row for row in ask(engine, question(order, layout, VOCABULARY, on))}
    kept_out = {person for person, row in rows.items() if NOT_ASKED in letters(row).values()}
    assert rows.keys() == every.keys()
    assert 5 < len(kept_out) < PEOPLE
    for person, row in rows.items():
        unasked = {name for name, value in letters(row).items() if value == NOT_ASKED}
        if person in kept_out:
            assert row["protected"] == row["class_1"] == 0
            unasked |= {name for name in row if name.endswith("_why")}
        told = {name: value for name, value in row.items() if name not in unasked}
        assert told == {name: every[person][name] for name in told}


def letters(row: dict[str, int]) -> dict[str, int]:
    """The columns of letters."""
    return {n: v for n, v in row.items() if n.startswith("class_") and n.count("_") > 1 and n[-4:] != "_why"}


def test_a_fact_that_holds_for_a_time_or_that_an_event_may_change_keeps_nobody_out() -> None:
    rules = TWO_CLASSES.replace(" or Laos", "").split('class "second"', maxsplit=1)
    first = rules[0] + rules[1][rules[1].index("duty") :]
    order = order_from_text(f"{FRONT.replace('COURT', 'cacd')}```order\n{first}```\n", VOCABULARY, "one.md")
    assert filtered(question(order, from_records([]), VOCABULARY, from_edtf("2019-01-06")).plan)
    presence = first.replace("the person's nationality is Cambodia", "the person is in the United States")
    other = order_from_text(
        f"{FRONT.replace('COURT', 'cacd')}```order\n{presence}```\n", VOCABULARY, "two.md"
    )
    assert not filtered(question(other, from_records([]), VOCABULARY, from_edtf("2019-01-06")).plan)
