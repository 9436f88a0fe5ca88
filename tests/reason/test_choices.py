"""Names, choices and readings: which event a letter means."""

import pytest

from tests.reason.asking import ask, class_of, order

EVENTS = """
1999-01-01 release from ICE custody
2002-01-01 conviction
2005-01-01 release from ICE custody
searched everything through 2019-12-31
"""


def _class(choice: str, letters: str = "") -> str:
    return f"""
class "c" [Dkt. 1]
  a person is a member when all of these hold:
    (a) there is {choice} release from ICE custody: call it the release
    (b) there is no conviction after the release
{letters}"""


@pytest.mark.parametrize(
    ("choice", "verdict"), [("a", "yes"), ("the first", "no because (b)"), ("the last", "yes")]
)
def test_a_first_and_last_choose_differently(choice: str, verdict: str) -> None:
    assert class_of(EVENTS, order(_class(choice))) == verdict


def test_one_choice_must_satisfy_all_letters_together() -> None:
    rules = _class(
        "a",
        "    (c) there is a conviction on or after 2000-01-01, before the release\n"
        "    (d) the day is more than 5000 days after the release",
    )
    assert class_of(EVENTS, order(rules), "2018-01-01") == "no because (d)"
    assert class_of(EVENTS, order(rules), "2019-01-15") == "yes"


def test_the_last_release_is_unknown_while_nobody_looked_for_a_later_one() -> None:
    lines = EVENTS.replace("searched everything through 2019-12-31", "searched conviction through 2019-12-31")
    assert class_of(lines, order(_class("the last"))) == "unknown because (a)"
    searched = f"{lines}\nsearched release from ICE custody from 2005-01-02 through 2019-12-31"
    assert class_of(searched, order(_class("the last"))) == "yes"


def test_of_two_roughly_dated_releases_either_may_be_the_last() -> None:
    lines = """
        2005 release from ICE custody by bond
        2005-03-01 conviction
        2005-06-01 release from ICE custody
        searched everything through 2019-12-31
    """
    assert (
        class_of(lines, order(_class("the last"))) == "unknown because (a) (b)"
        or class_of(lines, order(_class("the last"))) == "unknown because (a)"
    )


def test_an_exception_takes_the_person_out() -> None:
    rules = _class("a", "  unless any of these holds:\n    (c) there is a removal after the release")
    assert class_of(EVENTS, order(rules)) == "yes"
    assert class_of(f"{EVENTS}\n2010-01-01 removal", order(rules)) == "no because (c)"
    assert class_of(f"{EVENTS}\n2003-01-01/2010-01-01 removal", order(rules)) == "unknown because (c)"


READINGS = """
class "c" [Dkt. 1]
  a person is a member when all of these hold:
    (a) there is a release from ICE custody: call it the release
      or, on another reading "the advisory": there is a release from ICE custody by bond: call it the release
    (b) there is no conviction after the release
"""


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ("1999-01-01 release from ICE custody by bond", "yes"),
        ("1999-01-01 release from ICE custody by parole", "unknown because (a)"),
        ("2020-01-01 check-in", "no because (a)"),
        ("1999-01-01 release from ICE custody by parole\n2001-01-01 conviction", "no because (b) (a)"),
    ],
)
def test_a_contested_letter_is_definite_only_where_its_readings_agree(lines: str, verdict: str) -> None:
    assert class_of(f"{lines}\nsearched everything through 2019-12-31", order(READINGS)) == verdict


def test_an_answer_says_that_the_readings_differ_and_asks_a_lawyer() -> None:
    found = ask(
        "1999-01-01 release from ICE custody by parole\nsearched everything through 2019-12-31",
        order(READINGS),
    )
    reasons = [reason.says for reason in found.classes[0].membership.letters[0].reasons]
    assert any("the readings differ" in says and "the advisory: no" in says for says in reasons)
    assert any("Which reading is right?" in question.ask for question in found.questions)


def test_any_of_needs_one_and_all_of_needs_every_letter() -> None:
    rules = """
class "c" [Dkt. 1]
  a person is a member when any of these holds:
    (a) the person is on the roster "Chhoeun petitioners (92)"
    (b) all of these hold:
      (1) the person's nationality is Cambodia
      (2) the person is in the United States
"""
    made = order(rules)
    assert class_of('on the roster "Chhoeun petitioners (92)"', made) == "yes"
    assert class_of("nationality Cambodia\nin the United States", made) == "yes"
    assert (
        class_of('not on the roster "Chhoeun petitioners (92)"\nnationality Cambodia', made)
        == "unknown because (b)(2)"
    )
    assert (
        class_of('not on the roster "Chhoeun petitioners (92)"\noutside the United States', made)
        == "no because (a) (b)(2)"
    )
    assert class_of("outside the United States", made) == "unknown because (a)"
    assert class_of('on the roster "another list"', made).startswith("unknown because (a)")


LASTING = """
class "c" [Dkt. 1]
  a person is a member when all of these hold:
    (a) there is a detention for removal: call it the detention
    (b) 180 days after the detention have passed without a release from ICE custody
    (c) 180 days after the detention have passed without a removal
"""


@pytest.mark.parametrize(
    ("lines", "day", "verdict"),
    [
        ("", "2018-07-03", "no because (b) (c)"),
        ("", "2018-07-04", "yes"),
        ("2018-07-03 release from ICE custody", "2018-09-10", "no because (b)"),
        ("2018-07-04 release from ICE custody", "2018-09-10", "yes"),
        ("2018-07-03 removal", "2018-09-10", "no because (c)"),
        ("2018-07-04 removal", "2018-09-10", "yes"),
        ("2018-06 release from ICE custody", "2018-09-10", "no because (b)"),
        ("2018-07 release from ICE custody", "2018-09-10", "unknown because (b)"),
        (
            "2018-03-01 release from ICE custody\n2018-03-05 detention for removal",
            "2018-07-04",
            "no because (b)",
        ),
        ("2018-03-01 release from ICE custody\n2018-03-05 detention for removal", "2018-09-10", "yes"),
    ],
)
def test_custody_that_lasted_more_than_180_days_is_a_detention_and_no_end_in_that_time(
    lines: str, day: str, verdict: str
) -> None:
    events = f"2018-01-04 detention for removal\n{lines}\nsearched everything through 2018-12-31"
    assert class_of(events, order(LASTING), day) == verdict


def test_custody_whose_end_nobody_looked_for_may_have_lasted_or_not() -> None:
    events = "2018-01-04 detention for removal\nsearched detention for removal through 2018-12-31"
    assert class_of(events, order(LASTING), "2018-09-10") == "unknown because (b) (c)"
