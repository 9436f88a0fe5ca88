"""A whole order file: its identity, its hash, and the formatter that changes nothing else."""

import pytest

from duenotice.language import formatted
from duenotice.library import load_shelf, load_vocabulary, order_from_text
from duenotice.problems import Refused
from tests.language.texts import EVERY_SENTENCE, ORDER

VOCABULARY = load_vocabulary()


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        order_from_text(text, VOCABULARY, "order.md")
    return [(problem.code, problem.what) for problem in error.value.problems]


def test_an_order_knows_which_order_it_is() -> None:
    order = order_from_text(ORDER, VOCABULARY)
    assert (order.id, order.identity.case) == ("doe-v-agency/2019-01-03", "doe-v-agency")
    assert (order.identity.docket_entry, order.identity.time_zone) == ("Dkt. 12", "America/Los_Angeles")
    assert [note.text for note in order.notes] == ["Our reading of (d). Only convictions count."]
    assert len(order.cases) == 1


def test_a_caution_in_the_front_matter_is_kept() -> None:
    order = order_from_text(
        ORDER.replace("version: 1", "version: 1\ncaution: not the whole order"), VOCABULARY
    )
    assert order.identity.cautions == ("not the whole order",)


def test_the_hash_covers_the_prose_too() -> None:
    changed = ORDER.replace("The court orders notice.", "The court orders a notice.")
    assert order_from_text(changed, VOCABULARY).digest != order_from_text(ORDER, VOCABULARY).digest


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("judge: Judge A\n", "", "the front matter does not say `judge`"),
        ("judge: Judge A\n", "judge:\n", "the front matter does not say `judge`"),
        ("judge: Judge A\n", "Judge: Judge A\n", "the front matter does not say `judge`"),
        ("version: 1", "version: 1.0", "`1.0` cannot be the `version` of an order"),
        ("version: 1", "version: 1\nkind: law", "`law` cannot be the `kind` of an order"),
        ("version: 1", "version: 1\nrule: x", "`rule` is not part of the front matter of an order"),
        ("version: 1", "version: 1\ncautoin: x", "`cautoin` is not part of the front matter of an order"),
        (
            "id: doe-v-agency/2019-01-03",
            "id: doe v. agency",
            "`doe v. agency` cannot be the `id` of an order",
        ),
        ("decided: 2019-01-03", "decided: 2019-01-04", "`2019-01-04` is not the day in the id, `2019-01-03`"),
        ("decided: 2019-01-03", "decided: 2019", "`2019` cannot be the `decided` of an order"),
        ("time zone: America/Los_Angeles", "time zone: PST8", "`PST8` cannot be the `time zone` of an order"),
    ],
)
def test_an_identity_that_is_not_complete_is_refused(old: str, new: str, what: str) -> None:
    assert refused(ORDER.replace(old, new)) == [("O10", what)]


def test_a_day_in_the_identity_is_a_day_that_exists() -> None:
    text = ORDER.replace("2019-01-03\ntitle", "2019-02-30\ntitle").replace(
        "decided: 2019-01-03", "decided: 2019-02-30"
    )
    assert [code for code, _ in refused(text)] == ["D02", "D02"]


def test_an_order_whose_day_was_not_seen_is_called_by_its_month() -> None:
    text = ORDER.replace("2019-01-03\ntitle", "2019-01\ntitle")
    text = text.replace("decided: 2019-01-03", "decided: 2019-01").replace(
        "2019-01-03 entered", "2019-01 entered"
    )
    order = order_from_text(text, VOCABULARY)
    assert (order.id, order.identity.case, order.identity.decided) == (
        "doe-v-agency/2019-01",
        "doe-v-agency",
        "2019-01",
    )
    assert str(order.rules.life.acts[0].date) == "2019-01"


def test_the_month_in_the_identity_exists_and_is_the_same_in_both() -> None:
    text = ORDER.replace("2019-01-03\ntitle", "2019-13\ntitle").replace(
        "decided: 2019-01-03", "decided: 2019-13"
    )
    assert [code for code, _ in refused(text)] == ["D02", "D02"]
    assert refused(ORDER.replace("decided: 2019-01-03", "decided: 2019-01")) == [
        ("O10", "`2019-01` is not the day in the id, `2019-01-03`")
    ]


def test_a_file_without_front_matter_is_told_so_once() -> None:
    assert [code for code, _ in refused(ORDER.split("---\n", 2)[2])] == ["O10"]


def test_problems_of_the_identity_do_not_hide_problems_of_the_rules() -> None:
    text = (
        ORDER.replace("judge: Judge A\n", "")
        .replace("a conviction", "a convicton")
        .replace("no conv", "no cnov")
    )
    assert [code for code, _ in refused(text)] == ["O10", "O02"]


@pytest.mark.parametrize(
    "text", [ORDER, EVERY_SENTENCE, *(o.document.text for o in load_shelf().orders.values())]
)
def test_what_is_formatted_stays_as_it_is(text: str) -> None:
    assert formatted(text) == text


MESSY = """\ufeff---
id: x \x20
---

Prose  with trailing space.  \n\t
~~~text
  kept
~~~

```order


life of this order


      2019-01-03   entered [ Dkt. 1 ,to verify]
      known   through 2019-04-03 [docket]

left out: "a   thing" [Dkt. 2]
```
after\u2009it\u0301

```order
```

```order
left out: "another"   [Dkt. 3]
```
no line end"""

NEAT = """life of this order
  2019-01-03 entered [Dkt. 1, to verify]
  known through 2019-04-03 [docket]

left out: "a thing" [Dkt. 2]
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_formatter_keeps_everything_outside_of_order_blocks_byte_for_byte(line_end: str) -> None:
    messy, neat = MESSY.replace("\n", line_end), NEAT.replace("\n", line_end)
    once = formatted(messy)
    before, _, rest = messy.partition(f"```order{line_end}")
    after = rest[rest.index(f"{line_end}```{line_end}after") + len(line_end) :]
    tidy = after.replace('"another"   [', '"another" [')
    assert once == f"{before}```order{line_end}{neat}{tidy}"
    assert formatted(once) == once


def test_a_block_that_cannot_be_read_leaves_the_whole_file_alone_and_every_problem_is_told() -> None:
    text = EVERY_SENTENCE.replace("there is a death\n", "there is death\n") + "\n```order\nlife\n```\n"
    with pytest.raises(Refused) as error:
        formatted(text, "order.md")
    lines = [problem.place.line for problem in error.value.problems]
    assert len(lines) == 2
    assert lines == sorted(lines)
