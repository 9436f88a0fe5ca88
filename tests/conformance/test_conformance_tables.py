"""The tables that give the language its meaning: this engine passes them row by row, as every other must."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from duenotice.cli.conformance import shipped_tables
from duenotice.library import load_vocabulary
from duenotice.problems import Refused
from duenotice.reason import COLUMNS, run_table
from duenotice.truth import Truth

FOLDER = Path(__file__).parents[2] / "conformance"
TABLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.csv"))}
QUANTIFIERS = list(csv.DictReader(TABLES["quantifiers.csv"].splitlines()))


def rows_of(name: str) -> list[list[str]]:
    return list(csv.reader(TABLES[name].splitlines()))[1:]


def one_row(name: str, row: list[str]) -> str:
    cells = ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
    return f"{','.join(COLUMNS[name.removesuffix('.csv')])}\n{cells}\n"


EACH = [(name, row) for name in TABLES for row in rows_of(name)]


@pytest.mark.parametrize(("name", "row"), EACH, ids=lambda value: "; ".join(value[:4])[:120])
def test_each_row_comes_out_as_the_table_says(name: str, row: list[str]) -> None:
    ran = run_table(one_row(name, row), name, load_vocabulary())
    assert (ran.rows, ran.failed) == (1, ())


@pytest.mark.parametrize("name", TABLES)
def test_a_wrong_row_is_reported_with_its_line_and_what_came(name: str) -> None:
    row = rows_of(name)[0]
    at = COLUMNS[name.removesuffix(".csv")].index("expected")
    right = row[at]
    wrong = "2000-01-01" if right[0].isdigit() else next(str(t) for t in Truth if str(t) != right)
    days = "," + ",".join(row[at + 1 : at + 3]) if name == "notice-before.csv" else ""
    text = TABLES[name] + one_row(name, [*row[:at], wrong, *row[at + 1 :]]).splitlines()[1] + "\n"
    ran = run_table(text, name, load_vocabulary())
    last = len(text.splitlines())
    assert [(failed.place.line, failed.expected, failed.came) for failed in ran.failed] == [
        (last, wrong + days, right + days)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_exactly_its_columns_and_a_note_in_every_row(name: str) -> None:
    columns = COLUMNS[name.removesuffix(".csv")]
    assert TABLES[name].splitlines()[0] == ",".join(columns)
    assert all(len(row) == len(columns) and row[-1] for row in rows_of(name))


COUNTED = {
    "notice-before.csv": 60,
    "steps.csv": 40,
    "duties-after.csv": 25,
    "duties-by-day.csv": 25,
    "notice-language.csv": 15,
}


@pytest.mark.parametrize("name", COUNTED)
def test_a_counted_verdict_has_many_rows_each_with_a_source_and_comes_out_every_way(name: str) -> None:
    rows = list(csv.DictReader(TABLES[name].splitlines()))
    assert len(rows) >= COUNTED[name]
    assert all(row["source"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["expected"] for row in rows}) >= 3


def test_the_founding_order_allows_an_arrest_from_18_january_and_devitri_ends_on_30_may() -> None:
    notices = {row["id"]: row for row in csv.DictReader(TABLES["notice-before.csv"].splitlines())}
    assert notices["founding-0118"]["strictest"] == "2019-01-18"
    steps = {row["id"]: row for row in csv.DictReader(TABLES["steps.csv"].splitlines())}
    found = [
        (steps[row]["on"], steps[row]["expected"]) for row in ("devitri-file-last-day", "devitri-file-over")
    ]
    assert found == [("2018-05-30", "no"), ("2018-05-31", "yes")]
    assert steps["devitri-denial-last-day"]["on"] == "2018-09-11"


def test_the_tables_are_the_ones_that_come_with_the_program() -> None:
    assert [name for name, _ in shipped_tables()] == [f"conformance/{name}" for name in TABLES]


def test_a_row_of_the_quantifiers_stands_there_once() -> None:
    asked = Counter((row["record"], row["condition"], row["on"]) for row in QUANTIFIERS)
    assert [row for row, times in asked.items() if times > 1] == []


FORMS = {
    "a": r"there is an? ",
    "the first": r"there is the first ",
    "the last": r"there is the last ",
    "no": r"there is no ",
    "the day": r"the day is ",
    "nationality": r"nationality is ",
    "presence": r"is (?:not )?in the United States",
    "roster": r"on the roster ",
    "any of": r"any of these holds:",
    "all of": r"all of these hold:",
    "after": r"\w after ",
    "on or after": r" on or after ",
    "before": r"\w before ",
    "on or before": r" on or before ",
    "on the day of": r" on the day of ",
    "within days": r" within \d+ days after ",
    "more than days": r" more than \d+ days after ",
    "at least days": r" at least \d+ days before ",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_condition_has_rows_that_come_out_differently(form: str) -> None:
    truths = {row["expected"] for row in QUANTIFIERS if re.search(FORMS[form], row["condition"])}
    assert len(truths) >= 2, form


@pytest.mark.parametrize("truth", Truth)
def test_yes_no_and_unknown_are_each_a_sixth_of_the_quantifiers_or_more(truth: Truth) -> None:
    assert sum(row["expected"] == str(truth) for row in QUANTIFIERS) >= len(QUANTIFIERS) / 6


def test_a_bad_cell_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        run_table(
            "record,condition,on,expected,note\n"
            "nationality Cambodia,the person's nationality is Cambodia,2019-01-22,yes,a good row\n"
            "nationality Cambodai,the person's nationality is Cambodia,2019-01-22,yes,a bad one\n",
            "mine.csv",
            load_vocabulary(),
        )
    problem = refused.value.problems[0]
    assert (problem.code, problem.place.file, problem.place.line) == ("R03", "mine.csv", 3)
    assert problem.help == "did you mean `Cambodia`?"
