"""What is told in a call, as entries of a record: nothing more than was said, and no day that was guessed."""

from __future__ import annotations

from datetime import date

import pytest

from duenotice.days import from_edtf
from duenotice.days.spoken import NotSaid, read
from duenotice.library import load_vocabulary
from duenotice.truth import NO
from duenotice.web.intake.asked import asked
from duenotice.web.intake.parts import AsEvent, AsFact, Pick
from duenotice.web.intake.questions import BY_ID, NUMBER, QUESTIONS
from duenotice.web.intake.telling import notes, record_of
from tests.web.calls import CALL, TODAY, Call, Fields, answers_of, truths


@pytest.mark.parametrize("id_", [question.id for question in QUESTIONS])
def test_dont_know_writes_nothing_and_makes_no_order_say_no(id_: str) -> None:
    """By the button, by the choice, and by leaving further fields blank."""
    question = BY_ID[id_]
    without = {name: said for name, said in CALL.items() if name != id_}
    before = record_of(answers_of(without), TODAY)
    ways: list[Fields] = [{"answer": "unknown"}]
    if isinstance(question.fields[0], Pick):
        ways.append({question.fields[0].name: "unknown"})
    for way in ways:
        after = record_of(answers_of({**without, id_: way}), TODAY)
        assert after.digest == before.digest
    full = truths(record_of(answers_of(CALL), TODAY))
    unknown = truths(before)
    assert {order for order, truth in unknown.items() if truth is NO} <= {
        order for order, truth in full.items() if truth is NO
    }


NOS: Call = {
    "language": {"language": "Khmer", "reads": "no"},
    "entry": {"entered": "no"},
    "ordered": {"ordered": "no"},
    "released": {"released": "no"},
    "check_in": {"reports": "no"},
    "letter": {"letter": "none"},
    "taken": {"taken": "no"},
    "trouble": {"trouble": "no"},
    "conditions": {"conditions": "kept"},
    "lawyer": {"lawyer": "no"},
}


@pytest.mark.parametrize("nationality", ["Cambodia", "Vietnam", "Iraq", "Indonesia", "Venezuela", "Mexico"])
def test_a_no_that_was_told_never_makes_an_order_say_no(nationality: str) -> None:
    """Hearsay: "never ordered deported" is no search."""
    base: Call = {
        "nationality": {"nationality": nationality},
        "living": {"inside": "yes", "state": "unknown"},
    }
    before = truths(record_of(answers_of(base), TODAY))
    for id_, said in NOS.items():
        after = truths(record_of(answers_of({**base, id_: said}), TODAY))
        assert [order for order in after if after[order] is NO and before[order] is not NO] == [], id_
    every = truths(record_of(answers_of({**base, **NOS}), TODAY))
    assert [order for order in every if every[order] is NO and before[order] is not NO] == []


@pytest.mark.parametrize("trouble", ["arrested", "charged", "guilty", "yes"])
def test_trouble_that_was_told_leaves_it_unknown_and_names_no_conviction(trouble: str) -> None:
    said: Call = {
        **CALL,
        "trouble": {"trouble": trouble, "when": "2011"},
        "conditions": {"conditions": "broken"},
    }
    record = record_of(answers_of(said), TODAY)
    assert "conviction" not in {each.kind.term for each in record.events}
    quiet = truths(record_of(answers_of(CALL), TODAY))
    loud = truths(record)
    assert [order for order in loud if loud[order] is NO and quiet[order] is not NO] == []
    for_all, for_counsel = notes(answers_of(said), TODAY)
    assert "2011" not in for_all
    assert "Trouble" not in for_all
    assert "Trouble with the law: Yes" in for_counsel


def test_a_letter_keeps_its_days_and_how_it_came() -> None:
    said: Call = {
        **CALL,
        "letter": {
            "letter": "notice of detention",
            "dated": "11/02/2026",
            "received": "2026-11-09",
            "came": "mailed",
        },
    }
    (notice,) = (
        each for each in record_of(answers_of(said), TODAY).events if each.kind.term == "notice of detention"
    )
    assert str(notice.kind) == "mailed notice of detention"
    assert str(notice.date) == "2026-11-02/2026-11-09"
    assert [(name, str(day)) for name, day in notice.clocks] == [
        ("dated", "2026-11-02"),
        ("received", "2026-11-09"),
    ]


def test_a_nationality_that_may_be_one_or_the_other_is_both() -> None:
    said: Call = {**CALL, "nationality": {"nationality": "Cambodia", "or": "stateless"}}
    (fact,) = (each for each in record_of(answers_of(said), TODAY).facts if each.name == "nationality")
    assert fact.values == ("Cambodia", "stateless")


def test_where_somebody_lives_now_says_nothing_about_before() -> None:
    (state,) = (
        each for each in record_of(answers_of(CALL), TODAY).facts if each.name == "state of residence"
    )
    assert state.since == from_edtf("2026-11-27")


def test_questions_that_no_order_needs_are_left_out_and_writes_nothing_of_them() -> None:
    here: Fields = {"inside": "yes", "state": "unknown"}
    left = {
        nationality: [
            question.id
            for question in QUESTIONS
            if question
            not in asked(answers_of({"nationality": {"nationality": nationality}, "living": here}), TODAY)
        ]
        for nationality in ("Cambodia", "Vietnam", "Somalia")
    }
    assert left == {
        "Cambodia": ["entry"],
        "Vietnam": ["trouble", "conditions"],
        "Somalia": ["entry", "trouble", "conditions"],
    }
    assert asked(answers_of({}), TODAY) == QUESTIONS


def test_there_are_at_most_fifteen_questions_in_words_of_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    assert len(QUESTIONS) == len(BY_ID) == 15
    assert [NUMBER[question.id] for question in QUESTIONS] == list(range(1, 16))
    for question in QUESTIONS:
        picks = {each.name: each for each in question.fields if isinstance(each, Pick)}
        assert set(question.needs) <= set(vocabulary.events) | set(vocabulary.facts)
        for write in question.writes:
            if isinstance(write, AsFact):
                values = vocabulary.facts[write.term].values
                assert not values or {said for _, said in write.words} <= set(values.values())
            elif isinstance(write, AsEvent):
                for _, term in write.kinds:
                    event = vocabulary.events[term]
                    sorts = [value for name, _ in write.sorts for value, _w in picks[name].choices]
                    assert all(event.qualifier(sort) for sort in sorts)


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("about 1998", "1998~"),
        ("summer 2004", "2004-22"),
        ("fall 2004", "2004-23"),
        ("2004-06", "2004-06"),
        ("06/2004", "2004-06"),
        ("06/14/2004", "2004-06-14"),
        ("June 2004", "2004-06"),
        ("Jun 14, 2004", "2004-06-14"),
        ("14th of June 2004", "2004-06-14"),
        ("about 06/2004", "2004-06~"),
        ("1998 or 1999", "[1998,1999]"),
        ("between 2003 and 2005", "2003/2005"),
        ("before 2000", "../2000"),
        ("the 1990s", "199X"),
        ("yesterday", "2026-11-26"),
    ],
)
def test_a_day_is_understood_as_it_is_said(said: str, edtf: str) -> None:
    assert str(read(said, TODAY)) == edtf


@pytest.mark.parametrize(
    "said", ["14/06/2004", "02/30/2004", "1/2/04", "some day", "June", "13/2004", "2004x"]
)
def test_a_day_that_is_not_understood_is_refused_and_not_guessed(said: str) -> None:
    with pytest.raises(NotSaid):
        read(said, TODAY)


def test_yesterday_stays_that_day_when_the_call_goes_on_tomorrow() -> None:
    answers = answers_of({"taken": {"taken": "yes", "when": "yesterday"}})
    (event,) = record_of(answers, date(2026, 11, 28)).events
    assert str(event.date) == "2026-11-26"
