"""What holds of every count, whatever is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.days.calendars import Calendar
from duenotice.days.counting import RULES, Service, count
from duenotice.days.counting.caution import earliest_lawful_act, first_day_after
from duenotice.days.counting.doubts import CLOSED, PREVAILING
from duenotice.days.counting.roll import days_of

DAYS = st.dates(date(2010, 1, 1), date(2050, 12, 31))
COURTS = st.sampled_from(["any", *sorted(Calendar.load().courts)])
RULE_NAMES = st.sampled_from(sorted(RULES))
AMOUNTS = st.integers(1, 400)
UNITS = st.sampled_from(["days", "court days", "weeks", "months"])
LENGTHS = st.tuples(AMOUNTS, UNITS).map(
    lambda asked: asked if asked[1] == "days" else (1 + asked[0] % 24, asked[1])
)
WAYS = st.sampled_from(sorted(Service))
MODERN = date(2020, 1, 1)


@given(DAYS, LENGTHS, st.sampled_from(["after", "before"]), RULE_NAMES, COURTS, WAYS)
def test_the_end_of_a_period_is_an_open_day_under_some_answer_and_lies_between_the_extremes(
    start: date, length: tuple[int, str], direction: str, rules: str, court: str, service: str
) -> None:
    counted = count(start, *length, direction, rules, court, service, rule_date=MODERN)
    assert counted.earliest <= counted.prevailing <= counted.latest
    dates = [reading.at for reading in counted.readings]
    assert dates[0] == counted.prevailing
    assert {counted.earliest, counted.latest} <= set(dates)
    days = days_of(counted.question, Calendar.load())
    forward = direction == "after"
    assert not days.closed(counted.prevailing.toordinal(), PREVAILING, forward)
    views = chain.from_iterable(combinations(CLOSED, size) for size in range(len(CLOSED) + 1))
    answers = [frozenset(view) for view in views]
    assert all(any(not days.closed(at.toordinal(), view, forward) for view in answers) for at in dates)


@given(
    DAYS,
    st.integers(0, 30),
    LENGTHS,
    st.tuples(st.sampled_from(["after", "before"]), RULE_NAMES, COURTS, WAYS),
)
def test_a_later_start_never_gives_an_earlier_end(
    start: date, later: int, length: tuple[int, str], place: tuple[str, str, str, str]
) -> None:
    one = count(start, *length, *place, rule_date=MODERN)
    two = count(start + timedelta(later), *length, *place, rule_date=MODERN)
    assert one.prevailing <= two.prevailing
    assert one.earliest <= two.earliest
    assert one.latest <= two.latest


@given(DAYS, AMOUNTS, RULE_NAMES, COURTS, WAYS)
def test_a_period_forward_is_never_shorter_than_it_says_and_backward_never_either(
    start: date, amount: int, rules: str, court: str, service: str
) -> None:
    after = count(start, amount, "days", "after", rules, court, service, rule_date=MODERN)
    assert after.earliest >= start + timedelta(amount)
    if not RULES[rules].back_moves_forward:
        before = count(start, amount, "days", "before", rules, court, service, rule_date=MODERN)
        assert before.latest <= start - timedelta(amount)


@settings(max_examples=50)
@given(DAYS, st.integers(1, 60), st.integers(0, 30), COURTS, WAYS)
def test_widening_a_period_never_helps_the_government(
    served: date, amount: int, more: int, court: str, service: str
) -> None:
    narrow = earliest_lawful_act(served, amount, court=court, service=service, rule_date=MODERN)
    wide = earliest_lawful_act(served, amount + more, court=court, service=service, rule_date=MODERN)
    assert narrow.day <= wide.day
    assert first_day_after(narrow.forward) <= narrow.day


@settings(max_examples=50)
@given(DAYS, st.integers(1, 60), COURTS, WAYS)
def test_the_earliest_lawful_act_passes_both_tests_and_the_day_before_fails_one(
    served: date, amount: int, court: str, service: str
) -> None:
    act = earliest_lawful_act(served, amount, court=court, service=service, rule_date=MODERN)
    assert act.day > act.forward.latest
    assert served <= act.backward.earliest
    eve = count(act.day - timedelta(1), amount, "days", "before", court=court, rule_date=MODERN)
    assert act.day - timedelta(1) <= act.forward.latest or eve.earliest < served


@given(DAYS, LENGTHS, COURTS, WAYS)
def test_every_reading_has_steps_that_end_on_its_date_and_a_citation(
    start: date, length: tuple[int, str], court: str, service: str
) -> None:
    for reading in count(start, *length, "after", "frcp", court, service, rule_date=MODERN).readings:
        assert reading.steps[-1].last == reading.at
        assert reading.label
        assert reading.cite
        assert all(step.cite and step.why and step.first <= step.last for step in reading.steps)


@pytest.mark.parametrize(("zone", "locale"), [("Pacific/Kiritimati", "C"), ("Pacific/Niue", "tr_TR.UTF-8")])
def test_the_machine_s_zone_and_locale_change_nothing(zone: str, locale: str) -> None:
    asked = ["count", "72 hours", "after", "2007-11-02T10:23", "--court", "nysd", "--calendar"]
    command = [sys.executable, "-c", "from duenotice.cli import main; main()", *asked]
    ran = [
        subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **env}).stdout
        for env in ({"TZ": zone, "LC_ALL": locale}, {"TZ": "UTC", "LC_ALL": "C.UTF-8"})
    ]
    assert ran[0] == ran[1]
    assert "Monday 5 November 2007, 09:23 EST" in ran[0]
