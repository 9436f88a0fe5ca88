"""Dates made from day numbers, shifted dates, and windows."""

from __future__ import annotations

from datetime import date

import pytest

from duenotice.days import (
    FIRST_DAY,
    LAST_DAY,
    NOT_KNOWN,
    Relation,
    Span,
    compare,
    from_day,
    from_edtf,
    from_span,
    iso,
    window,
)
from duenotice.problems import RefusedDate


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_the_line_runs_from_the_first_to_the_last_day_that_python_counts() -> None:
    assert date.min.toordinal() == FIRST_DAY
    assert date.max.toordinal() == LAST_DAY
    assert (iso(FIRST_DAY), iso(LAST_DAY)) == ("0001-01-01", "9999-12-31")


@pytest.mark.parametrize(
    ("lo", "hi", "text"),
    [
        (day("2019-01-03"), day("2019-01-03"), "2019-01-03"),
        (day("2019-01-03"), day("2019-02-01"), "2019-01-03/2019-02-01"),
        (FIRST_DAY, day("2019-02-01"), "../2019-02-01"),
        (day("2019-01-03"), LAST_DAY, "2019-01-03/.."),
        (FIRST_DAY, LAST_DAY, "unknown"),
        (FIRST_DAY, FIRST_DAY, "0001-01-01"),
        (LAST_DAY, LAST_DAY, "9999-12-31"),
    ],
)
def test_a_span_gets_a_text_that_reads_back(lo: int, hi: int, text: str) -> None:
    made = from_span(lo, hi)
    assert str(made) == text
    assert made == from_edtf(text)


@pytest.mark.parametrize(
    ("lo", "hi", "code"),
    [(0, 5, "D04"), (5, LAST_DAY + 1, "D04"), (day("2019-01-04"), day("2019-01-03"), "D05")],
)
def test_a_span_off_the_line_or_without_a_day_is_refused(lo: int, hi: int, code: str) -> None:
    with pytest.raises(RefusedDate) as refused:
        from_span(lo, hi)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("number", [0, LAST_DAY + 1])
def test_a_day_off_the_line_is_refused(number: int) -> None:
    with pytest.raises(RefusedDate, match="D04"):
        from_day(number)


@pytest.mark.parametrize(
    ("text", "days", "shifted"),
    [
        ("2019-01-03", 14, "2019-01-17"),
        ("2019-01-03", -3, "2018-12-31"),
        ("2019-01-03?", 14, "2019-01-17?"),
        ("2019-01", 14, "2019-01-15/2019-02-14"),
        ("2019-01?", 14, "2019-01-15?/2019-02-14?"),
        ("2019-01-10~", 1, "2019-01-04/2019-01-18"),
        ("../2019-01-03", 14, "../2019-01-17"),
        ("2019-01-03/..", 14, "2019-01-17/.."),
        ("unknown", 14, "unknown"),
        ("XXXX?", 14, "XXXX?"),
        ("[2019-01-03,2019-02-01..2019-02-03]", 1, "[2019-01-04,2019-02-02..2019-02-04]"),
        ("[..2019-01-03,2019-02-01..]", 1, "[..2019-01-04,2019-02-02..]"),
        ("2019-01-10~", 0, "2019-01-10~"),
    ],
)
def test_a_shifted_date_has_a_text_that_says_the_shifted_days(text: str, days: int, shifted: str) -> None:
    made = from_edtf(text).shifted(days)
    assert str(made) == shifted
    assert made == from_edtf(shifted)


@pytest.mark.parametrize(("text", "days"), [("9999-12-20", 12), ("0001-01-05", -5), ("9999-12/..", 31)])
def test_a_known_bound_is_never_shifted_off_the_line(text: str, days: int) -> None:
    with pytest.raises(RefusedDate, match="D04"):
        from_edtf(text).shifted(days)


@pytest.mark.parametrize(
    ("relation", "anchor", "days", "lo", "hi"),
    [
        (Relation.AFTER, "2019-01-03", 0, "2019-01-04", "9999-12-31"),
        (Relation.AFTER, "2019-01", 0, "2019-01-02", "9999-12-31"),
        (Relation.BEFORE, "2019-01", 0, "0001-01-01", "2019-01-30"),
        (Relation.ON_OR_AFTER, "2019-01", 0, "2019-01-01", "9999-12-31"),
        (Relation.ON_OR_BEFORE, "2019-01", 0, "0001-01-01", "2019-01-31"),
        (Relation.SAME_DAY, "2019-01", 0, "2019-01-01", "2019-01-31"),
        (Relation.WITHIN_DAYS_AFTER, "2019-01-03", 14, "2019-01-03", "2019-01-17"),
        (Relation.AT_LEAST_DAYS_BEFORE, "2019-01-17", 14, "0001-01-01", "2019-01-03"),
        (Relation.MORE_THAN_DAYS_AFTER, "2019-01-03", 14, "2019-01-18", "9999-12-31"),
        (Relation.SAME_DAY, "[2003,2005]", 0, "2003-01-01", "2005-12-31"),
        (Relation.WITHIN_DAYS_AFTER, "unknown", 14, "0001-01-01", "9999-12-31"),
    ],
)
def test_a_window_holds_the_days_that_may_do(
    relation: Relation, anchor: str, days: int, lo: str, hi: str
) -> None:
    assert window(relation, from_edtf(anchor), days) == Span(day(lo), day(hi))


def test_a_window_may_be_empty() -> None:
    assert window(Relation.BEFORE, from_edtf("0001-01-01")) == Span(1, 0)
    assert window(Relation.MORE_THAN_DAYS_AFTER, from_edtf("9999-12-31"), 5) == Span(1, 0)


def test_a_negative_number_of_days_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        compare(NOT_KNOWN, Relation.WITHIN_DAYS_AFTER, NOT_KNOWN, -1)
    with pytest.raises(ValueError, match="0 or more"):
        window(Relation.WITHIN_DAYS_AFTER, NOT_KNOWN, -1)
