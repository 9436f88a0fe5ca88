"""`check`, `explain` and `demo`: what is asked about, when, and in which shape it is answered."""

from __future__ import annotations

import datetime
import json

import pytest

from .conftest import Write
from .running import ORDER, RECORDS, answered, refused, run, valid

EVERY = sorted(path.name for path in RECORDS.glob("*.md"))
TWELVE = RECORDS / "twelve-days.md"
TWO = "one\n  nationality Cambodia\n  on 2019-01-22\ntwo\n  nationality Laos\n  on 2019-02-01\n"


@pytest.mark.parametrize("name", EVERY)
def test_explain_prints_json_of_the_published_shape(name: str) -> None:
    data = json.loads(answered("explain", ORDER, RECORDS / name, "--json"))
    assert valid("answer", data)["order"] == ORDER


@pytest.mark.parametrize("name", EVERY)
def test_check_prints_json_of_the_published_shape(name: str) -> None:
    data = json.loads(answered("check", RECORDS / name, "--json"))
    [case] = [case for case in valid("check", data)["cases"] if case["case"] == "chhoeun-v-marin"]
    assert ORDER in [order["order"] for order in case["orders"]]


def test_a_verdict_is_never_an_exit_code() -> None:
    statuses = {
        duty["status"]
        for name in EVERY
        for duty in json.loads(answered("explain", ORDER, RECORDS / name, "--json"))["duties"]
    }
    assert statuses == {"met", "violated", "unknown", "not owed"}


def test_check_and_explain_agree() -> None:
    for name in EVERY:
        explained = json.loads(answered("explain", ORDER, RECORDS / name, "--json"))
        cases = json.loads(answered("check", RECORDS / name, "--json"))["cases"]
        [case] = [case for case in cases if case["case"] == "chhoeun-v-marin"]
        [line] = [line for line in case["orders"] if line["order"] == ORDER]
        assert line["verdict"] == explained["class"]["verdict"]
        assert line["in_force"] == explained["in_force"]
        assert line["protected"] == explained["protected"]
        assert line["duties"] == [
            {"name": duty["name"], "status": duty["status"]} for duty in explained["duties"]
        ]


def test_check_tells_every_order_of_the_case_and_the_strictest_duty() -> None:
    said = answered("check", TWELVE)
    assert f"  {ORDER}: Order granting a temporary restraining order" in said
    assert "in force: yes: entered on 3 January 2019" in said
    assert 'duty "notice before re-detention": violated: no notice was given early enough' in said
    assert f'The strictest duty that is owed: "notice before re-detention" of {ORDER}: violated' in said
    everything = answered("check", TWELVE, "--all")
    for other in ("2018-01-25", "2018-08-14", "2020-03-04", "2020-04-27"):
        assert f"  chhoeun-v-marin/{other}: " in everything
        assert f"chhoeun-v-marin/{other}" in said


@pytest.mark.parametrize("name", EVERY)
def test_check_asks_nothing_twice(name: str) -> None:
    lines = answered("check", RECORDS / name).splitlines()
    asked = [line.split(". ", 1)[1] for line in lines if line.strip()[:1].isdigit() and ". " in line]
    assert len(asked) == len(set(asked))


class Clock(datetime.datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Clock:
        return cls(2019, 3, 4, 12, tzinfo=tz)


def test_the_day_is_the_one_of_the_option_else_the_one_of_the_record_else_today(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datetime, "datetime", Clock)
    no_day = write("no-day.md", "Person\n  nationality Cambodia\n")
    assert "Asked about 4 March 2019." in answered("explain", ORDER, no_day)
    assert "Asked about 22 January 2019." in answered("explain", ORDER, TWELVE)
    assert "Asked about 5 February 2019." in answered("explain", ORDER, TWELVE, "--on", "2019-02-05")
    assert "Asked about 5 February 2019." in answered("check", TWELVE, "--on", "2019-02-05")


def test_what_was_learned_later_does_not_count(write: Write) -> None:
    path = write("learned.md", "Person\n  nationality Cambodia (learned 2019-02-01)\n  on 2019-01-22\n")
    now = json.loads(answered("explain", ORDER, path, "--json"))
    then = json.loads(answered("explain", ORDER, path, "--known-on", "2019-01-31", "--json"))
    assert [data["class"]["letters"][0]["verdict"] for data in (now, then)] == ["yes", "unknown"]
    assert [data["known_on"] for data in (now, then)] == [None, "2019-01-31"]
    assert "by what was on file on 2019-01-31" in answered("check", path, "--known-on", "2019-01-31")


def test_one_of_several_cases_is_named_by_its_title_or_its_number(write: Write) -> None:
    path = write("two.md", TWO)
    for which in ("two", "2"):
        assert "Asked about 1 February 2019." in answered("explain", ORDER, path, "--case", which)
    said = refused("explain", ORDER, path)
    assert "this file holds 2 cases" in said
    assert "1 `one`; 2 `two`" in said
    assert "help: did you mean `two`?" in refused("check", path, "--case", "twoo")


@pytest.mark.parametrize("command", [("check",), ("explain", ORDER)])
def test_a_record_may_come_from_standard_input(command: tuple[str, ...]) -> None:
    text = TWELVE.read_text(encoding="utf-8")
    assert answered(*command, "-", stdin=text) == answered(*command, TWELVE)
    as_json = answered("convert", TWELVE, "--to", "json")
    assert json.loads(as_json)["on"] == "2019-01-22"
    assert answered(*command, "-", stdin=as_json) == answered(*command, TWELVE)


@pytest.mark.parametrize("ending", ["json", "yaml", "md", "txt"])
def test_every_notation_of_a_record_gives_the_same_answer(ending: str, write: Write) -> None:
    target = ending if ending in ("json", "yaml") else "text"
    path = write(f"record.{ending}", answered("convert", TWELVE, "--to", target))
    assert answered("explain", ORDER, path) == answered("explain", ORDER, TWELVE)


def test_an_order_file_of_ones_own_may_be_asked(write: Write) -> None:
    text = answered("orders", "show", ORDER).replace(f"id: {ORDER}", "id: mine-v-theirs/2019-01-03")
    data = json.loads(answered("explain", write("mine.md", text), TWELVE, "--json"))
    assert valid("answer", data)["order"] == "mine-v-theirs/2019-01-03"
    assert data["class"]["verdict"] == "yes"


def test_the_demo_asks_the_founding_order_about_an_invented_person() -> None:
    said = answered("demo")
    assert "Person A is invented" in said
    assert "The strictest duty that is owed" in said
    assert "12 days before the detention for removal of 22 January 2019: less than 14 days earlier" in said
    assert "on every way to count, short by 2 to 7 days" in said
    assert said.rstrip().endswith("Nobody has yet compared this order file with the docket.")


def test_the_list_of_commands_and_every_help_can_be_read() -> None:
    listed = answered("--help")
    for command in ("check", "explain", "orders", "lint", "format", "cases", "conformance", "convert"):
        assert command in listed
        assert "Example:" in answered(command, "--help")
    assert run("--version").out.startswith("duenotice ")
