"""Texts that are refused, and what their author is told."""

from __future__ import annotations

import re

import pytest

from duenotice.days import from_edtf
from duenotice.problems import Place, Problem, RefusedDate


def problems_of(text: str, place: Place = Place("")) -> tuple[Problem, ...]:  # noqa: B008 - a frozen value
    with pytest.raises(RefusedDate) as refused:
        from_edtf(text, place)
    return refused.value.problems


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("2019-02-30", "D02", "February 2019 has 28 days"),
        ("2020-02-30", "D02", "February 2020 has 29 days"),
        ("1900-02-29", "D02", "February 1900 has 28 days"),
        ("2019-04-31", "D02", "April 2019 has 30 days"),
        ("2019-01-00", "D02", "January 2019 has 31 days, from 01"),
        ("2019-13", "D02", "the months are 01 to 12"),
        ("2019-13-01", "D02", "there is no 13"),
        ("2019-00-10", "D02", "there is no 00"),
        ("2019-21-05", "D02", "there is no 21"),
        ("2019-25", "D02", "there is no 25"),
        ("31/02/2019", "D02", "neither part can be the month"),
        ("03/04/2019", "D03", "write `2019-03-04` or `2019-04-03`"),
        ("03 / 04 / 2019", "D03", "write `2019-03-04` or `2019-04-03`"),
        ("3/4/19", "D03", "write `2019-03-04` or `2019-04-03`, with the year that is meant in full"),
        ("12-05-2003", "D03", "write `2003-12-05` or `2003-05-12`"),
        ("12.05.2003", "D03", "write `2003-12-05` or `2003-05-12`"),
        ("03/04/2019?", "D03", "write `2019-03-04` or `2019-04-03`"),
        ("25/04/2019", "D03", "write `2019-04-25`"),
        ("04/25/2019", "D03", "only one reading of this one exists"),
        ("01/21/2019", "D03", "write `2019-01-21`"),
        ("05/05/2019", "D03", "write `2019-05-05`"),
        ("January 3, 2019", "D01", "write `2019-01-03`"),
        ("3 Jan 2019", "D01", "write `2019-01-03`"),
        ("Thursday, the 3rd of January 2019", "D01", "write `2019-01-03`"),
        ("03-Jan-2019", "D01", "write `2019-01-03`"),
        ("May 1998", "D01", "write `1998-05`"),
        ("Spring 2003", "D01", "write `2003-21`"),
        ("February 30, 2019", "D01", "free text is never guessed"),
        ("2019-01-03 10:00", "D01", "write `2019-01-03T10:00`"),
        ("2019-01-03 10:00:00+00:00", "D01", "on the clock of the place, and says no zone"),
        ("2019-01-03T10", "D01", "write `2019-01-03T10:00`"),
        ("2019-01-03 3:05 pm", "D01", "write `2019-01-03T15:05`"),
        ("2019-01-03T12:00 p.m.", "D01", "write `2019-01-03T12:00`"),
        ("2019-01-03T10:00Z", "D01", "and says no zone"),
        ("2019-01-03T24:00", "D01", "the hours are 00 to 23"),
        ("2019-01-03T10:60", "D01", "the minutes 00 to 59"),
        ("2019-01T10:00", "D01", "a time of day belongs to one whole day"),
        ("2019T10:00", "D01", "a time of day belongs to one whole day"),
        ("2019-01-03T10:00/2019-01-04", "D01", "write `2019-01-03/2019-01-04`"),
        ("2003/5/12", "D01", "write `2003-05-12`"),
        ("2003-5-12", "D01", "write `2003-05-12`"),
        ("20030512", "D01", "write `2003-05-12`"),
        ("2003/05", "D01", "write `2003-05`"),
        ("05/2003", "D01", "write `2003-05`"),
        ("2003-5", "D01", "write `2003-05`"),
        ("{2003,2005}", "D01", "write `[2003,2005]`"),
        ("[2003,2005]?", "D01", "stand behind each date in the brackets"),
        ("[2003,]", "D01", "take the comma away"),
        ("[]", "D01", "has an empty place"),
        ("[..]", "D01", "write `unknown`"),
        ("/", "D01", "write `unknown`"),
        ("../", "D01", "write `unknown`"),
        ("..", "D01", "free text is never guessed"),
        ("2003-1X", "D01", "write `2003`"),
        ("2003-05-1X", "D01", "write `2003-05`"),
        ("2003-XX-12", "D01", "write `2003`"),
        ("200X-05", "D01", "write `200X`"),
        ("XXXX-05-12", "D01", "write `unknown`"),
        ("2003?~", "D01", "write `2003%`"),
        ("?2003", "D01", "stand at the end"),
        ("2003?-05", "D01", "free text is never guessed"),
        ("circa 2003", "D01", "write `2003~`"),
        ("1990s", "D01", "write `199X`"),
        ("2003-2005", "D01", "write `2003/2005`"),
        ("2003..2005", "D01", "write `2003/2005`"),
        ("2003/present", "D01", "leave that end open"),
        ("unknown/2003", "D01", "leave that end open"),
        ("n/a", "D01", "write `unknown`"),
        ("?", "D01", "write `unknown`"),
        ("sometime in 2003 or 2004", "D01", "free text is never guessed"),
        ("between 2003 and 2005", "D01", "free text is never guessed"),
        ("٢٠٠٣", "D01", "free text is never guessed"),
        ("2003/2004/2005", "D01", "free text is never guessed"),
        ("-2003", "D04", "from 0001-01-01 to 9999-12-31"),
        ("-0001-05-12", "D04", "from 0001-01-01 to 9999-12-31"),
        ("Y17000", "D04", "from 0001-01-01 to 9999-12-31"),
        ("Y-17E7", "D04", "from 0001-01-01 to 9999-12-31"),
        ("12003-05", "D04", "from 0001-01-01 to 9999-12-31"),
        ("0000", "D04", "write a year from `0001` to `9999`"),
        ("0000-05-12", "D04", "write a year from `0001` to `9999`"),
        ("000X", "D04", "write a year from `0001` to `9999`"),
        ("2005/2003", "D05", "on or after 2005-01-01 and on or before 2003-12-31"),
        ("2003-05-12~/2003-05-11", "D05", "write the earlier date first"),
        ("[2005..2003]", "D05", "`2005..2003` ends before it begins"),
    ],
)
def test_a_refused_text_is_told_why_and_what_to_write(text: str, code: str, said: str) -> None:
    (problem,) = problems_of(text)
    assert problem.code == code
    assert said in f"{problem.what} {problem.why} {problem.help}"


@pytest.mark.parametrize(
    "text",
    [
        *("03/04/2019", "3/4/19", "01/21/2019", "3 Jan 2019", "spring 2003", "2019-01-03 10:00", "2003/05"),
        *("{2003,2005}", "2003-1X", "2003-99-1X", "2003?~", "?2003", "about 2003-05", "1990s", "2003-2005"),
        *("n/a", "nonsense", "2003-05-12/now", "2019-02-30T10:00", "0000-2003", "{2019-02-30}", "13/2003"),
    ],
)
def test_whatever_the_help_offers_can_be_read(text: str) -> None:
    (problem,) = problems_of(text)
    offers = [said for said in re.findall("`([^`]*)`", problem.help) if said not in ("~", "?")]
    assert offers
    for offer in offers:
        from_edtf(offer)


def test_every_wrong_piece_is_told_at_once() -> None:
    assert [problem.code for problem in problems_of("[2003-13,2004,2019-02-30]")] == ["D02", "D02"]
    assert [problem.code for problem in problems_of("2019-02-30/3 Jan 2020")] == ["D02", "D01"]


def test_the_caret_stands_under_the_wrong_piece_of_the_line() -> None:
    line = "- 2019-01-01/2019-02-30 convicted"
    (problem,) = problems_of("2019-01-01/2019-02-30", Place("cases.md", 7, text=line))
    assert str(problem).splitlines()[:3] == [
        "cases.md, line 7, column 14: D02: `2019-02-30` is not a day that exists",
        "    7 | - 2019-01-01/2019-02-30 convicted",
        "      |              ^^^^^^^^^^",
    ]


def test_a_column_that_the_caller_knows_is_kept() -> None:
    place = Place("cases.md", 7, 15, text="- 2019-02-30, 2019-02-30")
    (problem,) = problems_of("2019-02-30", place)
    assert (problem.place.column, problem.place.width) == (15, 10)


def test_a_problem_found_without_a_place_can_be_put_into_a_larger_text() -> None:
    (problem,) = problems_of("2003/2019-02-30")
    inside = problem.inside(Place("cases.md", 7, 3, text="- 2003/2019-02-30"))
    assert (inside.place.column, inside.place.width) == (8, 10)


def test_the_words_of_the_user_are_said_back() -> None:
    (problem,) = problems_of("January 3, 2019")
    assert problem.what == "`January 3, 2019` is not a date"
