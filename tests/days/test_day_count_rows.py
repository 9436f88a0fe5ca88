"""`conformance/day-counts.csv`: the meaning of counting as data."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from duenotice.days.calendars import Calendar
from duenotice.days.counting.rows import COLUMNS, came_of
from duenotice.days.counting.rulesets import RULES, Service

TABLE = Path(__file__).parents[2] / "conformance" / "day-counts.csv"
with TABLE.open(newline="", encoding="utf-8") as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_table_of_day_counts_is_kept(row: dict[str, str]) -> None:
    assert came_of(row, Calendar.load()) == row["expected"]


def test_the_table_has_its_columns_and_at_least_150_rows_with_a_source() -> None:
    assert TABLE.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert len([row for row in ROWS if row["source"]]) == len(ROWS) >= 150


def test_the_table_says_each_thing_once() -> None:
    asked = [tuple(row[name] for name in COLUMNS[1:13]) for row in ROWS]
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len(asked) == len(set(asked))


def test_the_table_speaks_of_every_rule_set_and_every_way_of_service() -> None:
    assert {row["jurisdiction"].split("/")[0] for row in ROWS} == set(RULES)
    assert {row["service"] for row in ROWS} == set(Service)


@pytest.mark.parametrize(
    "rule", ["Civil Rule 6", "Appellate Rule 26", "Bankruptcy Rule 9006", "Criminal Rule 45"]
)
def test_the_table_holds_the_examples_of_the_notes_of_2009(rule: str) -> None:
    assert len([row for row in ROWS if f"Committee note of 2009 to {rule}" in row["source"]]) >= 8


def test_a_row_with_a_wrong_date_fails_and_says_what_came() -> None:
    row = {**ROWS[0], "expected": "2007-09-03"}
    assert came_of(row, Calendar.load()) == "2007-09-04"


def test_a_row_with_a_wrong_alternative_fails() -> None:
    row = {**ROWS[0], "alt": "2007-09-05"}
    assert came_of(row, Calendar.load()) == "2007-09-04, earliest 2007-09-04, latest 2007-09-04"
