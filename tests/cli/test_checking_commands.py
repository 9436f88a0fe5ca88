"""`lint`, `format`, `cases`, `conformance`: the four that may end with exit code 1."""

from __future__ import annotations

import json

import pytest

from .conftest import Write
from .running import ORDER, RECORDS, answered, refused, run, valid

RULES = """---
id: example-v-example/2019-01-03
title: An example
court: No court
number: none
judge: nobody
docket entry: none
decided: 2019-01-03
territory: nowhere
time zone: America/Los_Angeles
version: 1
---

```order
class "taken" [none]
  a person is a member when all of these hold:
    (a) there is a detention for removal

life of this order
  2019-01-03 entered [none]
  known through 2019-04-03 [none]
```
"""
CASES = """
```case
taken
  2019-01-20 detention for removal
  on 2019-01-22
  expect class: yes
```

```case
not taken
  searched detention for removal through 2019-01-22
  on 2019-01-22
  expect class: no because (a)
```

```case
nobody looked
  nationality Cambodia
  on 2019-01-22
  expect class: unknown because (a)
```
"""
GOOD = RULES + CASES
WRONG = GOOD.replace("expect class: yes", "expect class: no because (a)")


def test_cases_of_the_shelf_pass() -> None:
    said = answered("cases").splitlines()
    assert said[-1].endswith(" passed, 0 failed")
    data = valid("cases", json.loads(answered("cases", "--json")))
    assert ORDER in [one["order"] for one in data]
    assert all(case["passed"] for one in data for case in one["cases"])


def test_cases_of_a_file_pass_and_are_named_if_asked(write: Write) -> None:
    path = write("good.md", GOOD)
    assert answered("cases", path) == f"{path}: 3 passed, 0 failed\n3 passed, 0 failed\n"
    assert "  passed: not taken\n" in answered("cases", "-v", path)


def test_a_case_that_fails_is_told_with_its_line_and_what_came(write: Write) -> None:
    path = write("wrong.md", WRONG)
    ran = run("cases", path)
    line = WRONG.splitlines().index("  expect class: no because (a)") + 1
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"{path}: 2 passed, 1 failed\n  FAILED: taken\n    line {line}: expect class: no because (a)\n"
        "    came: yes\n2 passed, 1 failed\n"
    )
    as_json = run("cases", path, "--json")
    assert as_json.code == 1
    assert valid("cases", as_json.data)[0]["cases"][0]["differences"] == [
        {"expected": "expect class: no because (a)", "came": "yes"}
    ]


def test_a_file_of_cases_names_its_order(write: Write) -> None:
    case = "```case\nof whom nothing is known\n  nationality unknown\n  on 2019-01-22\n"
    case += "  expect class: unknown\n```\n"
    assert "1 passed" in answered("cases", write("mine.md", f"---\norder: {ORDER}\n---\n\n{case}"))
    assert "does not say which order its cases are about" in refused("cases", write("none.md", case))
    assert "no `case` block" in refused("cases", write("empty.md", f"---\norder: {ORDER}\n---\n"))
    assert "did you mean" in refused("cases", write("far.md", f"---\norder: {ORDER}x\n---\n\n{case}"))


def test_a_case_that_could_not_fail_is_refused(write: Write) -> None:
    head = f"---\norder: {ORDER}\n---\n\n"
    said = refused("cases", write("no.md", head + "```case\nnobody\n  nationality Cambodia\n```\n"))
    assert "the case has no `on DATE` line" in said
    assert "the case has no `expect class: …` line" in said


def test_lint_has_nothing_to_ask_of_a_good_file(write: Write) -> None:
    path = write("good.md", GOOD)
    assert answered("lint", path) == "1 file read: 0 problems, 0 questions\n"
    assert valid("lint", json.loads(answered("lint", path, "--json"))) == {"unreadable": [], "questions": []}
    assert answered("lint", *sorted(RECORDS.glob("*.md"))).endswith(": 0 problems, 0 questions\n")


def test_lint_asks_what_a_careful_reader_would_ask_and_ends_with_1(write: Write) -> None:
    ran = run("lint", write("bare.md", RULES.replace('"taken" [none]', '"taken"')))
    assert (ran.code, ran.err) == (1, "")
    assert "O05" in ran.out
    assert "1 file read: 0 problems" in ran.out
    as_json = run("lint", write("bare.md", RULES.replace('"taken" [none]', '"taken"')), "--json")
    assert as_json.code == 1
    assert "O05" in [question["code"] for question in valid("lint", as_json.data)["questions"]]


def test_lint_of_what_cannot_be_read_ends_with_2(write: Write) -> None:
    path = write("bad.md", GOOD.replace("detention for removal\n\nlife", "detention for removall\n\nlife"))
    said = refused("lint", path)
    assert "O02" in said
    assert "did you mean `detention for removal`?" in said
    ran = run("lint", path, "--json")
    assert ran.code == 2
    assert valid("lint", ran.data)["unreadable"][0]["code"] == "O02"


def test_format_changes_a_file_in_place_once(write: Write) -> None:
    path = write("wide.md", GOOD.replace("    (a) there is", "    (a)   there   is"))
    assert run("format", "--check", path).code == 1
    assert answered("format", path) == "1 read, 1 changed\n"
    assert path.read_text(encoding="utf-8") == GOOD
    assert answered("format", path) == "1 read, 0 changed\n"
    assert answered("format", "--check", path) == "1 read, 0 would change\n"


def test_format_check_shows_the_difference_and_changes_nothing(write: Write) -> None:
    text = GOOD.replace("    (a) there is", "    (a)   there   is")
    path = write("wide.md", text)
    ran = run("format", "--check", path)
    assert (ran.code, ran.err) == (1, "")
    assert (
        "-    (a)   there   is a detention for removal\n+    (a) there is a detention for removal\n"
        in ran.out
    )
    assert path.read_text(encoding="utf-8") == text
    as_json = run("format", "--check", path, "--json")
    assert (as_json.code, valid("format", as_json.data)) == (1, {"changed": [], "would_change": [str(path)]})
    assert valid("format", json.loads(answered("format", path, "--json"))) == {
        "changed": [str(path)],
        "would_change": [],
    }


def test_format_of_standard_input_is_printed() -> None:
    text = GOOD.replace("    (a) there is", "    (a)   there   is")
    assert answered("format", "-", stdin=text) == GOOD
    assert run("format", "--check", "-", stdin=text).code == 1
    assert run("format", "--check", "-", stdin=GOOD).code == 0


def test_format_leaves_every_file_alone_if_one_cannot_be_read(write: Write) -> None:
    wide = GOOD.replace("    (a) there is", "    (a)   there   is")
    good, bad = write("wide.md", wide), write("bad.md", GOOD.replace("there is a", "there be a"))
    assert "O01" in refused("format", good, bad)
    assert good.read_text(encoding="utf-8") == wide


DATES = "left,relation,right,days,expected,note\n"


def test_conformance_runs_the_tables_that_come_with_the_program() -> None:
    said = answered("conformance")
    assert "conformance/dates.csv: 352 passed, 0 failed" in said
    data = valid("conformance", json.loads(answered("conformance", "--json")))
    assert {table["file"] for table in data} >= {
        f"conformance/{name}.csv" for name in ("dates", "quantifiers", "truth")
    }
    assert all(table["failed"] == [] for table in data)


def test_conformance_reports_a_row_that_comes_out_differently_and_ends_with_1(write: Write) -> None:
    path = write(
        "mine.csv",
        DATES + "2019-01-04,after,2019-01-03,,yes,so\n2019-01-03,after,2019-01-03,,yes,not so\n",
    )
    ran = run("conformance", path)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"{path}: 1 passed, 1 failed\n  line 3: 2019-01-03,after,2019-01-03,,yes,not so\n"
        "    expected: yes; came: no\n"
    )
    as_json = run("conformance", path, "--json")
    assert as_json.code == 1
    assert valid("conformance", as_json.data)[0]["failed"][0]["line"] == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is not a conformance table"),
        ("left,right\n1,2\n", "the columns must be: left,connective,right,expected,note"),
        (DATES, "there is no row in this table"),
        (DATES + "2019-02-30,after,2019-01-03,,no,no such day\n", "line 2"),
        (DATES + "2019-01-04,behind,2019-01-03,,yes,no such relation\n", "`behind` is not a relation"),
        (DATES + "2019-01-04,within_days_after,2019-01-03,,yes,no days\n", "needs a number of days"),
        (DATES + "2019-01-04,after,2019-01-03,,maybe,no such truth\n", "`maybe` is none of yes, no, unknown"),
        (DATES + "2019-01-04,after\n", "line 2"),
        (DATES + '"2019-01-04,after\n', "line"),
        ("record,condition,on,expected,note\nx,there is a conviction,2019-01-01,no,\n", "R01"),
        (
            "record,condition,on,expected,note\n,there is a convictio,2019-01-01,no,\n",
            "did you mean `conviction`?",
        ),
        ("record,condition,on,expected,note\n,there be,2019-01-01,no,\n", "O01"),
    ],
)
def test_a_table_that_cannot_be_run_is_refused_with_the_line(text: str, said: str, write: Write) -> None:
    assert said in refused("conformance", write("mine.csv", text))
