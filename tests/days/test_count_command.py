"""`duenotice count`: one line, then the working."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from duenotice.cli import cli
from duenotice.problems import Refused

RUN = CliRunner()


def said(*args: str) -> str:
    ran = RUN.invoke(cli, ["count", *args], catch_exceptions=False)
    assert ran.exit_code == 0
    return ran.output


def test_the_answer_is_one_line_and_the_working_follows() -> None:
    lines = said("14 days", "after", "2019-01-03", "--court", "cacd", "--service", "personal").splitlines()
    assert lines[:4] == [
        "14 days after Thursday 3 January 2019 end on Thursday 17 January 2019.",
        "Who must act within it: by Thursday 17 January 2019. "
        "Who must let it pass: not before 18 January 2019.",
        "A filing's last day ends at midnight America/Los_Angeles electronically, "
        "else when the clerk closes [FRCP 6(a)(4)].",
        "Counted by Federal Rule of Civil Procedure 6; as of 2019-01-03; cacd; "
        "service: personal, complete on delivery [FRCP 5(b)(2)(A)]; zone: America/Los_Angeles.",
    ]
    assert lines[5] == "Thursday 17 January 2019: prevailing  [FRCP 6(a)]"
    assert "  2019-01-03                not counted: the day of the event  [FRCP 6(a)(1)(A)]" in lines


def test_every_reading_is_named_with_its_authority() -> None:
    text = said("14 days", "before", "2017-11-25", "--court", "nysd")
    assert "is Thursday 9 November 2017; by other readings from Thursday 9 November 2017 to Friday 10" in text
    assert "the Friday or Monday in lieu is no legal holiday" in text
    assert "EO 11582" in text


def test_json_holds_the_three_dates_and_the_readings() -> None:
    data = json.loads(
        said("30 days", "after", "2007-11-01", "--service", "mail", "--rule-date", "2009-12-01", "--json")
    )
    assert (data["prevailing"], data["earliest"], data["latest"]) == (
        "2007-12-06",
        "2007-12-03",
        "2007-12-06",
    )
    assert data["readings"][0]["label"] == "prevailing"
    assert {"first", "last", "what", "why", "cite"} == set(data["readings"][0]["steps"][0])


def test_the_calendar_is_drawn_with_counted_skipped_and_closed_days() -> None:
    text = said("14 days", "after", "2019-01-05", "--court", "cacd", "--calendar")
    assert "January 2019\nSu   Mo   Tu   We   Th   Fr   Sa\n           1.   2    3    4    5s\n" in text
    assert "13+. 14+  15+  16+  17+  18+  19x\n20x  21x  22E  23   24   25   26.\n" in text


def test_a_clock_is_asked_for_by_its_name() -> None:
    text = said("removal-period", "after", "2018-10-15")
    assert text.startswith(
        "90 days after Monday 15 October 2018 end on Sunday 13 January 2019; by other readings"
    )
    assert "Counted by removal-period (8 USC 1231(a)(1))" in text


def test_a_court_of_appeals_counts_by_rule_26_unless_told_otherwise() -> None:
    assert "Federal Rule of Appellate Procedure 26" in said(
        "30 days", "after", "2019-01-03", "--court", "ca9"
    )
    assert "Bankruptcy Procedure 9006" in said("14 days", "after", "2019-01-03", "--court", "nyeb")


def test_a_fixed_date_and_hours_are_asked_for_alike() -> None:
    assert "stands at Monday 23 June 2008" in said("fixed date", "on", "2008-06-21", "--rules", "eoir-manual")
    assert "09:23 EST" in said("72 hours", "after", "2007-11-02T10:23", "--court", "nysd")


@pytest.mark.parametrize(
    ("args", "help"),
    [
        (["14 dayz", "after", "2019-01-03"], "such as `14 days`"),
        (["14 days", "after", "2019-01"], "write a full day"),
        (["14 days", "after", "2019-01-03", "--court", "cacdx"], "did you mean `cacd`"),
        (["72 hours", "after", "2019-01-03", "--court", "cacd"], "2007-11-02T10:23"),
    ],
)
def test_what_cannot_be_counted_is_said_with_the_help_that_mends_it(args: list[str], help: str) -> None:
    with pytest.raises(Refused, match=help):
        RUN.invoke(cli, ["count", *args], catch_exceptions=False)
