"""In which direction an answer may move: exclusions, notices, numbers of days, negations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duenotice.days import Relation, from_day, from_edtf
from duenotice.language import (
    Amount,
    Choice,
    Class,
    Condition,
    DayIs,
    EventExists,
    FactIs,
    Group,
    How,
    Letter,
    NoEvent,
    NoticeBefore,
    OnDate,
    Phrase,
    Readings,
    Rules,
    Timing,
    Unit,
    Verb,
    begun_by,
)
from duenotice.reason import Status
from duenotice.record import Event, Fact, Record, Search
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth
from tests.counted import DAY, View, views
from tests.learning import raises_doubt
from tests.orders import CITE, NEVER, Author, asked, notices, order_of, orders, simple_life
from tests.reference import MEANS
from tests.strategies import (
    START,
    VOCABULARY,
    Asked,
    dates,
    exact_dates,
    kind,
    one_in,
    pick,
    reads,
    records,
    related_events,
    upto,
)
from tests.told import acts_of, truths
from tests.worlds import EARLIEST, days_of

LATER = from_day(START + 20)


def signs(group: Group[Kind], sign: int = 1) -> Iterator[tuple[str, int]]:
    """The terms that a group reads, with the direction in which a further event moves the group: up,
    down, or 0 where it may do either (*the first*, *the last*)."""
    for letter in group.letters:
        yield from _signs(letter.condition, sign)


def _signs(condition: Condition[Kind], sign: int) -> Iterator[tuple[str, int]]:
    match condition:
        case EventExists(choice=choice, what=what):
            towards = sign if choice is Choice.A else 0
            yield from ((term, towards) for term in VOCABULARY.covers[what.term])
        case NoEvent(what=what):
            yield from ((term, -sign) for term in VOCABULARY.covers[what.term])
        case Group():
            yield from signs(condition, sign)
        case Readings(readings=readings):
            for reading in readings:
                yield from _signs(reading.condition, sign)
        case _:
            return


def directions(class_: Class[Kind]) -> dict[str, set[int]]:
    """For each term of a class, the directions in which a further event may move it."""
    found: dict[str, set[int]] = {}
    for term, sign in (*signs(class_.body), *signs(class_.unless, -1)):
        found.setdefault(term, set()).add(sign)
    return found


@given(st.one_of(asked(), asked(orders(most=2))), st.data())
def test_a_further_event_only_moves_an_answer_in_its_own_direction(of: Asked, data: st.DataObject) -> None:
    """security.md 3.2.15: what only excludes never raises an answer, what only qualifies never lowers
    one, on searched days as on others. Mixed are the terms of *the first* and *the last*, those read
    in both directions, and what hints or casts doubt."""
    draw, read = cast(st.DrawFn, data.draw), reads(of.order.rules)
    moves = directions(of.order.rules.classes[0])
    pure = [kind for kind in related_events(frozenset(moves)) if moves[kind.term] in ({1}, {-1})]
    pure = [kind for kind in pure if not raises_doubt(kind, read)]
    if not pure:
        return
    kind = pick(draw, pure)
    after = of.about(of.record.adding(Event(kind, draw(dates))))
    before, now = truths(of.answer)[0], truths(after.answer)[0]
    assert now >= before if moves[kind.term] == {1} else now <= before, after


@given(notices(), st.data())
def test_proof_of_service_never_adds_a_violation(of: Asked, data: st.DataObject) -> None:
    """security.md 3.2.21."""
    draw = cast(st.DrawFn, data.draw)
    letters = related_events(frozenset({"notice of detention"}))
    after = of.about(of.record.adding(Event(pick(draw, letters), draw(dates))))
    earlier, later = acts_of(of.answer), acts_of(after.answer)
    for act, status in earlier.items():
        assert later[act] is not Status.VIOLATED or status is Status.VIOLATED, after
        assert later[act] is Status.MET or status is not Status.MET, after


@given(notices())
def test_without_a_proof_of_service_nothing_becomes_met(of: Asked) -> None:
    """security.md 3.2.21."""
    for event in of.record.events:
        if event.kind.term == "notice of detention":
            after = of.about(of.record.without(event))
            earlier = acts_of(of.answer)
            for act, status in acts_of(after.answer).items():
                assert status is not Status.MET or earlier[act] is Status.MET, after


@given(notices(), upto(12))
def test_an_earlier_notice_keeps_what_was_met(of: Asked, by: int) -> None:
    """security.md 3.2.21: unless another act then lies between, for which the notice would have been."""
    acts = [e for e in of.record.events if e.kind.term == begun_by(of.order.rules.duties[0])[0].term]
    for event in of.record.events:
        if event.kind.term != "notice of detention":
            continue
        clocks = tuple((clock, day.shifted(-by)) for clock, day in event.clocks)
        sooner = replace(event, date=event.date.shifted(-by), clocks=clocks)
        if any(act.date.hi >= sooner.date.lo and act.date.lo < event.date.hi for act in acts):
            continue
        after = of.about(of.record.without(event).adding(sooner))
        later = acts_of(after.answer)
        for act, status in acts_of(of.answer).items():
            assert later[act] is Status.MET or status is not Status.MET, after


@given(notices(), st.integers(1, 20))
def test_a_longer_period_never_turns_a_violation_into_compliance(of: Asked, more: int) -> None:
    """language.md 7: nor does it turn an unknown into *met*; and a shorter one adds no violation."""
    duty = of.order.rules.duties[0]
    assert isinstance(duty, NoticeBefore)
    assume(not duty.amount.clock)
    longer = replace(duty, amount=Amount(duty.amount.number + more, duty.amount.unit))
    rules = replace(of.order.rules, duties=(longer,))
    after = replace(of, order=replace(of.order, rules=rules))
    later = acts_of(after.answer)
    for act, status in acts_of(of.answer).items():
        assert status is not Status.VIOLATED or later[act] is Status.VIOLATED, after
        assert later[act] is not Status.MET or status is Status.MET, after


NUMBERED = tuple(relation for relation in Relation if relation.takes_days)


@pytest.mark.parametrize("relation", NUMBERED)
@pytest.mark.parametrize("number", [1, 2, 14, 90])
@pytest.mark.parametrize("off", [-1, 0, 1])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_number_of_days_counts_at_its_very_day(
    relation: Relation, number: int, off: int, side: int
) -> None:
    """security.md 3.2.16: one day less, the number itself, one day more, before and after."""
    day = START + 100
    timing = Timing(relation, OnDate(from_day(day)), number)
    condition = EventExists(Choice.A, Phrase("check-in"), (timing,))
    class_ = Class("class", CITE, Group(How.ALL, (Letter("a", condition),)), NEVER)
    order = order_of(Rules((class_,), (), simple_life()))
    event = Event(Kind("check-in"), from_day(day + side * (number + off)))
    searched = Search(("everything",), from_day(day + 300))
    found = Asked(order, Record("").adding(event, searched), from_day(day + 300)).answer
    expected = MEANS[relation](side * (number + off), 0, number)
    assert found.classes[0].truth is Truth.of(expected)


PRESENT = FactIs(Phrase("presence"), ("in the United States",))


@pytest.mark.parametrize(
    "amount", [Amount(1), Amount(14), Amount(5, Unit.BUSINESS_DAYS), Amount(2, Unit.WEEKS)]
)
@pytest.mark.parametrize("off", [-1, 0, 1])
@pytest.mark.parametrize("edge", ["mildest", "strictest"])
def test_notice_a_day_short_just_in_time_and_a_day_early(amount: Amount, off: int, edge: str) -> None:
    """security.md 3.2.16: a day before the mildest count it is late on every one, from the strictest on
    early enough on every one, and between them it depends on the reading."""
    words = Phrase("detention for removal"), Phrase("notice of detention")
    duty = NoticeBefore("duty", CITE, "class", words[0], Verb.GIVE, words[1], amount)
    class_ = Class("class", CITE, Group(How.ALL, (Letter("a", PRESENT),)), NEVER)
    life = replace(simple_life(), known_through=from_day(START + 60))
    order = order_of(Rules((class_,), (duty,), life), "cacd")
    lawful = [first_lawful(view, amount) for view in views("cacd", frozenset())]
    least, most = min(lawful), max(lawful)
    act = (least if edge == "mildest" else most) + off
    record = Record("").adding(
        Fact("presence", PRESENT.values),
        Event(kind("notice of detention written"), from_day(START)),
        Event(Kind("detention for removal"), from_day(act)),
        Search(("everything",), from_day(START + 60)),
    )
    found = Asked(order, record, from_day(START + 60)).answer.duties[0]
    expected = Status.VIOLATED if act < least else Status.MET if act >= most else Status.UNKNOWN
    assert found.status is expected
    told = [way.first for _, way in found.deciding.counted]
    assert (min(told), max(told)) == (least, most)


def first_lawful(view: View, amount: Amount) -> int:
    """The first lawful day after a notice on the first day of these tests, by the second way of counting."""
    day = START
    while not view.lawful(START * DAY, day * DAY, amount, (True, False)):
        day += 1
    return day


def single(condition: Condition[Phrase]) -> Group[Phrase]:
    return Group(How.ALL, (Letter("a", condition),))


@st.composite
def leaves(draw: st.DrawFn) -> tuple[Condition[Phrase], Condition[Phrase]]:
    """A condition and its denial."""
    author = Author(draw, ("conviction", "criminal violation", "release from ICE custody by bond"), False)
    if one_in(draw, 3):
        fact = author.fact()
        return fact, replace(fact, negated=not fact.negated)
    what, timings = author.phrase(), author.timings([])
    return EventExists(Choice.A, what, timings), NoEvent(what, timings)


@given(leaves(), st.data())
def test_there_is_no_such_event_is_the_denial_of_there_is_one(
    pair: tuple[Condition[Phrase], Condition[Phrase]], data: st.DataObject
) -> None:
    """security.md 3.2.18."""
    yes, no = (Class(name, CITE, single(c), NEVER) for name, c in zip(("yes", "no"), pair, strict=True))
    order = order_of(Rules((yes, no), (), simple_life()))
    found = Asked(order, data.draw(records(reads(order.rules))), LATER).answer
    assert found.classes[0].truth is ~found.classes[1].truth


ALWAYS_SO = DayIs(Timing(Relation.ON_OR_AFTER, OnDate(from_edtf("0001-01-01"))))


@given(asked(orders(readings=False)))
def test_not_protected_is_the_denial_of_protected(of: Asked) -> None:
    """security.md 3.2.18: everybody *unless* all letters hold is everybody who is not in the class."""
    class_ = of.order.rules.classes[0]
    whole: Group[Kind] = Group(How.ALL, (Letter("a", ALWAYS_SO),))
    denied = replace(class_, name="not in it", body=whole, unless=class_.body)
    plain = replace(class_, unless=Group(How.ANY, ()))
    rules = replace(of.order.rules, classes=(plain, denied), duties=())
    found = replace(of, order=replace(of.order, rules=rules)).answer
    assert found.classes[0].truth is ~found.classes[1].truth


@given(leaves(), exact_dates)
def test_of_nobody_of_whom_nothing_is_on_file_is_anything_known(
    pair: tuple[Condition[Phrase], Condition[Phrase]], on: object
) -> None:
    """security.md 3.2.19: an empty record leaves every letter unknown, except one that no event at all
    could fulfil by that day."""
    del on
    for condition in pair:
        order = order_of(Rules((Class("class", CITE, single(condition), NEVER),), (), simple_life()))
        found = truths(Asked(order, Record(), LATER).answer)[0]
        letter = order.rules.classes[0].body.letters[0].condition
        assert found is UNKNOWN or not possible(letter), found


def possible(condition: Condition[Kind]) -> bool:
    """Whether an event on some day by `LATER` could fulfil the timings."""
    if not isinstance(condition, EventExists | NoEvent):
        return True
    near = range(EARLIEST - 40, LATER.lo + 1)
    return any(all(_stands(day, timing) for timing in condition.timings) for day in near)


def _stands(day: int, timing: Timing) -> bool:
    anchors = days_of(timing.anchor.date) if isinstance(timing.anchor, OnDate) else [LATER.lo]
    return any(MEANS[timing.relation](day, anchor, timing.days) for anchor in anchors)


@given(leaves(), st.data())
def test_absence_counts_only_if_somebody_looked(
    pair: tuple[Condition[Phrase], Condition[Phrase]], data: st.DataObject
) -> None:
    """security.md 3.2.19: without a search no *there is* is no, and no *there is no* is yes."""
    for condition, never in zip(pair, (NO, YES), strict=True):
        order = order_of(Rules((Class("class", CITE, single(condition), NEVER),), (), simple_life()))
        record = replace(data.draw(records(reads(order.rules))), searches=())
        letter = order.rules.classes[0].body.letters[0].condition
        found = truths(Asked(order, record, LATER).answer)[0]
        assert isinstance(letter, FactIs) or found is not never or not possible(letter)
