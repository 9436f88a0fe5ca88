"""`conformance/dates.csv` is the meaning of dates as data; this engine passes it, as every other must."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import pytest

from duenotice.days import Relation, compare, from_edtf
from duenotice.truth import Truth

TABLE = Path(__file__).parents[2] / "conformance" / "dates.csv"
with TABLE.open(newline="", encoding="utf-8") as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(list(row.values())[:4]))
def test_the_table_of_dates_is_kept(row: dict[str, str]) -> None:
    left, right, days = from_edtf(row["left"]), from_edtf(row["right"]), int(row["days"] or 0)
    assert compare(left, Relation(row["relation"]), right, days) is Truth.from_text(row["expected"])


def test_the_table_has_its_columns() -> None:
    assert TABLE.read_text(encoding="utf-8").startswith("left,relation,right,days,expected,note\n")


def test_the_table_holds_yes_no_and_unknown_for_every_relation() -> None:
    held = {(row["relation"], row["expected"]) for row in ROWS}
    assert held == set(product(map(str, Relation), map(str, Truth)))


def test_the_table_says_each_thing_once() -> None:
    said = [(row["left"], row["relation"], row["right"], row["days"]) for row in ROWS]
    assert len(said) == len(set(said))


def test_the_table_gives_days_exactly_to_the_relations_that_take_them() -> None:
    assert all(bool(row["days"]) is Relation(row["relation"]).takes_days for row in ROWS)
