"""Problems: what the author of the input reads."""

from textwrap import dedent

import pytest

from duenotice import problems
from duenotice.problems import (
    CODES,
    NotOnShelf,
    Place,
    Problem,
    Refused,
    RefusedDate,
    RefusedDocument,
    RefusedOption,
    RefusedOrder,
    RefusedRecord,
    RefusedVocabulary,
    did_you_mean,
    nearest,
)

LINE = "  (e) there is no criminal voilation after the release"
PLACE = Place("order.md", line=12, text=LINE)
TERMS = ("criminal violation", "violation of release conditions", "release from ICE custody")


def a_problem(place: Place) -> Problem:
    return Problem(
        "O02",
        place,
        what="`criminal voilation` is not in the vocabulary",
        why="every noun phrase of an order is a written term",
        help="did you mean `criminal violation`?",
    )


def test_a_problem_shows_the_line_with_a_caret_under_the_words() -> None:
    shown = str(a_problem(PLACE.pointing_at("criminal voilation")))
    assert shown == dedent(
        """\
        order.md, line 12, column 19: O02: `criminal voilation` is not in the vocabulary
           12 |   (e) there is no criminal voilation after the release
              |                   ^^^^^^^^^^^^^^^^^^
          why: every noun phrase of an order is a written term
          help: did you mean `criminal violation`?"""
    )


def test_a_problem_without_a_line_shows_no_excerpt() -> None:
    assert str(a_problem(Place("order.md"))).splitlines() == [
        "order.md: O02: `criminal voilation` is not in the vocabulary",
        "  why: every noun phrase of an order is a written term",
        "  help: did you mean `criminal violation`?",
    ]


def test_a_problem_without_a_column_shows_the_line_and_no_caret() -> None:
    assert "^" not in str(a_problem(PLACE))
    assert f"   12 | {LINE}" in str(a_problem(PLACE))


def test_the_caret_stays_under_the_line_when_the_width_runs_over_its_end() -> None:
    caret = str(a_problem(Place("a.md", 1, column=4, width=99, text="12345"))).splitlines()[2]
    assert caret == "      |    ^^"


def test_a_tab_is_as_wide_as_the_caret_thinks() -> None:
    place = Place("a.md", 1, text="\tMay").pointing_at("May")
    assert str(a_problem(place)).splitlines()[1:3] == ["    1 |  May", "      |  ^^^"]


def test_a_text_without_a_file_is_called_input() -> None:
    assert str(Place("")) == "input"
    assert str(Place("", line=3)) == "input, line 3"


def test_pointing_at_words_that_are_not_there_leaves_the_place_alone() -> None:
    assert PLACE.pointing_at("bond") is PLACE
    assert PLACE.pointing_at("") is PLACE


def test_pointing_at_words_does_not_mind_capitals() -> None:
    assert PLACE.pointing_at("CRIMINAL").column == 19


def test_a_problem_inside_a_piece_is_placed_in_the_larger_text() -> None:
    inner = a_problem(Place("", line=1, column=3, width=2, text="31 Feb"))
    outer = Place("record.csv", line=7, column=10, text="release, 31 Feb")
    assert inner.inside(outer).place == Place("record.csv", 7, column=12, width=2, text="release, 31 Feb")


def test_a_problem_inside_a_piece_without_a_column_keeps_its_own() -> None:
    inner = a_problem(Place("", line=1, column=3, width=2, text="31 Feb"))
    assert inner.inside(Place("a.md", line=7, text="31 Feb")).place == Place("a.md", 7, 3, 2, "31 Feb")


def test_the_nearest_name_is_offered_as_it_is_spelled() -> None:
    assert nearest("Release from ice custody", TERMS) == ("release from ICE custody",)
    assert did_you_mean("criminal voilation", TERMS, "see the terms") == "did you mean `criminal violation`?"


def test_nothing_is_offered_when_nothing_is_near() -> None:
    assert nearest("wombat", TERMS) == ()
    assert did_you_mean("wombat", TERMS, "see the terms") == "see the terms"


def test_several_names_are_offered_best_first() -> None:
    assert nearest("BIA denied", ["BIA denial", "motion denied", "BIA deny"], 2) == ("BIA denial", "BIA deny")


def test_a_problem_needs_a_code_that_is_listed() -> None:
    with pytest.raises(AssertionError, match="Z99"):
        Problem("Z99", Place("a.md"), "what", "why", "help")


def test_a_refusal_carries_every_problem_and_shows_them_all() -> None:
    first, second = a_problem(PLACE), a_problem(Place("other.md"))
    refused = RefusedOrder(first, second)
    assert refused.problems == (first, second)
    assert str(refused) == f"{first}\n{second}"


@pytest.mark.parametrize(
    "kind",
    [RefusedDate, RefusedDocument, RefusedVocabulary, RefusedRecord, RefusedOrder, RefusedOption, NotOnShelf],
)
def test_every_refusal_can_be_caught_as_one(kind: type[Refused]) -> None:
    with pytest.raises(Refused):
        raise kind(a_problem(PLACE))


def test_the_tree_at_the_top_of_the_file_names_every_refusal() -> None:
    kinds = [kind.__name__ for kind in Refused.__subclasses__()]
    assert [name for name in kinds if name not in (problems.__doc__ or "")] == []


def test_every_code_is_a_letter_and_two_digits_and_no_title_is_a_sentence_with_a_full_stop() -> None:
    assert all(code[0] in "CDEIKLMOPRSTVW" and code[1:].isdigit() and len(code) == 3 for code in CODES)
    assert not [title for title in CODES.values() if title.endswith(".")]
