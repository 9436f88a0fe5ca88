"""Words into terms: which term a phrase names, and when two phrases are not the same."""

import pytest

from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.terms import (
    Kind,
    UnknownWords,
    fact_value,
    find_term,
    kind_from_words,
    plain,
    with_qualifier,
)
from duenotice.truth import NO, UNKNOWN, YES, Truth

VOCABULARY = load_vocabulary()
HIDDEN = "`con\N{REPLACEMENT CHARACTER}viction`"
NOTICE = VOCABULARY.event("notice of detention")
RELEASE = VOCABULARY.event("release from ICE custody")


def kind(words: str) -> Kind:
    return kind_from_words(words, VOCABULARY, Place("a.md", 1, text=words), "R02")


def refused(words: str) -> str:
    with pytest.raises(UnknownWords) as error:
        kind(words)
    return error.value.problem.what


@pytest.mark.parametrize(
    "words",
    [
        "written notice of detention in Khmer",
        "notice of detention written in Khmer",
        "notice of detention, written, in Khmer",
        "Written NOTICE of   detention in Khmer",
        "written\u00a0notice of detention in Khmer",
        "written in Khmer notice of detention",
        "written written notice of detention in Khmer",
    ],
)
def test_qualifiers_may_stand_before_or_behind_the_term(words: str) -> None:
    assert kind(words) == Kind("notice of detention", ("in Khmer", "written"))


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("conviction vacated", "conviction vacated"),
        ("conviction", "conviction"),
        ("detention for removal", "detention for removal"),
        ("removal", "removal"),
        ("motion to reopen denied", "motion to reopen denied"),
        ("A-file received", "A-file received"),
        ("missed check-in", "missed check-in"),
    ],
)
def test_the_longest_term_wins(words: str, term: str) -> None:
    assert kind(words) == Kind(term)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("conviciton", "`conviciton` is not in the vocabulary"),
        ("", "a term is missing here"),
        ("convictions", "`convictions` is not in the vocabulary"),
        ("reconviction", "`reconviction` is not in the vocabulary"),
        ("conviction removal", "`removal` does not belong to `conviction`"),
        ("notice of detention in writing", "`in writing` does not belong to `notice of detention`"),
        ("notice of detention in khmer", "`in khmer` does not belong to `notice of detention`"),
        ("notice of detention by bond", "`by bond` does not belong to `notice of detention`"),
        ("by release from ICE custody bond", "`by` does not belong to `release from ICE custody`"),
        ("written oral notice of detention", "`written` and `oral` exclude each other"),
        ("notice of detention oral, mailed", "`oral` and `written` exclude each other"),
        ("con\u200bviction", f"a character stands in {HIDDEN} that cannot be seen: U+200B ZERO WIDTH SPACE"),
        ("İİİ", "`İİİ` is not in the vocabulary"),
    ],
)  # fmt: skip
def test_a_phrase_that_is_no_term_is_refused(words: str, what: str) -> None:
    assert refused(words) == what


def test_a_qualifier_given_by_itself_is_never_read_as_part_of_another_term() -> None:
    place = Place("a.json")
    with pytest.raises(UnknownWords):
        with_qualifier(Kind("conviction"), "vacated", VOCABULARY, place, "R02")
    assert with_qualifier(Kind("notice of detention"), "mailed", VOCABULARY, place, "R02").qualifiers == (
        "mailed",
    )


def test_what_stands_around_a_term_is_told() -> None:
    found = find_term("3 May 2001 conviction by plea", VOCABULARY)
    assert found
    assert (found[0].name, found[1], found[2]) == ("conviction", "3 May 2001", "by plea")
    assert find_term("nothing of the kind", VOCABULARY) is None


@pytest.mark.parametrize(
    ("wanted", "found", "truth"),
    [
        ((), (), YES),
        (("written",), ("written",), YES),
        (("written",), ("mailed",), YES),
        (("written",), ("oral",), NO),
        (("written",), (), UNKNOWN),
        (("mailed",), ("written",), UNKNOWN),
        (("in Khmer",), ("in Lao",), UNKNOWN),
        (("in Khmer",), ("in khmer",), YES),
        ((), ("to counsel",), UNKNOWN),
        (("to counsel",), ("to counsel",), YES),
    ],
)
def test_whether_a_notice_fits(wanted: tuple[str, ...], found: tuple[str, ...], truth: Truth) -> None:
    assert NOTICE.fits(wanted, found) is truth


def test_a_move_out_of_one_district_is_none_out_of_another() -> None:
    move = VOCABULARY.event("transfer")
    assert move.fits(["out of Colorado"], ["out of Southern-California"]) is NO
    assert move.fits(["out of Colorado"], ["out of Colorado"]) is YES
    assert move.fits(["out of Colorado"], ["out of the district"]) is UNKNOWN


def test_a_notice_of_removal_that_was_read_has_a_content_or_has_it_not() -> None:
    notice = VOCABULARY.event("notice of removal")
    wanted = ["in a language understood", "stating the country"]
    assert notice.fits(wanted, [*wanted, "in Spanish"]) is YES
    assert notice.fits(wanted, ["in Spanish", "stating the country"]) is UNKNOWN
    assert notice.fits(wanted, ["in a language not understood", "stating the country"]) is NO
    assert notice.fits(wanted, ["in a language understood", "silent on the country"]) is NO


def test_what_stands_behind_its_term_is_said_behind_it() -> None:
    assert str(kind("removal under the Alien Enemies Act")) == "removal under the Alien Enemies Act"
    assert str(kind("transfer out of Colorado")) == "transfer out of Colorado"


def test_one_way_of_release_rules_out_the_others() -> None:
    assert RELEASE.fits(["by bond"], ["by parole"]) is NO
    assert RELEASE.fits(["by bond"], []) is UNKNOWN


def value(fact: str, text: str) -> str:
    return fact_value(VOCABULARY.facts[fact], text, Place("a.md", 1, text=text), "R03")


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        ("Cambodia", "Cambodia"),
        ("cambodia", "Cambodia"),
        ("KHM", "Cambodia"),
        ("Kampuchea", "Cambodia"),
        ("Kingdom of Cambodia", "Cambodia"),
        ("Co\u0302te d\u2019Ivoire", "Côte d'Ivoire"),
        ("  Sri   Lanka ", "Sri Lanka"),
        ("stateless", "stateless"),
    ],
)
def test_a_country_has_many_spellings(spelled: str, meant: str) -> None:
    assert value("nationality", spelled) == meant


@pytest.mark.parametrize(
    "spelled", ["Cambodja", "Cambodian", "unkown", "unknown", "", "no", "Cam\u200bbodia"]
)
def test_a_country_that_does_not_exist_is_refused(spelled: str) -> None:
    with pytest.raises(UnknownWords):
        value("nationality", spelled)


@pytest.mark.parametrize(
    "spelled",
    ["none", "No", "n/a", "nobody", "unknown", "unkown", "Unknwon", "", " ", "?", 'x "y" z', "a\u202eb"],
)
def test_words_for_no_value_are_no_value(spelled: str) -> None:
    with pytest.raises(UnknownWords):
        value("counsel", spelled)


@pytest.mark.parametrize(
    "spelled", ["Person A", "Legal Aid of Example County", "Person B & Person C", "Nobles"]
)
def test_free_values_are_kept_as_they_are(spelled: str) -> None:
    assert value("counsel", spelled) == spelled


def test_the_plain_spelling_settles_at_once() -> None:
    odd = " Co\u0302te\u00a0 d\u2019Ivoire \u201cx\u201d "
    assert plain(odd) == 'Côte d\'Ivoire "x"'
    assert plain(plain(odd)) == plain(odd)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the 92", "Chhoeun petitioners (92)"),
        ("The Petitioner", "petitioner of D. Mass. 19-cv-12071"),
        ("the petitioners", "Devitri petitioners"),
    ],
)
def test_an_old_name_of_a_list_is_refused_and_the_new_one_is_offered(old: str, new: str) -> None:
    with pytest.raises(UnknownWords) as error:
        value("roster", old)
    assert error.value.problem.what == f"`{old}` is no longer a value of `roster`"
    assert f"write `{new}`" in error.value.problem.help
    assert value("roster", new) == new


def test_a_list_of_another_case_may_have_any_name() -> None:
    assert value("roster", "petitioners") == "petitioners"
