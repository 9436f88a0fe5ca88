"""Vocabulary documents: every term says what it means, and nothing in it is lost."""

import pytest

from duenotice.documents import from_markdown
from duenotice.library import load_vocabulary
from duenotice.problems import Problem, RefusedVocabulary
from duenotice.terms import Kind, Vocabulary, from_documents


def read(*blocks: str) -> Vocabulary:
    text = "\n".join(f"```term\n{block}\n```\n" for block in blocks)
    return from_documents([from_markdown(text, "terms.md")])


def refused(*blocks: str) -> tuple[Problem, ...]:
    with pytest.raises(RefusedVocabulary) as error:
        read(*blocks)
    return error.value.problems


ARREST = "event: arrest\nmeans: Taken.\nsource: plain meaning"
CRIME = "event: crime\nmeans: Done.\nhinted at by: arrest\nsource: plain meaning"


def test_a_plain_term_is_shown_by_itself_alone() -> None:
    arrest = read(ARREST).event("arrest")
    assert arrest.shown_by == (Kind("arrest"),)
    assert not arrest.compound


def test_a_term_may_name_one_that_is_explained_further_down() -> None:
    crime = read(CRIME, ARREST).event("crime")
    assert crime.hinted_at_by == (Kind("arrest"),)
    assert crime.compound


def test_a_search_covers_whatever_shows_or_hints_at_the_term() -> None:
    covers = load_vocabulary().covers
    assert covers["criminal violation"] == {
        "criminal violation",
        "conviction",
        "criminal arrest",
        "criminal charge",
    }
    assert covers["conviction"] == {"conviction"}
    assert "conviction vacated" in load_vocabulary().read_by["criminal violation"]


def test_one_value_is_as_good_as_a_list_of_one() -> None:
    one = read(f"{ARREST}\nqualifiers: [{{name: by ICE, implies: federal}}, federal]").event("arrest")
    assert one.qualifiers[0].implies == ("federal",)


def test_the_version_changes_with_every_letter_of_the_documents() -> None:
    assert read(ARREST).version != read(ARREST.replace("Taken", "Held")).version


@pytest.mark.parametrize(
    ("block", "code", "what"),
    [
        ("means: x\nsource: y", "V01", "this block names no term"),
        ("- event", "V01", "this block names no term"),
        ("just words", "V01", "this block names no term"),
        ("", "V01", "this block names no term"),
        ("event: a\nsource: y", "V01", "`a` has no `means`"),
        ("fact: a\nmeans: x\nsource: y", "V01", "`a` has no `ask`"),
        (f"{ARREST}\nshownby: arrest", "V01", "`shownby` is not part of a term"),
        (f"{ARREST}\nfact: b", "V01", "`fact` is not part of a term"),
        (f"{ARREST}\nshown by: {{a: b}}", "V01", "`shown by` is not a list of texts"),
        (f"{ARREST}\nshown by: [[a]]", "V01", "`shown by` is not a list of texts"),
        (f"{ARREST}\nshown by:", "V01", "`shown by` is not a list of texts"),
        (f"{ARREST}\nqualifiers: by bond", "V01", "`qualifiers` is not a list of qualifiers"),
        (f"{ARREST}\nqualifiers: [{{group: way}}]", "V01", "this qualifier has no name"),
        (f"{ARREST}\nqualifiers: [{{name: x, implied: y}}]", "V01", "`implied` is not part of a term"),
        (f"{ARREST}\nqualifiers: [{{name: x, weakens: maybe}}]", "V01", "`weakens` is not `yes` or `no`"),
        (f"{ARREST}\nqualifiers: [{{name: x, implies: y}}]", "V02", "`y` is not a qualifier of `arrest`"),
        (f"{ARREST}\nshown by: arrets", "V02", "`arrets` is not in the vocabulary"),
        ("event: [a]\nmeans: x\nsource: y", "V01", "`event` is not a text"),
        ("event: stop or bail\nmeans: x\nsource: y", "V01", "`stop or bail` cannot be the name of a term"),
        ("event: 24-hour hold\nmeans: x\nsource: y", "V01", "`24-hour hold` cannot be the name of a term"),
        ("event: stay, granted\nmeans: x\nsource: y", "V01", "`stay, granted` cannot be the name of a term"),
        ("fact: a\nmeans: x\nask: y\nsource: z\nsingle: true", "V01", "`single` is not `yes` or `no`"),
    ],
)  # fmt: skip
def test_a_term_that_is_not_complete_is_refused(block: str, code: str, what: str) -> None:
    (problem,) = refused(block)
    assert (problem.code, problem.what) == (code, what)
    assert problem.place.line >= 2


def test_a_term_is_explained_once_whatever_its_capitals() -> None:
    (problem,) = refused(ARREST, ARREST.replace("arrest", "Arrest"))
    assert (problem.code, problem.place.line) == ("V03", 8)
    assert problem.why == "a term has one meaning, and line 2 gives it one already"


def test_every_problem_is_told_at_once() -> None:
    assert len(refused("event: a\nsource: y", "fact: b\nmeans: x\nsource: y")) == 2
