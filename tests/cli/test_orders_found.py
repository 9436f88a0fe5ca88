"""`orders` with its filters, and what it writes of the shelf: timeline, export, book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duenotice.library import load_shelf

from .running import ORDER, answered, refused, run, valid

IDS = list(load_shelf().orders)


def test_filters_behind_the_group_and_behind_list_say_the_same() -> None:
    filters = ("--who", "Cambodia", "--in-force-on", "2019-01-15")
    said = answered("orders", *filters)
    assert answered("orders", "list", *filters) == said
    assert f"{ORDER}  Order granting a temporary restraining order\n" in said
    assert "    in force: yes: entered on 3 January 2019" in said
    assert "    asks for no nationality\n" in said
    assert "hamama-v-adducci/2017-06-22" not in said
    assert said.endswith(f" of the {len(IDS)} orders on the shelf\n")


def test_a_search_shows_the_line_that_was_found() -> None:
    said = answered("orders", "--search", "postmarked envelope")
    assert all("    says: " in block for block in said.split("\n    ")[1:] if "says" in block)
    assert (
        answered("orders", "--search", "no such words anywhere")
        == f"0 of the {len(IDS)} orders on the shelf\n"
    )


@pytest.mark.parametrize(
    ("option", "value", "code"), [("--who", "Cambodja", "R03"), ("--in-force-on", "2019-01", "D01")]
)
def test_what_cannot_be_looked_for_is_refused(option: str, value: str, code: str) -> None:
    assert f"{option}: {code}: " in refused("orders", option, value)


def test_filters_before_another_command_are_refused_and_not_lost() -> None:
    ran = run("orders", "--who", "Cambodia", "show", ORDER)
    assert ran.code == 2
    assert "filters stand behind the command" in ran.err


def test_the_timeline_is_text_or_a_picture_and_never_writes_over_a_file_unasked(tmp_path: Path) -> None:
    assert f"  3 January 2019: {ORDER}: entered [Dkt. 190]\n" in answered(
        "orders", "timeline", "--where", "Cal."
    )
    file = tmp_path / "orders.svg"
    assert answered("orders", "timeline", "--svg", file) == ""
    first = file.read_bytes()
    assert first.startswith(b"<svg ")
    assert "W04: " in refused("orders", "timeline", "--svg", file)
    assert answered("orders", "timeline", "--svg", file, "--replace") == ""
    assert file.read_bytes() == first
    assert run("orders", "timeline", "--replace").code == 2


def test_the_export_holds_every_order_in_the_published_shape() -> None:
    data = valid("shelf", json.loads(answered("orders", "export")))
    assert [order["id"] for order in data["orders"]] == IDS
    told = next(order for order in data["orders"] if order["id"] == ORDER)
    assert [letter["letter"] for letter in told["classes"][0]["letters"]][-1] == "(g)(2)"
    assert told["nationalities"] == ["Cambodia"]
    some = valid("shelf", json.loads(answered("orders", "export", "--who", "Iraq")))
    assert 0 < len(some["orders"]) < len(IDS)


def test_the_book_is_written_whole_and_the_same_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert answered("orders", "book", "-o", one) == f"{one / 'index.html'}: {len(IDS)} orders\n"
    answered("orders", "book", "-o", two)
    files = [path.relative_to(one) for path in one.rglob("*.html")]
    assert {path.with_suffix("").as_posix() for path in files} == {*IDS, "index"}
    assert all((one / file).read_bytes() == (two / file).read_bytes() for file in files)
    assert "T12: " in refused("orders", "book", "-o", one)
