"""The SQL itself: what it must never hold, how long it may be, and what it looks like."""

from __future__ import annotations

import hashlib
import re

import pytest
import sqlglot
from syrupy.assertion import SnapshotAssertion

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf, order_from_text
from duenotice.problems import RefusedOrder
from duenotice.screen import deciding, parts_of, to_plan, to_sql
from duenotice.screen.engines import DIALECTS, text_for
from duenotice.screen.show import plan_text, sql_text
from tests.orders import FRONT
from tests.strategies import VOCABULARY

ORDERS = list(load_shelf().orders.values())
ON = from_edtf("2019-01-15")
LONGEST = 250_000


@pytest.mark.parametrize("engine", DIALECTS)
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_the_statement_of_every_order_keeps_to_what_every_engine_means_alike(
    order: Order, engine: str
) -> None:
    """engines.md, "Dialect traps seen": one line each."""
    text = text_for(to_sql(to_plan(order, VOCABULARY), ON).expression(), DIALECTS[engine])
    assert len(text) < LONGEST, "least and greatest repeat their arguments, or a step is written twice"
    text = re.sub(r"/\*.*?\*/", "", text)
    for trap in (
        r"\bIN \(",  # Spark: IN with a subquery in a SELECT list loses unknowns
        r"\bEXISTS\b",  # correlated, 30 times slower
        r"\bDATE '|\bAS DATE\b|\bINTERVAL\b",  # days are numbers
        r"\bBOOL_",  # loses unknowns
        r"\bLIKE\b|\bLOWER\b",  # case and accents differ
        r"\bASOF\b|\bLIST\(|\bARG_M",  # do not travel
        r"IS NULL THEN NULL",  # a least or greatest that might be handed a NULL
        r"\bAS at\b",  # a name that does not parse
    ):
        assert not re.search(trap, text, re.IGNORECASE), trap


@pytest.mark.parametrize("engine", DIALECTS)
def test_least_greatest_and_whole_division_are_spelled_as_the_engine_does(engine: str) -> None:
    parsed = sqlglot.parse_one("SELECT LEAST(a, GREATEST(b, c)), INT_DIV(a, 3) % 3 FROM t")
    spelled = {
        "duckdb": "SELECT LEAST(a, GREATEST(b, c)), a // 3 % 3 FROM t",
        "sqlite": "SELECT MIN(a, MAX(b, c)), a / 3 % 3 FROM t",
        "postgres": "SELECT LEAST(a, GREATEST(b, c)), a / 3 % 3 FROM t",
        "spark": "SELECT LEAST(a, GREATEST(b, c)), a DIV 3 % 3 FROM t",
    }
    assert text_for(parsed, DIALECTS[engine]) == spelled[engine]


def test_nested_truths_do_not_explode() -> None:
    nested = "a"
    for level in range(12):
        nested = f"LEAST({nested}, GREATEST(b{level}, c))"
    parsed = sqlglot.parse_one(f"SELECT {nested} FROM t")
    assert all(len(text_for(parsed, dialect)) < 2 * len(nested) for dialect in DIALECTS.values())


def test_the_sql_of_the_class_of_2019_reads_like_the_order(snapshot: SnapshotAssertion) -> None:
    order = load_shelf().order("chhoeun-v-marin/2018-08-14")
    assert sql_text(order, VOCABULARY, "duckdb", ON) == snapshot


def test_the_sql_of_every_order_is_that_which_was_read_last(snapshot: SnapshotAssertion) -> None:
    """sqlglot changes its output between releases, and a change here changes nobody's answer unseen."""
    texts = {
        f"{order.id} {engine}": sql_text(order, VOCABULARY, engine, ON)
        for order in ORDERS
        for engine in DIALECTS
    }
    said = {
        name: f"{len(text)} characters, {hashlib.sha256(text.encode()).hexdigest()[:12]}"
        for name, text in texts.items()
    }
    assert said == snapshot


def test_every_step_of_a_plan_says_how_it_is_answered() -> None:
    for order in ORDERS:
        assert all(line.endswith("]") for line in plan_text(order, VOCABULARY))


GAP = """class "class" [invented]
  a person is a member when all of these hold:
    (a) there is a transfer: call it the move
    (b) 48 hours after the move have passed without an interview

life of this order
  2019-01-01 entered [invented]
  known through 2019-02-01 [invented]
"""


def test_a_step_in_hours_is_refused_by_name_and_not_answered_wrongly() -> None:
    """The declared gap of all engines."""
    front = FRONT.replace("court id: COURT\n", "")
    order = order_from_text(f"{front}```order\n{GAP}```\n", VOCABULARY, "our-order.md")
    with pytest.raises(RefusedOrder, match=r"E01: \(b\) is a step whose time is counted in hours"):
        to_plan(order, VOCABULARY)
    for dialect in DIALECTS.values():
        assert [gap.what for gap in dialect.gaps] == ["a step whose time is counted in hours"]
        assert all(gap.reason for gap in dialect.gaps)


def test_masks_are_read_back_as_the_letters_and_parts_that_decide() -> None:
    (_, step) = to_plan(load_shelf().order("chhoeun-v-marin/2019-01-03"), VOCABULARY).classes[0]
    assert deciding(step, 0b10010) == ("(b)", "(e)")
    assert deciding(step, 2**9) == ("left out",)
    assert parts_of(1 + 16) == ("class", "notice")
