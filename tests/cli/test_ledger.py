"""`ledger`: what it prints, in which shape, and what its calendar may hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .running import ORDER, RECORDS, answered, refused, valid

EVERY = sorted(path.name for path in RECORDS.glob("*.md"))
STAY = """Person B
  on the roster "Devitri petitioners"
  2018-03-01 A-file received
  2018-05-29 motion to reopen
  2018-05-29 motion for a stay of removal
  2018-08-30 BIA denial
  searched everything through 2018-09-05
  on 2018-09-05
"""


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("order", [ORDER, "chhoeun-v-marin/2018-01-25", "devitri-v-cronen/2018-02-01"])
def test_ledger_prints_json_of_the_published_shape(name: str, order: str) -> None:
    data = valid("ledger", json.loads(answered("ledger", order, RECORDS / name, "--json")))
    assert data["order"] == order


@pytest.mark.parametrize("name", EVERY)
def test_ledger_and_explain_give_each_duty_the_same_status(name: str) -> None:
    kept = json.loads(answered("ledger", ORDER, RECORDS / name, "--json"))
    said = json.loads(answered("explain", ORDER, RECORDS / name, "--json"))
    assert [duty["status"] for duty in kept["duties"]] == [duty["status"] for duty in said["duties"]]


def test_the_stay_shows_the_step_the_person_is_at() -> None:
    said = answered("ledger", "devitri-v-cronen/2018-02-01", "-", stdin=STAY)
    assert "running through 11 September 2018; 6 days left" in said
    assert "L1. 11 September 2018: last day of step (c)(2)(i)" in said


def test_the_calendar_holds_numbers_and_days_and_nothing_of_the_person(tmp_path: Path) -> None:
    feed = tmp_path / "days.ics"
    answered("ledger", "devitri-v-cronen/2018-02-01", "-", "--ics", feed, stdin=STAY)
    text = feed.read_text(encoding="utf-8")
    assert "SUMMARY:Step L1 - see file" in text
    assert "DTSTART;VALUE=DATE:20180911" in text
    for word in ("devitri", "Person", "petitioner", "motion", "appeal", "removal", "BIA"):
        assert word.casefold() not in text.casefold()


def test_a_calendar_is_not_written_over_unasked(tmp_path: Path) -> None:
    feed = tmp_path / "days.ics"
    feed.write_text("mine", encoding="utf-8")
    said = refused("ledger", "devitri-v-cronen/2018-02-01", "-", "--ics", feed, stdin=STAY)
    assert "--replace" in said
    assert feed.read_text(encoding="utf-8") == "mine"


def test_the_same_record_gives_the_same_calendar(tmp_path: Path) -> None:
    for name in ("one.ics", "two.ics"):
        answered("ledger", "devitri-v-cronen/2018-02-01", "-", "--ics", tmp_path / name, stdin=STAY)
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


def test_a_ledger_is_kept_for_one_day() -> None:
    assert "is not one day" in refused("ledger", ORDER, RECORDS / EVERY[0], "--on", "2019")
