"""The options that come with duenotice hold together, and what they say can be traced."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from duenotice.days.counting import Unit
from duenotice.days.counting.periods import Length
from duenotice.documents import from_markdown
from duenotice.language import EventExists, FactIs, NoEvent, conditions_of
from duenotice.library import (
    AfterEvent,
    ByDate,
    NoClock,
    Option,
    Options,
    load_options,
    load_shelf,
    load_vocabulary,
    options_from_text,
)
from duenotice.library.option_file import from_documents
from duenotice.problems import RefusedOption

OPTIONS = load_options()
of_every_option = pytest.mark.parametrize("option", OPTIONS.by_id.values(), ids=lambda option: option.id)

WRITTEN = """---
title: Invented
version: 7
---

```option
option: an-invented-motion
name: An invented motion
what: This shows the form
  and is no law.
when: {when}
clock: {clock}
takes: 3 days
filing: no
needs: a paper
where: an invented office
cite: [invented, "also invented, to verify"]
for: {order}
```
"""
LETTERS = """|
  (a) there is the last final order of removal: call it the order
  (b) any of these holds:
    (1) there is no event ending the order after the order
    (2) the person's possible claim is crime victim"""


def written(when: str = "always", clock: str = "none", order: str = "chhoeun-v-marin") -> Option:
    text = WRITTEN.format(when=when, clock=clock, order=order)
    [option] = options_from_text(text, load_vocabulary(), "invented.md").by_id.values()
    return option


@of_every_option
def test_every_option_says_whose_word_it_is_and_is_marked_to_verify_where_it_rests_on_no_statute(
    option: Option,
) -> None:
    assert all(cite.text for cite in option.cites)
    seen = [cite for cite in option.cites if not cite.to_verify]
    read = ("8 USC 1227(d)", "8 USC 1229a", "8 USC 1252(b)", "8 CFR 1003.38", "Zadvydas", "practice")
    assert [cite.text for cite in seen if not cite.text.startswith(read)] == []


@of_every_option
def test_no_option_with_a_deadline_leaves_a_person_without_what_remains(option: Option) -> None:
    ends = isinstance(option.clock, ByDate) or (
        isinstance(option.clock, AfterEvent) and not option.clock.watch
    )
    assert bool(option.then) is ends
    assert option.id not in option.then


@of_every_option
def test_what_is_said_to_people_promises_nothing_and_knows_no_forbidden_word(option: Option) -> None:
    said = " ".join((option.name, option.what, *option.needs, option.where, *option.cautions))
    assert not re.search(r"\b(?:aliens?|eligible|ineligible|safe from|guarantee\w*)\b", said, re.IGNORECASE)


@of_every_option
def test_the_letters_speak_the_vocabulary(option: Option) -> None:
    vocabulary = load_vocabulary()
    for condition in conditions_of(option.when):
        if isinstance(condition, EventExists | NoEvent):
            assert condition.what.term in vocabulary.events
        elif isinstance(condition, FactIs):
            assert condition.fact.term in vocabulary.facts


def test_each_item_of_the_checklist_has_an_option() -> None:
    items = {
        1: {"ask-for-the-file"},
        2: {"vacatur", "vacatur-california"},
        3: {"pardon"},
        4: {"former-212c"},
        5: {"changed-law"},
        6: {"changed-conditions"},
        7: {"crime-or-trafficking-victim", "family-abuse", "family-petition", "citizen-parent"},
        8: {"automatic-stay", "stay-judge-or-board", "stay-field-office", "stay-court-of-appeals"},
        9: {"habeas", "habeas-ready", "custody-review"},
        10: {"family-plan", "counsel-at-check-in"},
    }
    assert set().union(*items.values()) <= set(OPTIONS.by_id)


def test_an_option_is_read_as_it_is_written() -> None:
    option = written(LETTERS, "90 days after the order")
    assert (option.id, option.name, option.version) == ("an-invented-motion", "An invented motion", "7")
    assert option.what == "This shows the form and is no law."
    assert option.clock == AfterEvent(Length(90, Unit.DAYS), "order", "", watch=False)
    assert (option.takes, option.filing, option.needs) == (3, False, ("a paper",))
    assert [str(cite) for cite in option.cites] == ["[invented]", "[also invented, to verify]"]
    assert option.to_verify
    assert [letter.label for letter in option.when.letters] == ["a", "b"]
    assert option.when.letters[0].place.line == 12


def test_the_clocks_are_those_of_the_counting_rules_and_targets_are_only_watched() -> None:
    assert written().clock == NoClock()
    fixed = written(clock="by 2005-04-26").clock
    assert isinstance(fixed, ByDate)
    assert str(fixed.date) == "2005-04-26"
    own = written(LETTERS, "bia-appeal after the order").clock
    assert isinstance(own, AfterEvent)
    assert (own.length, own.watch) == (Length(30, Unit.DAYS, "bia-appeal"), False)
    for name in ("zadvydas", "custody-review", "revocation-review", "removal-period"):
        theirs = written(LETTERS, f"{name} after the order").clock
        assert isinstance(theirs, AfterEvent)
        assert theirs.watch


@pytest.mark.parametrize(
    ("limited_to", "order", "concerns"),
    [
        ("chhoeun-v-marin", "chhoeun-v-marin/2019-01-03", True),
        ("chhoeun-v-marin/2019-01-03", "chhoeun-v-marin/2019-01-03", True),
        ("chhoeun-v-marin/2020-03-04", "chhoeun-v-marin/2019-01-03", False),
        ("chhoeun", "chhoeun-v-marin/2019-01-03", False),
    ],
)
def test_an_option_may_be_limited_to_a_case_or_an_order(limited_to: str, order: str, concerns: bool) -> None:
    assert written(order=limited_to).concerns(order) is concerns
    assert replace(written(order=limited_to), orders=()).concerns(order)


def test_an_option_that_is_limited_to_an_order_nobody_has_is_refused() -> None:
    document = from_markdown(WRITTEN.format(when="always", clock="none", order="chhoeun-v-martin"), "own.md")
    with pytest.raises(RefusedOption, match=r"S01.*chhoeun-v-martin") as refused:
        from_documents([document], load_vocabulary(), tuple(load_shelf().orders))
    [problem] = refused.value.problems
    assert problem.place.line == 18
    assert problem.help == "did you mean `chhoeun-v-marin`?"


def test_every_word_of_a_document_is_in_the_hash() -> None:
    def digest(prose: str) -> str:
        text = WRITTEN.format(when="always", clock="none", order="chhoeun-v-marin")
        return options_from_text(f"{text}\n{prose}\n", load_vocabulary()).digest

    assert digest("one word") == digest("one word")
    assert digest("one word") != digest("another word")


def test_options_of_ones_own_stand_beside_ours_and_take_the_place_of_the_same_name() -> None:
    own = replace(written(), id="pardon", name="Our way to a pardon")
    both = OPTIONS.with_options(Options({"pardon": own}, "abc"))
    assert list(both.by_id) == list(OPTIONS.by_id)
    assert both.by_id["pardon"].name == "Our way to a pardon"
    assert both.digest == f"{OPTIONS.digest}+abc"
