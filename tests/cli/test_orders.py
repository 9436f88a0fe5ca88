"""`orders`: the shelf, one order, its life, and what changed between two."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import Write
from .running import ORDER, answered, refused, valid

LATER = "chhoeun-v-marin/2020-04-27"
SHELF = Path(__file__).parents[2] / "src" / "duenotice" / "library" / "orders"
IDS = sorted(path.relative_to(SHELF).with_suffix("").as_posix() for path in SHELF.rglob("*.md"))


def test_the_list_names_every_order_on_the_shelf() -> None:
    said = answered("orders")
    assert answered("orders", "list") == said
    listed = [line.split()[0] for line in said.splitlines() if not line.startswith(" ")]
    assert sorted(listed) == IDS
    data = valid("orders", json.loads(answered("orders", "list", "--json")))
    assert [order["id"] for order in data] == listed


@pytest.mark.parametrize("id_", IDS)
def test_show_prints_the_file_as_it_is(id_: str) -> None:
    text = (SHELF / f"{id_}.md").read_text(encoding="utf-8")
    assert answered("orders", "show", id_) == text
    assert valid("order", json.loads(answered("orders", "show", id_, "--json")))["text"] == text


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2019-01-02", "no"), ("2019-01-03", "yes"), ("2019-04-03", "yes"), ("2019-04-04", "unknown")],
)
def test_life_tells_the_acts_and_whether_the_order_was_in_force_on_the_day(day: str, verdict: str) -> None:
    said = answered("orders", "life", ORDER, "--on", day)
    assert "  3 January 2019: entered [Dkt. 190]" in said
    assert "  3 January 2019 through 3 April 2019: yes" in said
    assert f"On the day asked about: {verdict}: " in said
    data = valid("life", json.loads(answered("orders", "life", ORDER, "--on", day, "--json")))
    assert (data["on"], data["in_force"]) == (day, verdict)
    assert data["intervals"][0] == {"from": None, "through": "2019-01-02", "in_force": "no"}


def test_diff_says_what_changed_and_for_whom() -> None:
    said = answered("orders", "diff", ORDER, LATER)
    assert said.startswith(f"From {ORDER} to {LATER}:\n")
    assert "      the government must give written notice of detention at least 14 days earlier" in said
    assert "      the government must mail written notice of detention at least 14 days earlier" in said
    assert "  was: class yes, notice violated\n" in said
    data = valid("diff", json.loads(answered("orders", "diff", ORDER, LATER, "--json")))
    assert (data["old"], data["new"]) == (ORDER, LATER)
    assert 0 < len(data["for_whom"]) <= data["asked"]
    assert all(person["old"] != person["new"] for person in data["for_whom"])


def test_diff_of_an_order_with_itself_finds_nothing() -> None:
    said = answered("orders", "diff", ORDER, ORDER)
    assert "the classes and the duties say the same" in said
    assert "For whom: 0 of " in said


CHANGES = {
    "a letter": (
        "(b) the person is in the United States",
        "(b) the person is not in the United States",
        "(b) was:\n    the person is in the United States\n  is now:\n"
        "    the person is not in the United States",
    ),
    "a number of days": (
        "at least 14 days earlier",
        "at least 21 days earlier",
        "the government must give written notice of detention at least 21 days earlier",
    ),
    "a whole class": ('"Chhoeun class"', '"new class"', 'the class "Chhoeun class" is no longer there:'),
    "any of": (
        "(g) any of these holds:",
        "(g) all of these hold:",
        "(g) was:\n    any of these holds:\n  is now:\n    all of these hold:",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_diff_says_each_change_in_words(change: str, write: Write) -> None:
    old, new, expected = CHANGES[change]
    text = re.sub(r"```case\n.*?```\n", "", answered("orders", "show", ORDER), flags=re.DOTALL)
    path = write("changed.md", text.replace(old, new))
    assert expected in answered("orders", "diff", ORDER, path)


@pytest.mark.parametrize("command", [("show",), ("life",), ("diff", ORDER)])
def test_an_id_that_is_not_on_the_shelf_is_refused_with_the_nearest(command: tuple[str, ...]) -> None:
    said = refused("orders", *command, "chhoeun-v-marin/2019-01-04")
    assert "S01: no order on the shelf is called `chhoeun-v-marin/2019-01-04`" in said
    assert f"did you mean `{ORDER}`?" in said
