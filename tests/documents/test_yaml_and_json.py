"""YAML and JSON into plain values: nothing is guessed, multiplied or lost."""

from collections.abc import Callable
from typing import Any

import pytest

from duenotice.documents import from_json, from_yaml, json_positions, yaml_positions
from duenotice.problems import Problem, RefusedDocument


def refused(read: Callable[..., Any], text: str) -> Problem:
    with pytest.raises(RefusedDocument) as error:
        read(text, "file")
    (problem,) = error.value.problems
    return problem


def test_every_scalar_of_yaml_stays_the_text_that_was_written() -> None:
    text = "a: no\nb: 2019-01-03\nc: 08\nd: 1_000\ne: ~\nf: null\ng: 'x'\non: yes\nh:\n"
    assert from_yaml(text) == {
        **{"a": "no", "b": "2019-01-03", "c": "08", "d": "1_000"},
        **{"e": "~", "f": "null", "g": "x", "on": "yes", "h": ""},
    }


ONE_WOULD_BE_LOST = "only one of the two could count, and the other would be lost"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\na: 2\n", 2, 1, "`a` is given twice"),
        ("x:\n  - a: 1\n    a: 2\n", 3, 5, "`a` is given twice"),
        (BOMB, 2, 8, "`*a` repeats another part of the file"),
        ("a: &a\n  b: *a\n", 2, 6, "`*a` repeats another part of the file"),
        ("a: &x 1\n<<: *x\n", 2, 5, "`*x` repeats another part of the file"),
        ("a: exhibit #4\n", 1, 12, "`#4` would be lost"),
        ("? [a, b]\n: c\n", 1, 3, "this name is not a single word or phrase"),
        ("a: b: c\n", 1, 5, "the YAML breaks off here"),
        ("a:\n\t- b\n", 2, 1, "the YAML breaks off here"),
        ('a: "b\n', 1, 4, "the YAML breaks off here"),
        ("a: [b\n", 1, 6, "the YAML breaks off here"),
        ("a: 1\n---\na: 2\n", 2, 1, "the YAML breaks off here"),
        ("a: !<x\n", 1, 7, "the YAML breaks off here"),
        ("[" * 41, 1, 41, "this stands in too many lists"),
        ("[" * 5000, 1, 41, "this stands in too many lists"),
    ],
)
def test_yaml_that_is_refused(text: str, line: int, column: int, says: str) -> None:
    problem = refused(from_yaml, text)
    assert (problem.code, problem.what) == ("M03", says)
    assert (problem.place.line, problem.place.column) == (line, column)


def test_a_comment_on_a_line_of_its_own_and_behind_quotation_marks_is_a_comment() -> None:
    assert from_yaml('# about\na: "exhibit #4" # page 2\n') == {"a": "exhibit #4"}


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ('{"a": 1,}', 1, 8, "a comma stands before a closing bracket"),
        ('{"a": 1\n "b": 2}', 2, 2, "a comma is missing before this"),
        ('{"a": [1, 2', 1, 12, "the text ends before every bracket is closed"),
        ("{'a': 1}", 1, 2, 'texts stand in straight double quotation marks, as in "date"'),
        ("{\u201ca\u201d: 1}", 1, 2, 'texts stand in straight double quotation marks, as in "date"'),
        ('{"a": 1} // x', 1, 10, "JSON has no comments"),
        ('{"a": NaN}', 1, 7, "values are texts, numbers, lists and objects"),
        ('{"a": 1, "a": 2}', 1, 10, ONE_WOULD_BE_LOST),
        ('[{"a": {"b": 1}}, {"a": 1,\n"a": 2}]', 2, 1, ONE_WOULD_BE_LOST),
        ("[" * 41 + "]" * 41, 0, 0, "nothing that is read here is so deep"),
        ("[" * 5000, 0, 0, "nothing that is read here is so deep"),
        ("1" * 5000, 0, 0, "a number in it is too long"),
    ],
)  # fmt: skip
def test_json_that_is_refused(text: str, line: int, column: int, why: str) -> None:
    problem = refused(from_json, text)
    assert (problem.code, problem.why) == ("M03", why)
    assert (problem.place.line, problem.place.column) == (line, column)


@pytest.mark.parametrize(("read", "text"), [(from_json, '["\\ud800"]'), (from_yaml, '["\\ud800"]')])
def test_half_a_character_is_refused(read: Callable[..., Any], text: str) -> None:
    assert refused(read, text).code == "M07"


def test_a_byte_order_mark_is_no_part_of_the_data() -> None:
    assert from_json("\ufeff[1]") == [1]
    assert from_yaml("\ufeffa: 1") == {"a": "1"}


JSON = '{\n  "events": [\n    {"date": "2001", "x\\"y": [1, {"z": "\\u0041"}]}\n  ]\n}\n'


def test_every_value_and_key_of_json_can_be_pointed_at() -> None:
    at = json_positions(JSON, "r.json").of
    assert str(at(("events", 0, "date"))) == "r.json, line 3, column 14"
    assert at(("events", 0, "date"), True).column == 6
    assert at(("events", 0, 'x"y', 1, "z")).column == 40
    assert at(("events", 0)).column == 5
    assert (at(("events", 7)).line, at(()).line) == (2, 1)


def test_every_value_and_key_of_yaml_can_be_pointed_at() -> None:
    at = yaml_positions("events:\n  - date: 2001\n    x: [a, b]\n", "r.yaml", first_line=10).of
    assert str(at(("events", 0, "date"))) == "r.yaml, line 11, column 11"
    assert str(at(("events", 0, "x", 1))) == "r.yaml, line 12, column 12"
    assert at(("events", 0, "x"), True).column == 5
    assert str(at(("nowhere",))) == "r.yaml, line 10, column 1"
