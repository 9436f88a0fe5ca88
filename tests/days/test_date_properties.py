"""What holds for all dates, tried on many: the theory at the head of ``days/relations.py``."""

from __future__ import annotations

import locale
import time
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.days import (
    FIRST_DAY,
    LAST_DAY,
    DateFact,
    Relation,
    compare,
    from_day,
    from_edtf,
    from_span,
    in_words,
    iso,
    window,
)
from duenotice.problems import RefusedDate
from duenotice.truth import Truth

# ruff: noqa: ARG005 - every meaning takes the same three numbers, needed or not
MEANING: dict[Relation, Callable[[int, int, int], bool]] = {
    Relation.AFTER: lambda left, right, n: left > right,
    Relation.BEFORE: lambda left, right, n: left < right,
    Relation.ON_OR_AFTER: lambda left, right, n: left >= right,
    Relation.ON_OR_BEFORE: lambda left, right, n: left <= right,
    Relation.SAME_DAY: lambda left, right, n: left == right,
    Relation.WITHIN_DAYS_AFTER: lambda left, right, n: 0 <= left - right <= n,
    Relation.AT_LEAST_DAYS_BEFORE: lambda left, right, n: right - left >= n,
    Relation.MORE_THAN_DAYS_AFTER: lambda left, right, n: left - right > n,
}
NEW_YEAR = 737_060  # 2019-01-01; the small dates lie on both sides of it

relations = st.sampled_from(list(Relation))
some_days = st.integers(0, 14)
marks = st.sampled_from(["", "", "", "?", "~", "%"])
sets_of_days = st.frozensets(st.integers(NEW_YEAR - 8, NEW_YEAR + 8), min_size=1, max_size=6)


def one_of(days: frozenset[int]) -> DateFact:
    """Any set of days as a date, with neighbours as one span."""
    return from_edtf("[" + ",".join(iso(day) for day in sorted(days)) + "]")


def days_of(date: DateFact) -> list[int]:
    return [day for span in date.spans for day in range(span.lo, span.hi + 1)]


small_spans = st.builds(
    lambda lo, length: from_span(lo, lo + length), st.integers(NEW_YEAR - 8, NEW_YEAR + 8), st.integers(0, 8)
)
small_dates = small_spans | sets_of_days.map(one_of)


@st.composite
def pieces(draw: st.DrawFn) -> str:
    day = draw(st.dates())
    forms = [
        *(f"{day.isoformat()}", f"{day.isoformat()[:7]}", f"{day.isoformat()[:7]}-XX", f"{day.year:04}"),
        *(f"{day.year:04}-XX", f"{day.year:04}-XX-XX", f"{day.year:04}-{draw(st.integers(21, 24))}", "XXXX"),
        *((f"{day.year:04}"[:3] + "X",) if day.year >= 10 else ()),
        *((f"{day.year:04}"[:2] + "XX",) if day.year >= 100 else ()),
    ]
    form: str = draw(st.sampled_from(forms))
    return form + draw(marks)


@st.composite
def edtf_texts(draw: st.DrawFn) -> str:
    def ordered(between: str, is_open: str) -> str:
        first, last = sorted((draw(pieces()), draw(pieces())), key=lambda text: from_edtf(text[:4]).lo)
        if first[:4] == last[:4]:
            return first
        return draw(
            st.sampled_from([first + between + last, first + between + is_open, is_open + between + last])
        )

    kind = draw(st.sampled_from(["piece", "interval", "set"]))
    if kind == "piece":
        return draw(pieces())
    if kind == "interval":
        return ordered("/", draw(st.sampled_from(["", ".."])))
    members = [
        ordered("..", "") if draw(st.booleans()) else draw(pieces()) for _ in range(draw(st.integers(1, 4)))
    ]
    return "[" + ",".join(members) + "]"


@settings(max_examples=1000)
@given(small_dates, relations, small_dates, some_days)
def test_yes_is_true_of_all_pairs_of_days_and_no_of_none(
    left: DateFact, relation: Relation, right: DateFact, days: int
) -> None:
    pairs = product(days_of(left), days_of(right))
    found = {MEANING[relation](one, other, days) for one, other in pairs}
    expected = Truth.UNKNOWN if len(found) == 2 else Truth.of(found == {True})
    assert compare(left, relation, right, days) is expected


@given(edtf_texts().map(from_edtf), relations, edtf_texts().map(from_edtf), st.integers(0, 4000))
def test_a_mark_can_only_turn_the_same_day_into_unknown(
    left: DateFact, relation: Relation, right: DateFact, days: int
) -> None:
    plain = [DateFact(date.text, date.spans, False, False) for date in (left, right)]
    answer, without = compare(left, relation, right, days), compare(plain[0], relation, plain[1], days)
    proves = relation is Relation.SAME_DAY and without is Truth.YES and not (left.exact and right.exact)
    assert answer is (Truth.UNKNOWN if proves else without)


@given(small_dates, relations, small_dates, some_days, st.integers(-400, 400))
def test_shifting_both_sides_shifts_no_answer(
    left: DateFact, relation: Relation, right: DateFact, days: int, shift: int
) -> None:
    moved = compare(left.shifted(shift), relation, right.shifted(shift), days)
    assert moved is compare(left, relation, right, days)


@given(sets_of_days, relations, sets_of_days, some_days, st.data())
def test_learning_more_never_turns_yes_or_no(
    left: frozenset[int], relation: Relation, right: frozenset[int], days: int, data: st.DataObject
) -> None:
    before = compare(one_of(left), relation, one_of(right), days)
    less = [data.draw(st.frozensets(st.sampled_from(sorted(of)), min_size=1)) for of in (left, right)]
    after = compare(one_of(less[0]), relation, one_of(less[1]), days)
    assert before in (Truth.UNKNOWN, after)


@given(small_dates, small_dates, some_days)
def test_relations_that_mirror_each_other_answer_alike(left: DateFact, right: DateFact, days: int) -> None:
    assert compare(left, Relation.AFTER, right) is compare(right, Relation.BEFORE, left)
    assert compare(left, Relation.AFTER, right) is ~compare(left, Relation.ON_OR_BEFORE, right)
    assert compare(left, Relation.BEFORE, right) is ~compare(left, Relation.ON_OR_AFTER, right)
    assert compare(left, Relation.SAME_DAY, right) is compare(right, Relation.SAME_DAY, left)
    more = compare(left, Relation.MORE_THAN_DAYS_AFTER, right, days)
    assert more is compare(right, Relation.AT_LEAST_DAYS_BEFORE, left, days + 1)


@given(edtf_texts())
def test_a_date_reads_back_from_its_own_text(text: str) -> None:
    date = from_edtf(text)
    assert from_edtf(str(date)) == date


@given(edtf_texts())
def test_spans_are_sorted_and_apart_and_on_the_line(text: str) -> None:
    date = from_edtf(text)
    ends = [end for span in date.spans for end in span]
    assert ends == sorted(ends)
    assert all(one.hi + 1 < other.lo for one, other in zip(date.spans, date.spans[1:], strict=False))
    assert ends[0] >= FIRST_DAY
    assert ends[-1] <= LAST_DAY


@given(small_dates | edtf_texts().map(from_edtf), st.integers(-400, 400))
def test_a_shifted_date_reads_back_from_its_own_text(date: DateFact, shift: int) -> None:
    known = [end for span in date.spans for end in span if end not in (FIRST_DAY, LAST_DAY)]
    if all(FIRST_DAY + 400 < end < LAST_DAY - 400 for end in known):
        shifted = date.shifted(shift)
        assert from_edtf(str(shifted)) == shifted
        assert shifted.shifted(-shift).spans == date.spans


@given(st.integers(FIRST_DAY, LAST_DAY), st.integers(0, 1000))
def test_a_span_reads_back_from_its_own_text(lo: int, length: int) -> None:
    made = from_span(lo, min(lo + length, LAST_DAY))
    assert from_edtf(str(made)) == made


@given(edtf_texts().map(from_edtf))
def test_every_date_can_be_said_in_words(date: DateFact) -> None:
    assert in_words(date)
    assert ("doubtful" in in_words(date)) is date.doubtful
    assert not date.approximate or "taken as" in in_words(date)


@settings(max_examples=500)
@given(
    relations,
    small_dates | st.sampled_from(["../0001-01-05", "9999-12-28/..", "0001-01-01", "unknown"]).map(from_edtf),
    some_days,
)
def test_a_window_is_the_days_that_are_not_surely_out(
    relation: Relation, anchor: DateFact, days: int
) -> None:
    lo, hi = window(relation, anchor, days)
    near = {*range(FIRST_DAY, FIRST_DAY + 30), *range(NEW_YEAR - 40, NEW_YEAR + 40), LAST_DAY}
    near |= {day for day in (lo, hi) if FIRST_DAY <= day <= LAST_DAY}
    possible = {x for x in near if compare(from_day(x), relation, anchor, days) is not Truth.NO}
    if not possible:
        assert lo > hi
    else:
        assert (lo, hi) == (min(possible), max(possible))
    if len(anchor.spans) == 1:
        assert possible == {x for x in near if lo <= x <= hi}


@given(st.text(max_size=40) | st.text("0123456789-/.,[]{}~?%Xx ", max_size=16))
def test_any_text_is_read_or_refused_and_reads_back(text: str) -> None:
    try:
        date = from_edtf(text)
    except RefusedDate:
        return
    assert from_edtf(str(date)) == date


@pytest.fixture
def clock_and_locale() -> Iterator[None]:
    kept = locale.setlocale(locale.LC_ALL)
    yield
    locale.setlocale(locale.LC_ALL, kept)
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.usefixtures("clock_and_locale")
def test_no_time_zone_and_no_locale_changes_an_answer(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("de_DE.UTF-8", "km_KH.UTF-8", "C.UTF-8", "C"):
        with monkeypatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            date = from_edtf("2019-05-03")
            assert (date.lo, iso(date.lo), in_words(date)) == (737_182, "2019-05-03", "3 May 2019")
            assert compare(date, Relation.AFTER, from_edtf("2019-05-02")) is Truth.YES
