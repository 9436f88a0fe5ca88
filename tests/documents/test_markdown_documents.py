"""Markdown into front matter, blocks and notes: what is read, and what is refused sooner than lost."""

import pytest

from duenotice.documents import Document, from_markdown
from duenotice.problems import Problem, RefusedDocument

TEXT = """---
id: doe-v-agency/2019-01-03
docket entry: "Dkt. #12"
answer: no
day: 2019-01-03
---

# The order

> Our reading of (d).
> Only convictions count.

```case
Person A
  nationality Cambodia
```

~~~order
life of this order
~~~
"""


def refused(text: str) -> Problem:
    with pytest.raises(RefusedDocument) as error:
        from_markdown(text, "file.md")
    (problem,) = error.value.problems
    return problem


def test_front_matter_is_text_so_that_no_stays_a_word_and_a_date_a_date_of_ours() -> None:
    front = from_markdown(TEXT).front
    assert front["answer"] == "no"
    assert front["day"] == "2019-01-03"
    assert front["docket entry"] == "Dkt. #12"


def test_blocks_know_their_kind_their_text_and_their_first_line() -> None:
    case, order = from_markdown(TEXT, "file.md").blocks
    assert (case.kind, case.line, case.text) == ("case", 14, "Person A\n  nationality Cambodia\n")
    assert (order.kind, order.line) == ("order", 19)
    assert str(case.place(1)) == "file.md, line 15"
    assert case.place(1).text == "  nationality Cambodia"
    assert case.place(9).text == ""


def test_a_note_is_a_block_quote_joined_into_one_paragraph() -> None:
    (note,) = from_markdown(TEXT).notes
    assert (note.text, note.line) == ("Our reading of (d). Only convictions count.", 10)


def same_parts(one: Document, other: Document) -> bool:
    return (one.front, one.blocks, one.notes) == (other.front, other.blocks, other.notes)


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_mean_the_same(line_end: str) -> None:
    assert same_parts(from_markdown(TEXT.replace("\n", line_end)), from_markdown(TEXT))


def test_a_byte_order_mark_hides_nothing() -> None:
    assert same_parts(from_markdown("\ufeff" + TEXT), from_markdown(TEXT))


def test_an_empty_text_is_an_empty_document() -> None:
    assert from_markdown("").blocks == ()


@pytest.mark.parametrize(
    "char", ["\x00", "\x0b", "\x0c", "\x1b", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\ud800"]
)
def test_a_character_that_turns_or_hides_text_is_refused_where_it_stands(char: str) -> None:
    problem = refused(TEXT.replace("Cambodia", f"Cam{char}bodia"))
    assert (problem.code, problem.place.line, problem.place.column) == ("M07", 15, 18)
    assert f"U+{ord(char):04X}" in problem.what


def test_zero_width_spaces_may_stand_in_prose_where_khmer_needs_them() -> None:
    assert from_markdown("ខ្មែរ\u200bខ្មែរ").blocks == ()


def test_a_line_that_nobody_wrote_is_refused() -> None:
    problem = refused(f"{TEXT}\n{'x' * 10_001}\n")
    assert (problem.code, problem.place.line) == ("M01", 22)
    assert len(str(problem)) < 700


@pytest.mark.parametrize(
    ("written", "code", "line"),
    [
        ("```order\nlife of this order\n", "M04", 1),
        ("````order\nlife of this order\n```\n", "M04", 1),
        ("```order\nlife\n```case\nPerson A\n```\n", "M04", 1),
        ("```sh\nmake\n\n```case\nPerson A\n```\n", "M04", 1),
        ("    ```order\n    life of this order\n    ```\n", "M06", 1),
        (" ```order\n life of this order\n ```\n", "M06", 1),
        ("- ```order\n  life of this order\n  ```\n", "M06", 1),
        ("> ```case\n> Person A\n> ```\n", "M06", 1),
        ("<!--\n```order\nlife of this order\n```\n-->\n", "M06", 2),
        ("<div>\n```order\nlife of this order\n```\n</div>\n", "M06", 2),
        ("```Order\nlife of this order\n```\n", "M06", 1),
        ("```cases\nPerson A\n```\n", "M06", 1),
        ("```oredr\nlife of this order\n```\n", "M06", 1),
        ("---\nid: x\n", "M02", 1),
        ("\n---\nid: x\n---\n", "M02", 2),
        ("---\n- id\n---\n", "M02", 1),
        ("---\nid:\n  deeper: x\n---\n", "M02", 2),
        ("---\nid: x\nid: y\n---\n", "M03", 3),
        ("---\nid: x # the id\n---\n", "M03", 2),
    ],
)
def test_what_would_be_lost_in_silence_is_refused(written: str, code: str, line: int) -> None:
    problem = refused(written)
    assert (problem.code, problem.place.line) == (code, line), str(problem)


@pytest.mark.parametrize(
    "written",
    [
        "````markdown\n```order\nlife of this order\n```\n````\n",
        "```text\nshort\n```\n",
        "- an item\n\n  ```sh\n  make\n  ```\n",
        "> ```sh\n> make\n> ```\n",
        "Text\n\n---\n\nMore text\n",
    ],
)
def test_other_markdown_is_left_alone(written: str) -> None:
    assert from_markdown(written).of_kind("order", "case", "term") == ()
