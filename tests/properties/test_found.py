"""What the properties found, as the smallest example of each."""

from __future__ import annotations

import pytest

from duenotice.days import from_day, from_edtf
from duenotice.language import (
    Amount,
    Choice,
    Class,
    Condition,
    EventExists,
    FactIs,
    Group,
    How,
    Letter,
    NoticeBefore,
    Phrase,
    Rules,
    Verb,
)
from duenotice.reason import Status
from duenotice.record import Event, Fact, Record, Search
from duenotice.truth import NO, UNKNOWN
from tests.orders import CITE, NEVER, PRESENT, order_of, simple_life
from tests.strategies import START, Asked, kind

HERE = Fact("presence", ("in the United States",))
AWAY = Fact("presence", ("outside the United States",))
LATER = from_day(START + 20)


def class_of(*letters: Condition[Phrase]) -> Class[Phrase]:
    """A class of some letters, all of which must hold."""
    lettered = (Letter("abcdef"[n], condition) for n, condition in enumerate(letters))
    return Class("class", CITE, Group(How.ALL, tuple(lettered)), NEVER)


def event(words: str, day: int) -> Event:
    return Event(kind(words), from_day(START + day))


def notice_owed(*entries: Event | Search | Fact) -> Asked:
    """One day's notice owed before each detention to whoever is in the country."""
    duty = NoticeBefore(
        "duty",
        CITE,
        "class",
        Phrase("detention for removal"),
        Verb.GIVE,
        Phrase("notice of detention"),
        Amount(1),
    )
    order = order_of(Rules((class_of(PRESENT),), (duty,), simple_life()))
    return Asked(order, Record("").adding(HERE, *entries), LATER)


def test_a_duty_is_judged_by_the_acts_on_file() -> None:
    """Whether *met* should need a search for acts between is open (docs/decisions/0006); an act that turns
    up between uses the notice up."""
    known = (event("notice of detention", 0), event("detention for removal", 12))
    searched = Search(("notice of detention",), LATER)
    assert notice_owed(*known, searched).answer.duties[0].status is Status.MET
    turned_up = notice_owed(*known, searched, event("detention for removal", 2)).answer.duties[0].acts
    assert Status.VIOLATED in {act.status for act in turned_up}


def test_somebody_who_is_in_the_country_and_outside_it_is_neither() -> None:
    """security.md 3.2.2: forgetting the one leaves the opposite of what was said."""
    order = order_of(Rules((class_of(PRESENT),), (), simple_life()))
    assert Asked(order, Record("").adding(HERE, AWAY), LATER).answer.classes[0].truth is UNKNOWN


def test_a_deadline_before_an_act_without_a_last_day_has_no_last_day() -> None:
    act = Event(kind("detention for removal"), from_edtf("2018-12-25/.."))
    assert notice_owed(act).answer.duties[0].acts[0].due_by == "2018-12-24/.."


def test_a_notice_that_may_be_for_another_act_asks_for_which() -> None:
    entries = (
        event("detention for removal", 1),
        event("detention for removal", 3),
        Event(kind("notice of detention"), from_edtf("2018-12-22/2018-12-24")),
        Search(("everything",), from_day(START + 40)),
    )
    found = notice_owed(*entries).answer.duties[0]
    assert found.status is Status.UNKNOWN
    assert found.deciding.questions


def test_an_exception_may_name_events_of_its_own() -> None:
    """It once broke the explanation of how other choices fall short."""
    conviction = EventExists(Choice.A, Phrase("conviction"), (), "verdict")
    exception = Group(How.ALL, (Letter("b", EventExists(Choice.A, Phrase("conviction"), (), "crime")),))
    body = Group(How.ALL, (Letter("a", conviction),))
    order = order_of(Rules((Class("class", CITE, body, exception),), (), simple_life()))
    assert Asked(order, Record("").adding(event("conviction", 0)), LATER).answer.classes[0].deciding


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (Fact("language understood", ("English",)), FactIs(Phrase("language understood"), ("Khmer",))),
        (Fact("nationality", ("Thailand",), negated=True), FactIs(Phrase("nationality"), ("Cambodia",))),
    ],
)
def test_what_is_denied_is_denied_whatever_else_is_said(other: Fact, wanted: FactIs[Phrase]) -> None:
    """Who understands English and does not understand Khmer does not understand Khmer."""
    order = order_of(Rules((class_of(wanted),), (), simple_life()))
    denied = Fact(other.name, wanted.values, negated=True)
    assert Asked(order, Record("").adding(other, denied), LATER).answer.classes[0].truth is NO
