"""Who must act decides which reading is used; and the founding order of 3 January 2019."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from duenotice.days.calendars import Calendar
from duenotice.days.counting import count
from duenotice.days.counting.caution import (
    acted_too_early,
    acted_too_late,
    earliest_lawful_act,
    first_day_after,
    own_last_day,
)
from duenotice.days.counting.doubts import PREVAILING
from duenotice.days.counting.roll import days_of
from duenotice.truth import Truth


def test_served_by_hand_on_3_january_2019_the_earliest_lawful_detention_is_18_january() -> None:
    act = earliest_lawful_act(date(2019, 1, 3), 14, ruleset="frcp", court="cacd", service="personal")
    assert act.day == date(2019, 1, 18)
    assert act.forward.settled
    assert not act.by_backward


def test_mailed_on_3_january_2019_the_government_waits_until_23_january() -> None:
    mailed = count(date(2019, 1, 3), 14, "days", court="cacd", service="mail")
    assert first_day_after(mailed) == date(2019, 1, 23)
    assert own_last_day(mailed) == date(2019, 1, 17)


def test_forward_and_backward_counting_differ_for_a_notice_served_on_a_day_in_lieu() -> None:
    """Time.md 1.6: F ends on Friday 24 November 2017, and an arrest on the Saturday fails B."""
    act = earliest_lawful_act(date(2017, 11, 10), 14, court="nysd", service="personal")
    assert act.forward.prevailing == date(2017, 11, 24)
    assert act.by_backward
    assert act.day == date(2017, 11, 27)
    on_saturday = count(date(2017, 11, 25), 14, "days", "before", court="nysd")
    served = acted_too_late(on_saturday, date(2017, 11, 10))
    assert served.violated is Truth.UNKNOWN
    assert [reading.at for reading in served.under] == [date(2017, 11, 9)]
    assert served.words == "depends on the reading; violated if: prevailing"


def test_an_auditor_says_violated_only_if_every_reading_agrees() -> None:
    notice = count(date(2018, 12, 10), 14, "days", court="any")  # ends on a closing day, or after it
    assert acted_too_early(notice, date(2018, 12, 24)).violated is Truth.YES
    disputed = acted_too_early(notice, date(2018, 12, 26))
    assert disputed.violated is Truth.UNKNOWN
    assert [reading.label for reading in disputed.under] == ["prevailing"]
    assert [r.label for r in disputed.otherwise] == ["the President's closing day is no legal holiday"]
    assert acted_too_early(notice, date(2018, 12, 27)).violated is Truth.NO


def test_a_target_is_never_violated() -> None:
    review = count(date(2019, 1, 2), 90, "days", "after", "dhs", clock="custody-review")
    assert acted_too_late(review, date(2020, 1, 1)).violated is Truth.UNKNOWN
    assert "target" in acted_too_late(review, date(2020, 1, 1)).words


def test_the_figures_of_the_design_for_every_service_date_of_eleven_years() -> None:
    """Time.md 1.6: 4,017 service dates in C.D. Cal.: 1,314 rolled, B stricter on 22, and the rest."""
    calendar = Calendar.load()
    first = date(2017, 1, 1)
    question = count(first, 14, "days", court="cacd").question
    days = days_of(question, calendar)
    seen: Counter[str] = Counter()
    for served in range(first.toordinal(), first.toordinal() + 4017):
        end = days.moved(served + 14, 1, PREVAILING, True)
        seen["rolled"] += end != served + 14
        for doubt in ("state", "closing", "in-lieu"):
            seen[doubt] += end != days.moved(served + 14, 1, PREVAILING - {doubt}, True)
        act = end + 1
        seen["stricter"] += days.moved(act - 14, -1, PREVAILING, False) < served
        while days.moved(act - 14, -1, PREVAILING, False) < served:
            act += 1
        seen[f"gap of {act - served}"] += 1
    assert (seen["rolled"], seen["stricter"], seen["gap of 15"]) == (1314, 22, 2683)
    assert (seen["state"], seen["closing"], seen["in-lieu"]) == (67, 11, 28)


def test_the_person_and_the_government_never_profit_from_the_same_doubt() -> None:
    for offset in range(0, 730, 7):
        counted = count(date(2018, 1, 1) + timedelta(offset), 14, "days", court="cacd", service="mail")
        assert own_last_day(counted) <= counted.prevailing < first_day_after(counted)
