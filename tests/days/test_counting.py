"""Counting, with the worked examples of the committee notes and of the founding order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from duenotice.days.counting import Unit, What, count
from duenotice.days.counting.rulesets import COMPLETE, Service
from duenotice.problems import Refused

MODERN = date(2009, 12, 1)
at = datetime.fromisoformat


def test_the_day_of_the_event_is_day_0() -> None:
    assert count(date(2019, 1, 3), 14, "days", court="cacd").prevailing == date(2019, 1, 17)


def test_an_end_on_a_saturday_before_labor_day_moves_to_tuesday() -> None:
    assert count(date(2007, 8, 2), 30, "days", rule_date=MODERN).prevailing == date(2007, 9, 4)


def test_backward_an_end_on_that_saturday_moves_to_friday() -> None:
    assert count(date(2007, 9, 22), 21, "days", "before", rule_date=MODERN).prevailing == date(2007, 8, 31)


def test_a_closed_clerk_moves_a_backward_filing_forward() -> None:
    counted = count(date(2007, 9, 22), 21, "days", "before", rule_date=MODERN, closed=[date(2007, 8, 31)])
    assert counted.prevailing == date(2007, 9, 4)
    assert counted.earliest == date(2007, 8, 31)


def test_a_state_day_counts_after_an_event_and_not_before_one() -> None:
    after = count(date(2008, 4, 7), 14, "days", court="mad", rule_date=MODERN)
    before = count(date(2008, 5, 5), 14, "days", "before", court="mad", rule_date=MODERN)
    assert (after.prevailing, before.prevailing) == (date(2008, 4, 22), date(2008, 4, 21))


def test_before_2009_a_state_day_counted_both_ways() -> None:
    before = count(date(2008, 5, 5), 14, "days", "before", court="mad")
    assert before.prevailing == date(2008, 4, 18)


def test_72_hours_over_the_change_of_clocks_end_an_hour_earlier_on_the_clock() -> None:
    counted = count(at("2007-11-02T10:23"), 72, "hours", zone="America/New_York")
    assert counted.prevailing == datetime(2007, 11, 5, 14, 23, tzinfo=UTC)
    assert f"{counted.prevailing:%H:%M}" == "09:23"


def test_hours_that_end_on_a_sunday_run_to_the_same_time_on_monday() -> None:
    counted = count(at("2019-01-04T14:17"), 48, "hours", court="cacd")
    assert f"{counted.prevailing:%Y-%m-%d %H:%M}" == "2019-01-07 14:17"


def test_hours_backward_move_to_the_same_time_on_friday() -> None:
    counted = count(at("2019-01-07T09:00"), 24, "hours", "before", court="cacd")
    assert f"{counted.prevailing:%Y-%m-%d %H:%M}" == "2019-01-04 09:00"


def test_three_mail_days_follow_the_end_and_are_never_added_to_the_period() -> None:
    mailed = count(date(2007, 11, 1), 30, "days", "after", "frap", "any", "mail", rule_date=MODERN)
    assert mailed.prevailing == date(2007, 12, 6)
    assert mailed.earliest == date(2007, 12, 3)


@pytest.mark.parametrize(("rule_date", "end"), [("2016-11-30", "2016-11-07"), ("2016-12-01", "2016-11-03")])
def test_electronic_service_lost_its_three_days_on_1_december_2016(rule_date: str, end: str) -> None:
    on = date.fromisoformat(rule_date)
    served = count(date(2016, 10, 20), 14, "days", service="electronic", rule_date=on)
    assert served.prevailing == date.fromisoformat(end)


def test_mail_never_lengthens_a_period_before_an_event() -> None:
    plain = count(date(2019, 1, 28), 14, "days", "before")
    assert count(date(2019, 1, 28), 14, "days", "before", service="mail").readings == plain.readings


def test_until_2009_a_period_of_ten_days_skipped_weekends() -> None:
    assert count(date(2009, 6, 5), 10, "days", rule_date=date(2009, 6, 5)).prevailing == date(2009, 6, 19)
    assert count(date(2009, 6, 5), 10, "days", rule_date=MODERN).prevailing == date(2009, 6, 15)


def test_a_date_certain_stays_on_its_saturday() -> None:
    assert count(date(2007, 9, 1), 0, "fixed date", "on").prevailing == date(2007, 9, 1)


def test_the_immigration_court_manual_moves_a_date_certain_to_monday() -> None:
    moved = count(date(2008, 6, 21), 0, "fixed date", "on", "eoir-manual")
    assert moved.prevailing == date(2008, 6, 23)


def test_the_immigration_court_manual_moves_a_deadline_before_a_hearing_forward() -> None:
    hearing = date(2019, 3, 4)  # the 15th day before it is Sunday 17 February; Monday is a holiday
    assert count(hearing, 15, "days", "before", "eoir-manual").prevailing == date(2019, 2, 19)


def test_an_appeal_from_an_oral_decision_of_14_september_2023_is_due_on_16_october() -> None:
    appeal = count(date(2023, 9, 14), 30, "days", "after", "eoir", clock="bia-appeal", service="mail")
    assert appeal.prevailing == date(2023, 10, 16)  # Matter of Iskandarani, 29 I&N Dec. 26
    assert appeal.settled


def test_since_march_2026_the_safe_day_of_an_appeal_is_the_tenth() -> None:
    appeal = count(date(2026, 3, 10), 30, "days", "after", "eoir", clock="bia-appeal")
    assert (appeal.prevailing, appeal.earliest) == (date(2026, 4, 9), date(2026, 3, 20))


def test_voluntary_departure_of_60_days_moves_off_a_saturday() -> None:
    leave = count(date(2021, 10, 12), 60, "days", "after", "dhs", clock="statute-1229c")
    assert leave.prevailing == date(2021, 12, 13)  # Monsalvo Velazquez v. Bondi


def test_the_removal_period_has_three_ends() -> None:
    period = count(date(2018, 10, 15), 90, "days", "after", "dhs", clock="removal-period")
    assert (period.prevailing, period.earliest, period.latest) == (
        date(2019, 1, 13),
        date(2019, 1, 12),
        date(2019, 1, 14),
    )


def test_six_months_from_31_august_end_on_the_last_day_of_february() -> None:
    months = count(date(2018, 8, 31), 6, "months", "after", "dhs", clock="zadvydas")
    assert (months.prevailing, months.earliest) == (date(2019, 2, 28), date(2019, 2, 27))


def test_a_custody_review_is_a_target_with_a_tolerance() -> None:
    review = count(date(2019, 1, 2), 90, "days", "after", "dhs", clock="custody-review")
    assert review.is_target
    assert (review.earliest, review.prevailing, review.latest) == (
        date(2019, 3, 18),
        date(2019, 4, 2),
        date(2019, 4, 17),
    )


def test_the_notice_of_a_review_is_a_target_before_it() -> None:
    notice = count(date(2019, 4, 2), 30, "days", "before", "dhs", clock="custody-review-notice")
    assert (notice.earliest, notice.prevailing, notice.latest) == (
        date(2019, 2, 16),
        date(2019, 3, 3),
        date(2019, 3, 18),
    )


def test_every_way_of_service_says_when_it_is_complete() -> None:
    assert set(COMPLETE) == set(Service) - {Service.NONE}


def test_a_time_of_day_without_a_zone_is_its_day() -> None:
    assert count(at("2019-01-03T23:30"), 14, "days").prevailing == date(2019, 1, 17)


def test_seven_business_days_skip_weekends_and_holidays() -> None:
    assert count(date(2018, 2, 12), 7, "business days", court="mad").prevailing == date(2018, 2, 22)


def test_frap_counts_the_holidays_of_both_states() -> None:
    district = count(date(2019, 3, 18), 14, "days", "after", "frcp", "nvd")
    appeal = count(date(2019, 3, 18), 14, "days", "after", "frap", "nvd")  # 1 April: Chavez Day in California
    assert (district.prevailing, appeal.prevailing) == (date(2019, 4, 1), date(2019, 4, 2))


def test_inauguration_day_counts_in_washington_in_both_directions() -> None:
    after = count(date(2021, 1, 6), 14, "days", court="dcd")
    before = count(date(2021, 2, 3), 14, "days", "before", court="dcd")
    assert (after.prevailing, before.prevailing) == (date(2021, 1, 21), date(2021, 1, 19))
    assert count(date(2021, 1, 6), 14, "days", court="vaed").prevailing == date(2021, 1, 20)


def test_a_closing_by_the_president_is_a_reading_of_its_own() -> None:
    counted = count(date(2018, 12, 10), 14, "days", court="any")
    assert (counted.prevailing, counted.earliest) == (date(2018, 12, 26), date(2018, 12, 24))
    assert [r.label for r in counted.readings][1] == "the President's closing day is no legal holiday"


def test_a_half_day_is_no_holiday_in_any_reading() -> None:
    counted = count(date(2015, 12, 10), 14, "days")
    assert counted.settled
    assert counted.prevailing == date(2015, 12, 24)
    assert any("half-day closing: no reading counts it" in s.why for s in counted.readings[0].steps)


def test_service_shortly_before_midnight_is_two_readings() -> None:
    served = at("2019-01-03T23:30")
    counted = count(served, 14, "days", court="nysd", zone="America/Los_Angeles")
    assert (counted.prevailing, counted.latest) == (date(2019, 1, 17), date(2019, 1, 18))


def test_the_working_says_of_each_skipped_day_why() -> None:
    counted = count(date(2019, 1, 5), 14, "days", court="cacd")
    skipped = [(step.first.day, step.why) for step in counted.readings[0].steps if step.what is What.SKIPPED]
    assert skipped == [
        (19, "Saturday"),
        (20, "Sunday"),
        (21, "Martin Luther King Jr. Day (5 USC 6103(a))"),
    ]


@pytest.mark.parametrize("name", ["day", "Days", "calendar days", "calendar_days"])
def test_units_are_read_in_several_spellings(name: str) -> None:
    assert count(date(2019, 1, 3), 14, name).question.unit is Unit.DAYS


def test_what_cannot_be_counted_is_refused_with_the_nearest_name() -> None:
    for wrong in ({"court": "cacdd"}, {"service": "male"}, {"ruleset": "frpc"}, {"clock": "bia-apeal"}):
        with pytest.raises(Refused, match="did you mean"):
            count(date(2019, 1, 3), 14, "days", **wrong)  # type: ignore[arg-type]
    for start, unit, direction in [
        (date(2019, 1, 3), "fortnights", "after"),
        (date(2019, 1, 3), "days", "upon"),
        (date(2019, 1, 3), "days", "on"),
        (date(2019, 1, 3), "hours", "after"),
        (at("2019-01-03T00:00"), "hours", "after"),
    ]:
        with pytest.raises(Refused, match="C01"):
            count(start, 14, unit, direction)


def test_a_year_whose_holidays_nobody_looked_up_is_refused() -> None:
    for start in (date(1989, 12, 20), date(2060, 12, 20), date(2061, 5, 1)):
        with pytest.raises(Refused, match="C03"):
            count(start, 14, "days")
