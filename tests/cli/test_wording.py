"""What people read, word by word: to be read again, as a lawyer would, whenever a snapshot changes.

Receipts hold hashes of the shelf and are left out, and so is the prose of the order files.
"""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from .running import HERE, ORDER, RECORDS, answered

EXAMPLE = HERE / "orders" / "example.md"
EVERY = sorted(path.stem for path in RECORDS.glob("*.md"))
JARGON = re.compile(
    r"\b(?:None|True|False|Kind|Truth|Span|Happening|Event|Fact|Record|Status|object|dict|tuple|frozenset)\b"
    r"|\[\]|\(\)|<|>|'\w+'|0001-01|9999|\d{4}-\d\d-\d\d|\S  \S"
)
ID = r"[a-z0-9-]+/\d{4}-\d\d-\d\d"
"""The id of an order, which may stand in any line."""
ARTICLES = re.compile(r"\ba (?=[aeio])|\ban (?=[bcdfghjklmnpqrstvwxyz])")


def explained(record: str, order: object = EXAMPLE) -> str:
    said = answered("explain", str(order), RECORDS / f"{record}.md")
    return re.sub(r"^Receipt: .*\n", "", said, flags=re.MULTILINE)


@pytest.mark.parametrize("record", EVERY)
def test_what_explain_says_of_the_example_order(record: str, snapshot: SnapshotAssertion) -> None:
    assert explained(record) == snapshot


@pytest.mark.parametrize("record", EVERY)
def test_what_explain_says_of_the_founding_order(record: str, snapshot: SnapshotAssertion) -> None:
    said = explained(record, ORDER)
    assert (
        re.sub(r"\nThe order file leaves out:.*?\n\n(?=This is not)", "", said, flags=re.DOTALL) == snapshot
    )


@pytest.mark.parametrize("record", EVERY)
def test_what_check_says(record: str, snapshot: SnapshotAssertion) -> None:
    assert answered("check", RECORDS / f"{record}.md") == snapshot


def test_what_diff_says_of_two_orders_of_the_case(snapshot: SnapshotAssertion) -> None:
    said = answered("orders", "diff", ORDER, "chhoeun-v-marin/2020-04-27")
    assert said[: said.index("For whom")] == snapshot


def test_what_diff_says_of_an_order_that_was_changed(snapshot: SnapshotAssertion) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    changed = HERE / "orders" / "example-changed.md"
    assert changed.read_text(encoding="utf-8") != text
    assert answered("orders", "diff", EXAMPLE, changed) == snapshot


@pytest.mark.parametrize("record", EVERY)
def test_no_line_is_said_in_the_words_of_the_program(record: str) -> None:
    said = explained(record) + answered("check", RECORDS / f"{record}.md")
    lines = [line for line in said.splitlines() if not re.match(rf"\s*{ID}|\s+\(\w+\) ", line)]
    text = re.sub(ID, "the order", "\n".join(lines))
    assert [match.group() for match in JARGON.finditer(text)] == []


@pytest.mark.parametrize("record", EVERY)
def test_no_article_is_wrong_and_no_line_stands_there_twice(record: str) -> None:
    said = explained(record)
    assert ARTICLES.findall(said) == []
    for letter in re.split(r"\n(?=\s+\(\w+\) |\n|Duty)", said):
        lines = [line.strip() for line in letter.splitlines() if line.strip()]
        assert len(lines) == len(set(lines)), letter
