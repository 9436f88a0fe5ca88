"""What must not matter: order, repetition, other people, other events, names, the calendar's zero."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from duenotice.days import DateFact, from_edtf
from duenotice.language import (
    Class,
    Condition,
    DayIs,
    Duty,
    EventExists,
    Forbidden,
    Group,
    How,
    Lapsed,
    Letter,
    Named,
    NoEvent,
    OnDate,
    Reading,
    Readings,
    Rules,
    Timing,
)
from duenotice.reason import answer, to_data, to_text
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Record, Search
from duenotice.terms import Kind
from duenotice.truth import Truth
from tests.orders import asked, notices, orders
from tests.strategies import (
    EVENTS,
    VALUES,
    VOCABULARY,
    Asked,
    Reads,
    bounded_dates,
    dates,
    open_dates,
    pick,
    reads,
    records,
    upto,
)
from tests.told import all_but_receipt, truths, verdicts

questions = st.one_of(asked(), notices())
shuffles = st.randoms(use_true_random=False)
PARTITION = 2


@given(questions, shuffles)
def test_the_order_of_entries_and_their_repetition_change_not_a_letter(
    of: Asked, shuffle: random.Random
) -> None:
    """language.md 3; security.md 3.2.8."""
    entries = list(of.record.entries())
    entries += [entry for entry in entries if shuffle.random() < 0.3]
    shuffle.shuffle(entries)
    after = of.about(Record(of.record.title).adding(*entries))
    assert to_text(after.answer) == to_text(of.answer)


@given(asked(), shuffles)
def test_the_order_of_letters_changes_no_verdict_and_no_letter(of: Asked, shuffle: random.Random) -> None:
    """language.md 3. A letter stays behind the letters whose names it uses."""
    after = replace(of, order=replace(of.order, rules=shuffled_rules(of.order.rules, shuffle)))
    assert verdicts(after.answer) == verdicts(of.answer), after
    for one, other in zip(of.answer.classes, after.answer.classes, strict=True):
        assert letters(one.membership.letters) == letters(other.membership.letters), after
        assert set(one.deciding) == set(other.deciding), after


def letters(findings: object) -> dict[str, Truth]:
    """Label and truth of the letters of a class."""
    return {finding.label: finding.truth for finding in findings}  # type: ignore[attr-defined]


def shuffled_rules(rules: Rules[Kind], shuffle: random.Random) -> Rules[Kind]:
    """The rules with the letters of every group in another order."""
    classes = tuple(
        replace(part, body=shuffled(part.body, shuffle), unless=shuffled(part.unless, shuffle))
        for part in rules.classes
    )
    duties = tuple(
        replace(duty, ends=shuffled(duty.ends, shuffle)) if isinstance(duty, Forbidden) else duty
        for duty in rules.duties
    )
    return replace(rules, classes=classes, duties=duties)


def shuffled(group: Group[Kind], shuffle: random.Random) -> Group[Kind]:
    left = [replace(letter, condition=_inside(letter.condition, shuffle)) for letter in group.letters]
    placed: list[Letter[Kind]] = []
    while left:
        waiting = {name for letter in left for name in introduced(letter.condition)}
        free = [letter for letter in left if not used(letter.condition) & waiting]
        letter = shuffle.choice(free)
        placed.append(letter)
        left.remove(letter)
    return Group(group.how, tuple(placed))


def _inside(condition: Condition[Kind], shuffle: random.Random) -> Condition[Kind]:
    match condition:
        case Group():
            return shuffled(condition, shuffle)
        case Readings(readings=readings):
            return Readings(tuple(Reading(r.label, _inside(r.condition, shuffle), r.cite) for r in readings))
        case _:
            return condition


def introduced(condition: Condition[Kind]) -> set[str]:
    """The names that a letter gives to its group."""
    match condition:
        case EventExists(name=name):
            return {name} - {""}
        case Readings(readings=readings):
            return {name for reading in readings for name in introduced(reading.condition)}
        case _:
            return set()


def used(condition: Condition[Kind]) -> set[str]:
    """The names that a letter speaks of, at any depth."""
    match condition:
        case EventExists(timings=timings) | NoEvent(timings=timings):
            return {timing.anchor.name for timing in timings if isinstance(timing.anchor, Named)}
        case DayIs(timing=timing):
            return {timing.anchor.name} if isinstance(timing.anchor, Named) else set()
        case Lapsed(anchor=anchor, timings=timings):
            anchors = (anchor, *(timing.anchor for timing in timings))
            return {one.name for one in anchors if isinstance(one, Named)}
        case Group(letters=inside):
            return {name for letter in inside for name in used(letter.condition)}
        case Readings(readings=readings):
            return {name for reading in readings for name in used(reading.condition)}
        case _:
            return set()


@given(st.data(), asked())
def test_other_people_change_nothing(data: st.DataObject, of: Asked) -> None:
    """security.md 3.2.9: one order, asked about others before and after, answers the same."""
    before = to_text(of.answer)
    other = data.draw(records(reads(of.order.rules)))
    to_text(of.about(other).answer)
    assert to_text(answer(of.order, of.record, VOCABULARY, of.on)) == before


@given(st.data(), asked())
def test_every_person_is_in_exactly_one_of_three_groups(data: st.DataObject, of: Asked) -> None:
    """security.md 3.2.6: those in the class, those not in it, and those of whom nobody knows."""
    people = [of.record, *(data.draw(records(reads(of.order.rules))) for _ in range(PARTITION))]
    found = [truths(of.about(record).answer)[0] for record in people]
    assert sum(found.count(truth) for truth in Truth) == len(people)
    assert sum(truth in (Truth.YES, Truth.NO, Truth.UNKNOWN) for truth in found) == len(people)


@given(questions, st.data())
def test_events_facts_and_searches_that_the_order_does_not_read_change_nothing(
    of: Asked, data: st.DataObject
) -> None:
    """security.md 3.2.10."""
    further = unread(cast(st.DrawFn, data.draw), reads(of.order.rules))
    after = of.about(of.record.adding(*further))
    assert all_but_receipt(after.answer) == all_but_receipt(of.answer), after


def unread(draw: st.DrawFn, read: Reads) -> list[Entry]:
    """Events, facts and searches that an order does not read."""
    further: list[Entry] = []
    kinds = [kind for kind in EVENTS if kind.term not in read.terms]
    names = sorted(set(VALUES) - {name for name, _ in read.facts})
    for _ in range(1 + draw(upto(2))):
        if kinds:
            event = Event(pick(draw, kinds), draw(dates))
            further += [event, Search((event.kind.term,), draw(bounded_dates))]
            further = [e for e in further if not isinstance(e, Search) or harmless(e, read.terms)]
        if names:
            name = pick(draw, names)
            further.append(Fact(name, (pick(draw, VALUES[name]),)))
    return further


def harmless(search: Search, terms: frozenset[str]) -> bool:
    """Whether a search looked for nothing that the order reads."""
    return not any(VOCABULARY.covers[term] & terms for term in search.terms)


@given(questions)
def test_names_of_people_of_entries_and_of_papers_change_nothing(of: Asked) -> None:
    """security.md 3.2.11: the title of a record, the ids of its entries and its sources are names."""
    one, other = (to_data(of.about(named(of.record, word)).answer) for word in ("zebra", "quail"))
    for data in (one, other):
        del data["receipt"]["record_hash"]
    assert json.dumps(one).replace("zebra", "quail") == json.dumps(other)
    assert verdicts(of.about(named(of.record, "zebra")).answer) == verdicts(of.answer)


def named(record: Record, word: str) -> Record:
    entries = [
        replace(entry, origin=Origin(f"{word} paper {number}", id=f"{word}{number}"))
        for number, entry in enumerate(record.entries())
    ]
    return Record(f"the {word} person").adding(*entries)


unmarked = st.one_of(bounded_dates, bounded_dates, open_dates)


@st.composite
def movable(draw: st.DrawFn) -> Asked:
    """A question without dates that are about or doubtful: shifting takes such marks away."""
    order = draw(orders(steps=False))
    order = replace(order, rules=replace(order.rules, duties=uncounted(order.rules.duties)))
    return Asked(order, draw(records(reads(order.rules), unmarked)), draw(bounded_dates))


def uncounted(duties: tuple[Duty[Kind], ...]) -> tuple[Duty[Kind], ...]:
    """The duties in which nothing is counted: where the calendar decides, a shifted day is another day
    (docs/decisions/0010)."""
    return tuple(duty for duty in duties if isinstance(duty, Forbidden))


@given(movable(), st.integers(-400, 400))
def test_shifting_every_date_shifts_nothing_else(of: Asked, by: int) -> None:
    """language.md 6; security.md 3.2.12: outside counted days, which holidays and weekends decide."""
    rules = moved_rules(of.order.rules, by)
    record = Record("").adding(*(moved(entry, by) for entry in of.record.entries()))
    after = Asked(replace(of.order, rules=rules), record, of.on.shifted(by))
    assert verdicts(after.answer) == verdicts(of.answer), after
    assert list(due(after)) == [shift(day, by) for day in due(of)], after
    for one, other in zip(of.answer.classes, after.answer.classes, strict=True):
        assert one.deciding == other.deciding


def due(of: Asked) -> Iterator[str]:
    return (act.due_by for duty in of.answer.duties for act in duty.acts)


def shift(day: str, by: int) -> str:
    return str(from_edtf(day).shifted(by)) if day else ""


def moved(entry: Entry, by: int) -> Entry:
    match entry:
        case Event(date=date):
            return replace(entry, date=date.shifted(by))
        case Fact(since=since, until=until):
            return replace(entry, since=_side(since, by), until=_side(until, by))
        case Search(since=since, through=through):
            return replace(entry, since=_side(since, by), through=_side(through, by))
        case _:
            return entry


def _side(date: DateFact, by: int) -> DateFact:
    """The beginning of time and its end stay where they are."""
    return date if date in (ALWAYS, FOR_GOOD) else date.shifted(by)


def moved_rules(rules: Rules[Kind], by: int) -> Rules[Kind]:
    acts = tuple(replace(act, date=act.date.shifted(by)) for act in rules.life.acts)
    life = replace(rules.life, acts=acts, known_through=rules.life.known_through.shifted(by))
    duties = tuple(
        replace(duty, ends=_moved_group(duty.ends, by)) if isinstance(duty, Forbidden) else duty
        for duty in rules.duties
    )
    return Rules(tuple(_moved_class(part, by) for part in rules.classes), duties, life)


def _moved_class(class_: Class[Kind], by: int) -> Class[Kind]:
    return replace(class_, body=_moved_group(class_.body, by), unless=_moved_group(class_.unless, by))


def _moved_group(group: Group[Kind], by: int) -> Group[Kind]:
    letters = tuple(replace(x, condition=_moved_condition(x.condition, by)) for x in group.letters)
    return Group(How(group.how), letters)


def _moved_condition(condition: Condition[Kind], by: int) -> Condition[Kind]:
    match condition:
        case EventExists(timings=timings) | NoEvent(timings=timings):
            return replace(condition, timings=tuple(_moved_timing(timing, by) for timing in timings))
        case DayIs(timing=timing):
            return DayIs(_moved_timing(timing, by))
        case Group():
            return _moved_group(condition, by)
        case Readings(readings=readings):
            return Readings(tuple(replace(r, condition=_moved_condition(r.condition, by)) for r in readings))
        case _:
            return condition


def _moved_timing(timing: Timing, by: int) -> Timing:
    anchor = timing.anchor
    return replace(timing, anchor=OnDate(anchor.date.shifted(by))) if isinstance(anchor, OnDate) else timing
