"""Finding orders: a filter leaves out only what surely does not fit."""

from __future__ import annotations

import pytest

from duenotice.days import from_edtf
from duenotice.library import Wanted, in_force, line_with, load_shelf, nationalities, nationality, select
from duenotice.problems import Refused
from duenotice.truth import NO

ORDERS = tuple(load_shelf().orders.values())
TRO, DEVITRI = "chhoeun-v-marin/2019-01-03", "devitri-v-cronen/2018-02-01"


def found(wanted: Wanted) -> list[str]:
    return [order.id for order in select(ORDERS, wanted)]


def test_nothing_looked_for_leaves_nothing_out() -> None:
    assert found(Wanted()) == [order.id for order in ORDERS]
    assert not Wanted()


def test_all_words_must_stand_in_the_file_and_capitals_do_not_matter() -> None:
    assert DEVITRI in found(Wanted(words=("INDONESIA", "seven")))
    assert found(Wanted(words=("indonesia", "no such word"))) == []


def test_words_of_worked_cases_find_nothing() -> None:
    title = "born in a camp in Thailand, citizenship not settled"
    assert title in load_shelf().order(TRO).document.text
    assert TRO not in found(Wanted(words=("born in a camp in",)))


def test_the_line_with_most_of_the_words_is_shown() -> None:
    assert "fourteen days ahead" in line_with(load_shelf().order(TRO), ("fourteen", "days", "ahead"))


@pytest.mark.parametrize("country", ["Cambodia", "Iraq"])
def test_an_order_for_other_nationals_is_left_out_and_one_that_asks_for_none_stays(country: str) -> None:
    ids = found(Wanted(who=country))
    assert DEVITRI in ids
    others = [order for order in ORDERS if nationalities(order) and country not in nationalities(order)]
    assert others
    assert not {order.id for order in others} & set(ids)


def test_a_nationality_is_known_by_any_spelling_of_the_vocabulary() -> None:
    vocabulary = load_shelf().vocabulary
    assert nationality("cambodia", vocabulary) == "Cambodia"
    with pytest.raises(Refused, match="did you mean `Cambodia`"):
        nationality("Cambodja", vocabulary)


def test_a_place_is_a_court_its_id_or_a_territory() -> None:
    assert found(Wanted(where=("cacd",))) == found(Wanted(where=("C.D. Cal.",)))
    assert TRO in found(Wanted(where=("nationwide",)))
    assert TRO not in found(Wanted(where=("Mich.",)))


@pytest.mark.parametrize("day", ["2017-01-01", "2018-06-01", "2019-01-15", "2026-11-26"])
def test_only_an_order_that_surely_was_not_in_force_is_left_out(day: str) -> None:
    on = from_edtf(day)
    out = [order.id for order in ORDERS if in_force(order.rules.life, on).truth is NO]
    assert found(Wanted(on=on)) == [order.id for order in ORDERS if order.id not in out]


def test_an_order_called_by_its_month_may_have_been_in_force_from_the_first_day_of_it() -> None:
    id_ = "trinh-v-homan/2018-10"
    days = ("2018-09-30", "2018-10-01", "2018-11-01")
    assert [id_ in found(Wanted(on=from_edtf(day))) for day in days] == [False, True, True]
    assert found(Wanted(words=("vietnam", "certifying"))) == [id_]
