"""Every sentence of the language, and what it becomes."""

import re
from importlib.resources import files

import pytest

from duenotice.days import Relation, from_edtf
from duenotice.language import (
    Amount,
    Anchor,
    Choice,
    Cite,
    DayIs,
    EventExists,
    FactIs,
    Group,
    How,
    Named,
    NoEvent,
    OnDate,
    Phrase,
    TheDay,
    Timing,
    Verb,
    condition_text,
)
from duenotice.language.sentences import FORMS, read_cite, sentence
from duenotice.problems import Place, Refused, RefusedDate


def parts(text: str, form: str = "letter") -> tuple[object, ...]:
    return sentence(text, Place("a.md", 1, text=text), [form]).parts


def condition(text: str) -> object:
    return parts(f"(a) {text}")[1]


def refused(text: str, form: str = "letter") -> str:
    with pytest.raises(Refused) as error:
        parts(text, form)
    return error.value.problems[0].what


def test_every_rule_of_the_grammar_that_is_a_sentence_has_an_example_and_the_other_way_round() -> None:
    grammar = files("duenotice.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    rules = set(re.findall(r"(?m)^\??([a-z_]+):", grammar))
    inner = {
        "joint",
        "condition",
        "choice",
        "negated",
        "value",
        "phrase",
        "timings",
        "timing",
        "anchor",
        "amount",
        "earlier",
        "period",
        "unit",
        "until",
        "again",
        "since",
    }
    assert rules - inner == set(FORMS)


EXAMPLES = {
    "class_head": 'class "NAME" [Dkt. 1]',
    "letter": "(a) there is a conviction [Dkt. 1]",
    "reading": "or, on another reading: there is a conviction [Dkt. 1]",
    "duty_head": 'duty "NAME" [Dkt. 1]',
    "before_each": "before each transfer",
    "must_reading": "or, on another reading: at least 24 hours earlier [Dkt. 1]",
    "within_reading": "or, on another reading: within 2 days [Dkt. 1]",
    "must": "the government must give notice of detention at least 14 days earlier",
    "after_each": "after each detention for removal",
    "must_within": "the government must give a notice of reasons within 7 business days",
    "by_period": "by 6 months after each detention for removal",
    "every_period": "every 12 months after 2018-01-02",
    "must_by": "the government must give a custody hearing",
    "must_not": "the government must not carry out removal",
    "act": "2019-01-03 entered [Dkt. 1]",
    "known": "known through 2019-04-03 [Dkt. 1]",
    "left_out": 'left out: "WHAT" [Dkt. 1]',
}


@pytest.mark.parametrize("form", FORMS)
def test_the_example_of_every_form_is_a_sentence_of_that_form(form: str) -> None:
    example = EXAMPLES.get(form, FORMS[form])
    read = sentence(example, Place("a.md", 1, text=example), [form])
    assert read.form == form
    assert read.cite == (Cite("Dkt. 1") if "[" in example else Cite())


RELEASE, THE_DAY = Named("release"), TheDay()


@pytest.mark.parametrize(
    ("text", "relation", "anchor", "days"),
    [
        ("after the release", Relation.AFTER, RELEASE, 0),
        ("on or after the release", Relation.ON_OR_AFTER, RELEASE, 0),
        ("before the release", Relation.BEFORE, RELEASE, 0),
        ("on or before the release", Relation.ON_OR_BEFORE, RELEASE, 0),
        ("on the day of the release", Relation.SAME_DAY, RELEASE, 0),
        ("within 90 days after the release", Relation.WITHIN_DAYS_AFTER, RELEASE, 90),
        ("within 1 day after the release", Relation.WITHIN_DAYS_AFTER, RELEASE, 1),
        ("more than 90 days after the release", Relation.MORE_THAN_DAYS_AFTER, RELEASE, 90),
        ("at least 90 days before the release", Relation.AT_LEAST_DAYS_BEFORE, RELEASE, 90),
        ("after the day", Relation.AFTER, THE_DAY, 0),
        ("before 2018-02-05", Relation.BEFORE, OnDate(from_edtf("2018-02-05")), 0),
        ("before 2018-02~", Relation.BEFORE, OnDate(from_edtf("2018-02~")), 0),
        ("after ../2003", Relation.AFTER, OnDate(from_edtf("../2003")), 0),
        ("on the day of the first-release", Relation.SAME_DAY, Named("first-release"), 0),
    ],
)
def test_every_timing(text: str, relation: Relation, anchor: Anchor, days: int) -> None:
    timing = Timing(relation, anchor, days)
    found = condition(f"there is no conviction {text}")
    assert found == NoEvent(Phrase("conviction"), (timing,))
    assert isinstance(found, NoEvent)
    assert condition_text(found) == f"there is no conviction {text}"
    if anchor != THE_DAY:
        assert condition(f"the day is {text}") == DayIs(timing)


def test_two_timings_stand_with_a_comma() -> None:
    found = condition("there is a conviction after the release, before 2019-01-03: call it the crime")
    assert isinstance(found, EventExists)
    assert [timing.relation for timing in found.timings] == [Relation.AFTER, Relation.BEFORE]
    assert found.name == "crime"


@pytest.mark.parametrize(
    ("words", "choice"),
    [("a", Choice.A), ("an", Choice.A), ("the first", Choice.FIRST), ("the last", Choice.LAST)],
)
def test_every_choice(words: str, choice: Choice) -> None:
    assert condition(f"there is {words} interview") == EventExists(choice, Phrase("interview"), ())


@pytest.mark.parametrize(
    ("text", "fact", "values", "negated"),
    [
        ("the person's nationality is Cambodia", "nationality", ("Cambodia",), False),
        ("the person's nationality is not Cambodia", "nationality", ("Cambodia",), True),
        ("the person's nationality is Cambodia or Laos", "nationality", ("Cambodia", "Laos"), False),
        ("the person's nationality is Sri Lanka or Laos", "nationality", ("Sri Lanka", "Laos"), False),
        ('the person\'s counsel is "B or C"', "counsel", ("B or C",), False),
        ("the person's nationality is Côte d'Ivoire", "nationality", ("Côte d'Ivoire",), False),
        ("the person's state of residence is Ohio", "state of residence", ("Ohio",), False),
        ("the person is in the United States", "presence", ("in the United States",), False),
        ("the person is not in the United States", "presence", ("in the United States",), True),
        ('the person is on the roster "list A"', "roster", ("list A",), False),
        ('the person is not on the roster "list A"', "roster", ("list A",), True),
    ],
)
def test_every_fact(text: str, fact: str, values: tuple[str, ...], negated: bool) -> None:
    found = condition(text)
    assert found == FactIs(Phrase(fact), values, negated)
    assert isinstance(found, FactIs)
    assert condition(condition_text(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "the person's presence is outside the United States",
        "the person's presence is not outside the United States",
        'the person\'s roster is "list A" or "list B"',
    ],
)
def test_a_fact_with_a_short_form_is_not_shortened_where_that_would_change_it(text: str) -> None:
    found = condition(text)
    assert isinstance(found, FactIs)
    assert condition(condition_text(found)) == found


def test_a_group_and_a_reading_have_headings() -> None:
    assert parts("(a) all of these hold: [Dkt. 1]") == ("a", How.ALL)
    assert parts("(12) any of these holds:") == ("12", How.ANY)
    assert parts('or, on another reading "of ICE": any of these holds:', "reading") == ("of ICE", How.ANY)
    assert condition_text(Group[Phrase](How.ANY, ())) == "any of these holds:"


@pytest.mark.parametrize(("verb", "meant"), [("give", Verb.GIVE), ("mail", Verb.MAIL), ("hand", Verb.HAND)])
def test_every_verb_of_a_duty(verb: str, meant: Verb) -> None:
    text = f"the government must {verb} written notice of detention at least 14 days earlier"
    assert parts(text, "must") == (meant, Phrase("written notice of detention"), Amount(14))


def test_places_point_at_the_words() -> None:
    found = condition("there is a conviction after the release")
    assert isinstance(found, EventExists)
    assert (found.what.place.column, found.what.place.width) == (16, 10)


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("[Dkt. 190 at 2]", Cite("Dkt. 190 at 2")),
        ("[Dkt. 190 at 5, to verify]", Cite("Dkt. 190 at 5", to_verify=True)),
        ("[Dkt. 190 at 5, To  Verify ]", Cite("Dkt. 190 at 5", to_verify=True)),
        ("[to verify, Dkt. 190,  at 5]", Cite("Dkt. 190, at 5", to_verify=True)),
        ("[to verify]", Cite("", to_verify=True)),
        ("[ , ]", Cite()),
    ],
)
def test_a_citation_is_words_and_perhaps_the_mark_to_verify(text: str, cite: Cite) -> None:
    assert read_cite(text) == cite
    assert read_cite(str(cite)) == cite


@pytest.mark.parametrize(
    "text",
    [
        "there is another detention",
        "there is not a conviction",
        "there is nobody",
        "there is noconviction",
        "there is anconviction",
        "the personis in the United States",
        "the person's nationality isCambodia",
        "all of these holdings:",
    ],
)
def test_a_word_of_the_language_is_never_found_inside_another(text: str) -> None:
    with pytest.raises(Refused):
        condition(text)


def test_a_term_may_begin_with_a_word_of_the_language() -> None:
    assert condition("there is an other detention") == EventExists(Choice.A, Phrase("other detention"), ())
    assert condition("there is no notice of detention") == NoEvent(Phrase("notice of detention"), ())
    assert condition("there is a afternoon") == EventExists(Choice.A, Phrase("afternoon"), ())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("(a) there is a conviction after the release and before 2019", "`and` does not fit here"),
        ("(a) there is no conviction: call it the conviction", "this event cannot have a name"),
        ("(a) there is a conviction: call it the Crime", "`the Crime` cannot be a name"),
        ("(a) there is a conviction: call it the first crime", "`the first crime` cannot be a name"),
        ("(a) the person is not a national of Cambodia", "`not` does not fit here"),
        ("there is a conviction", "this condition has no letter"),
        (
            "(a) there is a conviction within two weeks after the release",
            "`two weeks` is not a number of days",
        ),
        ("(a) there is a conviction within 3 months after the release", "`3 months` is not a number of days"),
        ("(a) there is a con\u200bviction", "a character stands in this line that cannot be seen: U+200B"),
        ("(a)", "the sentence breaks off here"),
        ("(a) the person's nationality is", "the sentence breaks off here"),
        ("(a) there is a conviction [Dkt. 1] [Dkt. 2]", "`[Dkt.` does not fit here"),
    ],
)
def test_what_is_no_sentence_is_refused(text: str, what: str) -> None:
    assert refused(text) == what


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0", "0"), ("36526", "36526"), ("99999", "99999"), ("9" * 5000, f"{'9' * 39} … {'9' * 18}")],
)
def test_an_amount_is_a_number_of_days_that_can_be_counted(number: str, shown: str) -> None:
    text = f"(a) there is a conviction within {number} days after the release"
    assert refused(text) == f"`{shown}` is not a number that can be counted"


@pytest.mark.parametrize("date", ["2019-02-30", "03/04/2019", "20190230", "1.5", "2003-00", "."])
def test_a_date_that_does_not_exist_is_refused_as_a_date(date: str) -> None:
    with pytest.raises(RefusedDate):
        parts(f"(a) the day is after {date}")


def test_white_space_of_other_kinds_is_a_space() -> None:
    assert condition("there\u00a0is a\tconviction") == EventExists(Choice.A, Phrase("conviction"), ())
