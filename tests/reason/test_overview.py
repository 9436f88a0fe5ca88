"""What `check` tells in full, and what it names only: never an unknown that is about the person."""

import pytest

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.reason import Overview, overview, overview_to_text
from duenotice.truth import UNKNOWN
from tests.reason.asking import record as record_of

SHELF = load_shelf()
LISTS = "Only for the people named in them."
OVER = "Surely not in force on that day"
MEMBER = """nationality Cambodia
in the United States
2002-05-06 final order of removal
2003-02-11 release from ICE custody
searched everything through 2019-01-15
"""


def about(record: str, day: str = "2019-01-15") -> Overview:
    return overview(SHELF.orders.values(), record_of(record), SHELF.vocabulary, from_edtf(day))


def parts(said: str) -> tuple[str, str, str]:
    """What is told in full, the orders that await a list, those not in force."""
    told, _, rest = said.partition(f"\n{LISTS}")
    lists, _, over = rest.partition(f"\n{OVER}")
    return told, lists, over


def test_an_order_for_a_list_of_which_nothing_is_on_file_is_named_with_its_list() -> None:
    told, lists, _ = parts(overview_to_text(about(MEMBER)))
    assert '  "Devitri petitioners": devitri-v-cronen/2018-02-01\n' in lists
    assert "devitri" not in told


@pytest.mark.parametrize(("line", "verdict"), [("on", "unknown"), ("not on", "no matter")])
def test_an_order_for_a_list_is_told_in_full_once_the_list_is_settled(line: str, verdict: str) -> None:
    told, lists, _ = parts(overview_to_text(about(f'{MEMBER}{line} the roster "Devitri petitioners"\n')))
    assert "devitri" not in lists
    assert verdict in told.partition("devitri-v-cronen\n")[2].partition("\n\n")[0]


def test_an_order_that_something_else_may_open_is_told_in_full() -> None:
    told, lists, _ = parts(overview_to_text(about("nationality unknown\n")))
    assert "chhoeun-v-marin/2018-01-25: Order granting a preliminary injunction" in told
    assert "Chhoeun petitioners (92)" not in lists


@pytest.mark.parametrize(("country", "named_only"), [("Somalia", False), ("Cambodia", True)])
def test_an_order_that_may_reach_others_than_those_on_its_list_is_told_in_full(
    country: str, named_only: bool
) -> None:
    told, lists, _ = parts(overview_to_text(about(MEMBER.replace("Cambodia", country), "2018-01-10")))
    assert ("ibrahim-v-acosta/2017-12-19" in lists) == named_only
    assert ("ibrahim-v-acosta/2017-12-19: Order" in told) != named_only


def test_an_order_not_in_force_is_named_only_and_one_under_which_a_duty_may_have_been_broken_is_not() -> None:
    day = "2021-01-15"
    free = MEMBER.replace("through 2019-01-15", f"through {day}")
    assert (
        "  chhoeun-v-marin/2017-12-14, chhoeun-v-marin/2020-03-04\n"
        in parts(overview_to_text(about(free, day)))[2]
    )
    taken = free + "2020-04-01 detention for removal\n"
    told, _, over = parts(overview_to_text(about(taken, day)))
    assert 'duty "notice before re-detention": violated' in told
    assert "  chhoeun-v-marin/2017-12-14\n" in over
    nobody_looked = taken.replace(f"searched everything through {day}\n", "")
    told = parts(overview_to_text(about(nobody_looked, day)))[0]
    shown = told.partition("chhoeun-v-marin/2020-03-04: ")[2].partition("chhoeun-v-marin/2020-04-27")[0]
    assert 'duty "notice before re-detention": unknown' in shown


def test_told_in_full_nothing_is_named_only_and_every_order_is_there_either_way() -> None:
    said = about(MEMBER)
    short, full = overview_to_text(said), overview_to_text(said, complete=True)
    assert LISTS not in full
    assert OVER not in full
    assert len(full) > len(short)
    for order in SHELF.orders.values():
        assert f"{order.id}: " in full
        assert order.id in short


def test_whatever_is_open_about_the_person_is_asked_or_waits_for_a_list_that_is_named() -> None:
    said = about("nationality unknown\n")
    told, lists, _ = parts(overview_to_text(said))
    open_ = [found for case in said.cases for found in case.answers if found.protected is UNKNOWN]
    waiting = [found for found in open_ if f"{found.order.id}" in lists]
    assert waiting
    for found in open_:
        asked = [question.ask for question in found.questions]
        if found in waiting:
            named = [ask.split('"')[1] for ask in asked if ask.startswith("Is the person on the list")]
            assert named
            assert all(f'"{name}": ' in lists for name in named)
        else:
            assert (
                f"  {found.order.id}: {found.order.identity.title}\n    may be protected by it: unknown"
                in told
            )
            assert any(ask in told for ask in asked)
