"""Bounds on the violation rate: true of every completion, reached by some, narrower once more is learned."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duenotice.compliance import NO_RATE, NoRate, Outcome, Rate, Tally

ALONE = tuple(int(outcome) for outcome in Outcome)
acts = st.lists(st.integers(1, 15), max_size=6)


def tally(may: list[int]) -> Tally:
    return Tally({one: may.count(one) for one in may})


def outcomes(may: int) -> list[int]:
    return [one for one in ALONE if may & one]


def rates(may: list[int]) -> set[Fraction]:
    """The rate of every completion that has one."""
    found = set()
    for choice in product(*map(outcomes, may)):
        violated, met = choice.count(Outcome.VIOLATED), choice.count(Outcome.MET)
        if violated + met:
            found.add(Fraction(violated, violated + met))
    return found


@given(acts)
def test_the_bounds_are_the_least_and_the_greatest_rate_of_all_completions(may: list[int]) -> None:
    every, said = rates(may), tally(may).rate
    assert said == (Rate(min(every), max(every)) if every else NO_RATE)


@given(st.lists(st.integers(1, 15), min_size=1, max_size=400), st.randoms(use_true_random=False))
def test_the_bounds_hold_the_rate_of_any_one_completion_of_many_acts(may: list[int], draw: Random) -> None:
    choice = [draw.choice(outcomes(one)) for one in may]
    violated, met = choice.count(Outcome.VIOLATED), choice.count(Outcome.MET)
    said = tally(may).rate
    if violated + met:
        assert isinstance(said, Rate)
        assert said.lower <= Fraction(violated, violated + met) <= said.upper


@given(acts.filter(bool), st.data())
def test_bounds_never_move_outward_when_an_outcome_is_ruled_out(may: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(may) - 1))
    learned = data.draw(st.sampled_from([part for part in range(1, 16) if part & may[at] == part]))
    before, after = tally(may).rate, tally([*may[:at], learned, *may[at + 1 :]]).rate
    match before, after:
        case Rate(), Rate():
            assert before.lower <= after.lower <= after.upper <= before.upper
        case NoRate(), _:
            assert after == NO_RATE
        case _:
            assert after == NO_RATE


@given(acts)
def test_an_act_that_is_surely_not_owed_changes_nothing(may: list[int]) -> None:
    assert tally([*may, int(Outcome.NOT_OWED)]).rate == tally(may).rate


@pytest.mark.parametrize(
    ("violated", "met", "unknown", "lower", "upper"),
    [
        (3, 9, 0, "1/4", "1/4"),
        (3, 9, 12, "1/8", "5/8"),
        (0, 0, 5, "0", "1"),
        (5, 0, 5, "1/2", "1"),
    ],
)
def test_acts_of_which_nothing_is_known(
    violated: int, met: int, unknown: int, lower: str, upper: str
) -> None:
    said = Tally({8: violated, 4: met, 15: unknown}).rate
    assert said == Rate(Fraction(lower), Fraction(upper))


def test_acts_that_were_violated_if_they_were_owed_anything_can_only_raise_the_rate() -> None:
    assert Tally({8: 1, 4: 1, 9: 2}).rate == Rate(Fraction(1, 2), Fraction(3, 4))
    assert Tally({9: 2}).rate == Rate(Fraction(1), Fraction(1))


def test_without_an_act_that_may_be_owed_there_is_no_rate() -> None:
    assert Tally({1: 40, 2: 3}).rate == NO_RATE
