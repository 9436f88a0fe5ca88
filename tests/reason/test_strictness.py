"""Which of two duties asks more."""

from __future__ import annotations

import pytest

from duenotice.language import Amount, Cite, Duty, DutyAfter, Forbidden, Group, How, NoticeBefore, Unit, Verb
from duenotice.reason.strictness import as_long, asks_as_much, asks_more
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth

CITE = Cite("Dkt. 1")
TRANSFER, FAR = Kind("transfer"), Kind("transfer", ("out of the district",))
TAKEN = Kind("detention for removal")


def notice(days: int, act: Kind = TAKEN) -> Duty[Kind]:
    return NoticeBefore("d", CITE, "c", act, Verb.GIVE, Kind("notice of detention"), Amount(days))


def after(days: int, what: str = "interview") -> Duty[Kind]:
    return DutyAfter("d", CITE, "c", TAKEN, Verb.GIVE, Kind(what), Amount(days))


def forbidden(act: Kind = TAKEN) -> Duty[Kind]:
    return Forbidden("d", CITE, "c", act, Group(How.ANY, ()))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (notice(14), notice(7)),
        (notice(15), notice(14)),
        (forbidden(), notice(365)),
        (forbidden(TRANSFER), forbidden(FAR)),
        (notice(7, TRANSFER), notice(7, FAR)),
        (after(3), after(10)),
    ],
)
def test_the_first_asks_more_and_the_second_does_not(more: Duty[Kind], less: Duty[Kind]) -> None:
    assert asks_more(more, less)
    assert not asks_more(less, more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (notice(14), after(3)),
        (after(3), after(3, "custody hearing")),
        (notice(14), notice(7, TRANSFER)),
        (notice(2, TRANSFER), forbidden(FAR)),
    ],
)
def test_neither_asks_as_much_where_they_are_not_about_the_same_thing(
    one: Duty[Kind], other: Duty[Kind]
) -> None:
    assert (asks_as_much(one, other), asks_as_much(other, one)) == (NO, NO)


def test_a_duty_asks_as_much_as_itself_and_no_more() -> None:
    for duty in (notice(14), after(3), forbidden()):
        assert asks_as_much(duty, duty) is YES
        assert not asks_more(duty, duty)


@pytest.mark.parametrize(
    ("one", "other", "truth"),
    [
        (Amount(2), Amount(48, Unit.HOURS), YES),
        (Amount(2), Amount(49, Unit.HOURS), NO),
        (Amount(2, Unit.WEEKS), Amount(14), YES),
        (Amount(1, Unit.MONTHS), Amount(28), YES),
        (Amount(1, Unit.MONTHS), Amount(30), UNKNOWN),
        (Amount(1, Unit.MONTHS), Amount(32), NO),
        (Amount(7, Unit.BUSINESS_DAYS), Amount(7), YES),
        (Amount(7, Unit.BUSINESS_DAYS), Amount(9), UNKNOWN),
        (Amount(7, Unit.BUSINESS_DAYS), Amount(21), NO),
        (Amount(30, clock="bia-appeal"), Amount(1), UNKNOWN),
        (Amount(30, clock="bia-appeal"), Amount(30, clock="bia-appeal"), YES),
    ],
)
def test_lengths_in_different_units_are_compared_by_what_each_lasts_at_least_and_at_most(
    one: Amount, other: Amount, truth: Truth
) -> None:
    assert as_long(one, other) is truth
