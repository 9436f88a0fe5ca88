"""The class of 3 January 2019, one sentence at a time."""

import pytest

from tests.reason.asking import MEMBER, ask, class_of


def test_a_person_for_whom_every_letter_holds_is_in_the_class() -> None:
    assert class_of(MEMBER) == "yes"


def test_nothing_on_file_leaves_every_letter_unknown() -> None:
    assert class_of("").startswith("unknown because (a) (b) (c) (d)")


def test_the_worked_case_of_the_design() -> None:
    lines = """
        nationality Cambodia
        in the United States
        1998-05 final order of removal
        1999-03-02 release from ICE custody
        2019-01-15 detention for removal
        searched notice of detention through 2019-02-01
    """
    assert class_of(lines) == "unknown because (e) (f)"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("1998-12-01 conviction", "yes"),
        ("1999-03-02 conviction", "yes"),
        ("1999-03-03 conviction", "no because (e)"),
        ("1999-03 conviction", "unknown because (e)"),
        ("unknown conviction", "unknown because (e)"),
        ("2019-01-15 conviction", "no because (e)"),
        ("2019-01-16 conviction", "yes"),
    ],
)
def test_only_a_conviction_after_the_release_and_by_the_day_excludes(line: str, verdict: str) -> None:
    assert class_of(MEMBER + line) == verdict


@pytest.mark.parametrize("line", ["2005-06-01 criminal arrest", "2005-06-01 criminal charge"])
def test_an_arrest_or_a_charge_without_conviction_leaves_it_unknown(line: str) -> None:
    assert class_of(MEMBER + line) == "unknown because (e)"


@pytest.mark.parametrize("line", ["2010-01-01 conviction vacated", "2010-01-01 pardon"])
def test_a_conviction_that_was_vacated_or_pardoned_leaves_it_unknown(line: str) -> None:
    assert class_of(f"{MEMBER}\n2005-06-01 conviction\n{line}") == "unknown because (e)"


def test_a_pardon_before_the_conviction_changes_nothing() -> None:
    assert class_of(f"{MEMBER}\n2001-01-01 pardon\n2005-06-01 conviction") == "no because (e)"


def test_a_missed_check_in_leaves_the_conditions_unknown() -> None:
    assert class_of(MEMBER + "2005-06-01 missed check-in") == "unknown because (f)"


@pytest.mark.parametrize(
    ("qualifiers", "verdict"),
    [("for breach", "no because (f)"), ("for changed circumstances", "yes"), ("", "unknown because (f)")],
)
def test_a_revocation_shows_a_violation_only_if_it_was_for_breach(qualifiers: str, verdict: str) -> None:
    assert class_of(f"{MEMBER}\n2005-06-01 revocation of release {qualifiers}") == verdict


def test_a_release_before_the_order_is_outside_the_class() -> None:
    lines = """
        nationality Cambodia
        in the United States
        1999-03-02 release from ICE custody
        2001-05-01 final order of removal
        searched everything through 2019-12-31
    """
    assert class_of(lines) == "no because (d)"


def test_a_second_release_after_the_conviction_brings_the_person_back_into_the_class() -> None:
    assert class_of(f"{MEMBER}\n2005-06-01 conviction\n2009-01-01 release from ICE custody") == "yes"


def test_no_needs_a_search_for_another_release() -> None:
    lines = """
        nationality Cambodia
        in the United States
        1998-05-01 final order of removal
        1999-03-02 release from ICE custody
        2005-06-01 conviction
    """
    assert class_of(lines).startswith("unknown because")
    searched = "searched final order of removal or release from ICE custody through 2019-01-15"
    assert class_of(f"{lines}\n{searched}") == "no because (e)"
    assert (
        class_of(f"{lines}\n{searched}\nsearched release from ICE custody through 2004-12-31")
        == "no because (e)"
    )


def test_a_conviction_and_a_violation_after_different_releases_exclude_for_both() -> None:
    lines = f"""{MEMBER}
        2003-01-01 conviction
        2005-01-01 release from ICE custody
        2007-01-01 revocation of release for breach"""
    assert class_of(lines) == "no because (f)"
    also = ask(lines).classes[0].membership.also
    assert any("2 March 1999" in reason.says and "(e) fails" in reason.says for reason in also)


@pytest.mark.parametrize("nationality", ["unknown", "Cambodia or Thailand", "not Thailand"])
def test_an_unsettled_nationality_is_unknown(nationality: str) -> None:
    lines = MEMBER.replace("nationality Cambodia", f"nationality {nationality}")
    assert class_of(lines) == "unknown because (a)"


@pytest.mark.parametrize("nationality", ["stateless", "Vietnam", "not Cambodia"])
def test_another_nationality_is_outside_the_class(nationality: str) -> None:
    lines = MEMBER.replace("nationality Cambodia", f"nationality {nationality}")
    assert class_of(lines) == "no because (a)"


def test_a_second_nationality_takes_nothing_away() -> None:
    assert class_of(f"{MEMBER}\nnationality France") == "yes"


def test_a_nationality_that_is_also_denied_is_unknown() -> None:
    assert class_of(f"{MEMBER}\nnationality not Cambodia") == "unknown because (a)"


def test_a_person_who_was_naturalised_since_is_outside_the_class() -> None:
    assert class_of(MEMBER + "2015-07-04 naturalization") == "no because (g)(1) (g)(2)"


def test_after_a_removal_being_in_the_country_is_not_taken_for_granted() -> None:
    lines = f"{MEMBER}\n2018-04-03 removal\n2018-01-01 detention for removal"
    assert class_of(lines) == "unknown because (b)"
    assert class_of(lines, on="2018-02-01") == "yes"


@pytest.mark.parametrize("search", ["conviction", "criminal violation", "everything"])
def test_looking_for_what_shows_a_violation_is_enough_for_its_absence(search: str) -> None:
    lines = MEMBER.replace(
        "searched everything through 2019-12-31",
        f"""searched {search} through 2019-01-15
        searched violation of release conditions or event ending the order through 2019-01-15""",
    )
    assert class_of(lines) == "yes"


@pytest.mark.parametrize("search", ["criminal arrest or criminal charge", "missed check-in", "removal"])
def test_looking_for_something_else_is_not(search: str) -> None:
    lines = MEMBER.replace(
        "searched everything through 2019-12-31",
        f"""searched {search} through 2019-01-15
        searched violation of release conditions or event ending the order through 2019-01-15""",
    )
    assert class_of(lines) == "unknown because (e)"


@pytest.mark.parametrize(
    ("span", "verdict"),
    [
        ("from 1999-03-03 through 2019-01-15", "yes"),
        ("from 1999-03-04 through 2019-01-15", "unknown because (e)"),
        ("from 1999-03-03 through 2019-01-14", "unknown because (e)"),
        ("from 1999-03 through 2019-01-15", "unknown because (e)"),
        ("from 1999 through 2019-01-15", "unknown because (e)"),
        ("from 1998 through 2020", "yes"),
        ("from 1998 through 2019", "unknown because (e)"),
    ],
)
def test_the_search_must_surely_cover_the_span_that_matters(span: str, verdict: str) -> None:
    lines = MEMBER.replace(
        "searched everything through 2019-12-31",
        f"""searched criminal violation {span}
        searched violation of release conditions or event ending the order through 2019-01-15""",
    )
    assert class_of(lines) == verdict


def test_two_searches_join_where_they_touch_and_not_where_a_day_is_missing() -> None:
    base = MEMBER.replace(
        "searched everything through 2019-12-31",
        "searched violation of release conditions or event ending the order through 2019-01-15",
    )
    first = "searched criminal violation through 2005-06-30"
    assert (
        class_of(f"{base}\n{first}\nsearched criminal violation from 2005-07-01 through 2019-01-15") == "yes"
    )
    gap = class_of(f"{base}\n{first}\nsearched criminal violation from 2005-07-02 through 2019-01-15")
    assert gap == "unknown because (e)"


def test_an_unknown_says_what_to_find_out_and_where() -> None:
    lines = MEMBER.replace("searched everything through", "searched removal through").replace(
        "1998-05-01 final order of removal",
        "1998-05-01 final order of removal\n2018-01-01 detention for removal",
    )
    asked = [question.ask for question in ask(lines).questions]
    assert asked == [
        "Was there a criminal violation from 3 March 1999 through 15 January 2019?",
        "Was there a violation of release conditions from 3 March 1999 through 15 January 2019?",
    ]
