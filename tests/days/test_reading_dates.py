"""EDTF text that is read: which days it means."""

from __future__ import annotations

from datetime import date

import pytest

from duenotice.days import NOT_KNOWN, DateFact, from_edtf, iso


def bounds(text: str) -> list[tuple[str, str]]:
    return [(iso(span.lo), iso(span.hi)) for span in from_edtf(text).spans]


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("2003-05-12", "2003-05-12", "2003-05-12"),
        ("2003-05", "2003-05-01", "2003-05-31"),
        ("2003-05-XX", "2003-05-01", "2003-05-31"),
        ("2003-02", "2003-02-01", "2003-02-28"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2003", "2003-01-01", "2003-12-31"),
        ("2003-XX", "2003-01-01", "2003-12-31"),
        ("2003-XX-XX", "2003-01-01", "2003-12-31"),
        ("200X", "2000-01-01", "2009-12-31"),
        ("199x", "1990-01-01", "1999-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("XXXX", "0001-01-01", "9999-12-31"),
        ("xxxx-xx-xx", "0001-01-01", "9999-12-31"),
        ("2003-21", "2003-03-01", "2003-06-30"),
        ("2003-22", "2003-06-01", "2003-09-30"),
        ("2003-23", "2003-09-01", "2003-12-31"),
        ("2003-03/2003-07", "2003-03-01", "2003-07-31"),
        ("2003/2005-02", "2003-01-01", "2005-02-28"),
        ("2003-05/2003", "2003-05-01", "2003-12-31"),
        ("../2003-05-12", "0001-01-01", "2003-05-12"),
        ("/2003-05-12", "0001-01-01", "2003-05-12"),
        ("2003-05-12/..", "2003-05-12", "9999-12-31"),
        ("2003-05/", "2003-05-01", "9999-12-31"),
        ("../..", "0001-01-01", "9999-12-31"),
        ("[2003..2005]", "2003-01-01", "2005-12-31"),
        ("[..2003]", "0001-01-01", "2003-12-31"),
        ("[2003-05..]", "2003-05-01", "9999-12-31"),
        ("[2003,2004]", "2003-01-01", "2004-12-31"),
        ("2003-05-12~", "2003-05-05", "2003-05-19"),
        ("2003-05~", "2003-03-31", "2003-07-01"),
        ("2003~", "2001-12-31", "2004-12-31"),
        ("200X~", "1998-12-31", "2011-01-01"),
        ("2003-05-12?", "2003-05-12", "2003-05-12"),
        ("2003-05-12%", "2003-05-05", "2003-05-19"),
        ("2003-05-12~/2003-05-20", "2003-05-05", "2003-05-20"),
        ("2003-05-12/2003-05-20%", "2003-05-12", "2003-05-27"),
        ("0001~", "0001-01-01", "0003-01-01"),
        ("9999-12-31~", "9999-12-24", "9999-12-31"),
        ("  2003-03 /  2003-07 ", "2003-03-01", "2003-07-31"),
    ],
)
def test_a_text_means_the_days_between(text: str, lo: str, hi: str) -> None:
    assert bounds(text) == [(lo, hi)]


def test_one_of_a_set_keeps_its_members_apart_and_sorted() -> None:
    assert bounds("[2005, 2003-05]") == [("2003-05-01", "2003-05-31"), ("2005-01-01", "2005-12-31")]


def test_winter_is_at_the_start_of_its_year_or_over_its_end() -> None:
    assert bounds("2003-24") == [("2003-01-01", "2003-03-31"), ("2003-12-01", "2004-03-31")]


def test_winter_of_the_last_year_ends_with_the_line_of_days() -> None:
    assert bounds("9999-24") == [("9999-01-01", "9999-03-31"), ("9999-12-01", "9999-12-31")]


@pytest.mark.parametrize("text", ["", "  ", "unknown", "Unknown"])
def test_nothing_and_unknown_are_not_known(text: str) -> None:
    assert from_edtf(text) == NOT_KNOWN
    assert str(NOT_KNOWN) == "unknown"


@pytest.mark.parametrize(
    ("text", "approximate", "doubtful"),
    [
        ("2003", False, False),
        ("2003~", True, False),
        ("2003?", False, True),
        ("2003%", True, True),
        ("2003~/2005?", True, True),
        ("[2003,2005~]", True, False),
    ],
)
def test_marks_are_kept(text: str, approximate: bool, doubtful: bool) -> None:
    read = from_edtf(text)
    assert (read.approximate, read.doubtful) == (approximate, doubtful)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("2003-05-12", True),
        ("2003-05-12/2003-05-12", True),
        ("[2003-05-12]", True),
        ("2003-05-12?", False),
        ("2003-05-12~", False),
        ("2003-05", False),
        ("[2003-05-12,2003-05-14]", False),
    ],
)
def test_exact_is_one_day_without_a_mark(text: str, exact: bool) -> None:
    assert from_edtf(text).exact is exact


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" 2003 / 2005 ", "2003/2005"),
        ("[2003, 2005]", "[2003,2005]"),
        ("200x", "200X"),
        ("UNKNOWN", "unknown"),
    ],
)
def test_the_text_is_kept_as_written_but_for_white_space(text: str, kept: str) -> None:
    assert str(from_edtf(text)) == kept


def test_day_numbers_are_those_of_the_calendar() -> None:
    read = from_edtf("2019-01-03")
    assert read == DateFact("2019-01-03", read.spans, False, False)
    assert (read.lo, read.hi) == (date(2019, 1, 3).toordinal(), date(2019, 1, 3).toordinal())
