"""A name that contested readings introduce reaches later letters only if every reading introduces it."""

import pytest

from duenotice.days import from_edtf
from duenotice.documents import Block
from duenotice.language import Rules, from_names, from_text
from duenotice.library import load_vocabulary
from duenotice.problems import Place, RefusedOrder
from duenotice.terms import Kind

LIFE = "\nlife of this order\n  2019-01-03 entered [made up]\n  known through 2019-04-03 [made up]\n"


def resolved(letters: str) -> Rules[Kind]:
    head = 'class "C" [made up]\n  a person is a member when all of these hold:\n'
    block = Block("order", head + letters + LIFE, "order.md", 1)
    return from_names(from_text([block], Place("order.md")), load_vocabulary())


def codes(letters: str) -> list[str]:
    with pytest.raises(RefusedOrder) as refused:
        resolved(letters)
    return [problem.code for problem in refused.value.problems]


def test_a_name_that_every_reading_introduces_can_be_used_below() -> None:
    rules = resolved(
        "    (a) there is a release from ICE custody: call it the release\n"
        "      or, on another reading: there is a release from ICE custody by bond: call it the release\n"
        "    (b) there is no conviction after the release\n"
    )
    assert len(rules.classes[0].body.letters) == 2
    assert rules.life.known_through == from_edtf("2019-04-03")


def test_a_name_that_one_reading_lacks_cannot_be_used_below() -> None:
    assert codes(
        "    (a) there is a release from ICE custody: call it the release\n"
        "      or, on another reading: there is no detention for removal\n"
        "    (b) there is no conviction after the release\n"
    ) == ["O03"]


def test_a_reading_cannot_use_the_name_of_another_reading() -> None:
    assert codes(
        "    (a) there is a release from ICE custody: call it the release\n"
        "      or, on another reading: there is a check-in after the release: call it the release\n"
        "    (b) there is no conviction after the release\n"
    ) == ["O03"]


def test_a_name_that_readings_have_introduced_is_taken() -> None:
    assert codes(
        "    (a) there is a release from ICE custody: call it the release\n"
        "      or, on another reading: there is a release from ICE custody by bond: call it the release\n"
        "    (b) there is a detention for removal: call it the release\n"
        "    (c) there is no conviction after the release\n"
    ) == ["O04"]
