"""Whether an order is in force on a day: each act's effect, boundary days, rough dates, stale files."""

import pytest

from duenotice.days import from_edtf
from duenotice.language import Act, Cite, Life, LifeAct
from duenotice.library import Standing, in_force
from duenotice.truth import NO, UNKNOWN, YES, Truth

CITE = Cite("docket sheet")


def life(*lines: str, known: str) -> Life:
    """A life from lines such as ``2019-01-03 entered``."""
    parts = (line.split(" ", 1) for line in lines)
    acts = tuple(LifeAct(from_edtf(date), Act(act), CITE) for date, act in parts)
    return Life(acts, from_edtf(known), CITE)


def standing(of: Life, day: str) -> Standing:
    return in_force(of, from_edtf(day))


def force(of: Life, *days: str) -> list[Truth]:
    return [standing(of, day).truth for day in days]


def test_an_order_binds_from_the_day_of_its_entry() -> None:
    order = life("2019-01-03 entered", known="2019-04-03")
    assert force(order, "2019-01-02", "2019-01-03", "2019-01-04") == [NO, YES, YES]


def test_an_order_without_any_act_never_binds() -> None:
    assert force(life(known="2019-04-03"), "2019-01-03", "2026-11-02") == [NO, NO]


def test_a_file_says_yes_through_its_last_known_day_and_unknown_after_it() -> None:
    order = life("2019-01-03 entered", known="2019-04-03")
    assert force(order, "2019-04-02", "2019-04-03", "2019-04-04", "2026-11-02") == [
        YES,
        YES,
        UNKNOWN,
        UNKNOWN,
    ]
    assert [standing(order, day).stale for day in ("2019-04-03", "2019-04-04")] == [False, True]


def test_the_entry_is_no_less_known_for_a_stale_file() -> None:
    assert force(life("2019-01-03 entered", known="2019-01-03"), "2019-01-02") == [NO]


def test_a_hearing_does_nothing() -> None:
    order = life("2019-01-03 entered", "2019-01-28 hearing set", known="2019-04-03")
    assert force(order, "2019-01-27", "2019-01-28", "2019-01-29") == [YES, YES, YES]
    assert [act.act for act in standing(order, "2019-01-29").acts] == [Act.ENTERED]


def test_an_extension_goes_on_from_its_day() -> None:
    order = life("2019-01-03 entered", "2019-01-28 extended", known="2019-04-03")
    assert force(order, "2019-01-27", "2019-01-28", "2019-01-29") == [YES, YES, YES]


@pytest.mark.parametrize("act", ["stayed", "superseded", "dissolved", "expired", "mandate"])
def test_an_act_that_takes_force_away_leaves_its_own_day_unknown(act: str) -> None:
    order = life("2019-01-03 entered", f"2019-02-11 {act}", known="2019-04-03")
    assert force(order, "2019-02-10", "2019-02-11", "2019-02-12") == [YES, UNKNOWN, NO]


def test_a_stay_that_is_lifted_gives_force_back_from_that_day() -> None:
    order = life("2019-01-03 entered", "2019-02-11 stayed", "2019-03-06 stay lifted", known="2019-04-03")
    assert force(order, "2019-03-05", "2019-03-06", "2019-03-07") == [NO, YES, YES]


def test_an_order_last_seen_stayed_is_unknown_after_the_last_known_day() -> None:
    order = life("2019-01-03 entered", "2019-02-11 stayed", known="2019-04-03")
    assert force(order, "2019-04-03", "2019-04-04") == [NO, UNKNOWN]


@pytest.mark.parametrize("act", ["superseded", "dissolved", "expired"])
def test_an_order_that_has_ended_stays_ended_in_a_stale_file(act: str) -> None:
    order = life("2019-01-03 entered", f"2019-02-11 {act}", known="2019-04-03")
    assert force(order, "2019-04-04", "2026-11-02") == [NO, NO]


def test_an_order_vacated_by_a_higher_court_binds_until_the_mandate() -> None:
    order = life("2017-07-24 entered", "2018-12-20 vacated", "2019-04-09 mandate", known="2019-06-01")
    days = ["2018-12-20", "2018-12-21", "2019-04-08", "2019-04-09", "2019-04-10"]
    assert force(order, *days) == [YES, YES, YES, UNKNOWN, NO]


def test_an_order_vacated_without_a_mandate_on_file_is_unknown_from_that_day() -> None:
    order = life("2017-07-24 entered", "2018-12-20 vacated", known="2019-06-01")
    assert force(order, "2018-12-19", "2018-12-20", "2018-12-21", "2026-11-02") == [
        YES,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
    ]


def test_a_rough_day_of_entry_leaves_the_days_unknown_on_which_it_may_lie() -> None:
    order = life("2019-01 entered", known="2019-04-03")
    assert force(order, "2018-12-31", "2019-01-01", "2019-01-30", "2019-01-31") == [NO, UNKNOWN, UNKNOWN, YES]


def test_a_rough_day_of_expiry_leaves_the_days_unknown_on_which_it_may_lie() -> None:
    order = life("2019-01-03 entered", "2019-02 expired", known="2019-04-03")
    assert force(order, "2019-01-31", "2019-02-01", "2019-02-28", "2019-03-01") == [YES, UNKNOWN, UNKNOWN, NO]


def test_a_rough_day_that_is_asked_about_is_known_only_if_all_its_days_agree() -> None:
    order = life("2019-01-03 entered", "2019-03-11 dissolved", known="2019-04-03")
    assert force(order, "2018", "2019-01", "2019-02", "2019-03", "2019-04") == [NO, UNKNOWN, YES, UNKNOWN, NO]


def test_a_rough_day_that_may_lie_after_the_last_known_day_is_unknown() -> None:
    order = life("2019-01-03 entered", known="2019-04-03")
    assert force(order, "2019-03", "2019-04") == [YES, UNKNOWN]


def test_the_answer_tells_which_act_it_rests_on_and_through_when_it_is_known() -> None:
    order = life("2019-01-03 entered", "2019-02-11 stayed", known="2019-04-03")
    assert [
        standing(order, day).says for day in ("2019-01-02", "2019-01-05", "2019-03-01", "2019-05-01")
    ] == [
        "it was entered on 3 January 2019 only",
        "entered on 3 January 2019, and known through 3 April 2019",
        "stayed on 11 February 2019",
        "this file knows of the order through 3 April 2019 only (stayed on 11 February 2019)",
    ]


def test_a_month_of_entry_is_told_as_a_month() -> None:
    order = life("2025-06 entered", known="2025-08-01")
    assert [standing(order, day).says for day in ("2025-05-31", "2025-06-30")] == [
        "it was entered in June 2025 only",
        "entered in June 2025, and known through 1 August 2025",
    ]
