"""Dates in English: nothing more is said than is known."""

from __future__ import annotations

import pytest

from duenotice.days import from_edtf, in_words
from duenotice.days.words import when_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-01-03", "3 January 2019"),
        ("0098-01-03", "3 January 98"),
        ("1998-05", "May 1998"),
        ("1998-05-XX", "May 1998"),
        ("1998", "1998"),
        ("199X", "the 1990s"),
        ("19XX", "the years 1900 to 1999"),
        ("2003~", "about 2003 (taken as 2001-12-31 to 2004-12-31)"),
        ("2003-05~", "about May 2003 (taken as 2003-03-31 to 2003-07-01)"),
        ("2003-05-12?", "12 May 2003 (doubtful)"),
        ("2003-05-12%", "about 12 May 2003 (taken as 2003-05-05 to 2003-05-19; doubtful)"),
        ("2003-03/2003-07", "some day from 1 March 2003 through 31 July 2003"),
        ("2003-05-12/2003-05-12", "12 May 2003"),
        (
            "2003-03~/2003-07",
            "some day from about 1 March 2003 through 31 July 2003 (taken as 2003-01-29 to 2003-07-31)",
        ),
        ("../2003-05-12", "on or before 12 May 2003"),
        ("2003-05-12/..", "on or after 12 May 2003"),
        ("../2003~", "on or before about 31 December 2003 (taken as any day to 2004-12-31)"),
        ("2003~/..", "on or after about 1 January 2003 (taken as any day from 2001-12-31)"),
        ("[2003,2005-05]", "one of: 2003, May 2005"),
        ("[2003..2005,2007]", "one of: from 1 January 2003 through 31 December 2005, 2007"),
        ("[2003-05-12]", "12 May 2003"),
        ("[..2003]", "on or before 31 December 2003"),
        ("2003-21", "spring 2003 (taken as 2003-03-01 to 2003-06-30)"),
        ("2003-24", "winter 2003 (taken as 2003-01-01 to 2003-03-31 or 2003-12-01 to 2004-03-31)"),
        ("unknown", "an unknown day"),
        ("../..", "an unknown day"),
        ("XXXX?", "an unknown day (doubtful)"),
    ],
)
def test_a_date_is_said_in_words(text: str, words: str) -> None:
    assert in_words(from_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2019-01-03", "on 3 January 2019"),
        ("2025-06", "in June 2025"),
        ("2003", "in 2003"),
        ("2003~", "in about 2003 (taken as 2001-12-31 to 2004-12-31)"),
        ("2019-01-03/2019-01-05", "on some day from 3 January 2019 through 5 January 2019"),
        ("unknown", "on an unknown day"),
    ],
)
def test_a_date_is_said_with_its_preposition(text: str, words: str) -> None:
    assert when_in_words(from_edtf(text)) == words


def test_a_shifted_date_is_said_as_the_span_it_became() -> None:
    shifted = from_edtf("2019-01").shifted(14)
    assert in_words(shifted) == "some day from 15 January 2019 through 14 February 2019"
