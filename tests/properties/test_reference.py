"""The engine against an independent reading of the language, in every world that a record allows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from duenotice.days import from_day
from duenotice.language import Forbidden, Lapsed, Rules, conditions_of
from duenotice.reason import Question, Status
from duenotice.record import Entry, Event, Fact, Record, Search
from duenotice.terms import Kind
from duenotice.truth import UNKNOWN
from tests.counted import View, views
from tests.learning import raises_doubt
from tests.orders import asked, duties_after, lives, notices, orders
from tests.reference import Contradiction, Reference, in_force, status_of
from tests.strategies import (
    VALUES,
    VOCABULARY,
    Asked,
    bounded_dates,
    dates_in,
    exact_dates,
    open_dates,
    reads,
    records,
    two_valued_records,
    upto,
)
from tests.worlds import Happened, World, completions

MOST_WORLDS = 60


MOST_VIEWS = 4


def worlds(of: Asked, limit: int = MOST_WORLDS) -> list[tuple[World, View]]:
    """Worlds that a record allows, each under some ways to count, the mildest and the strictest among
    them; none if it contradicts itself in all of those that were tried."""
    found = []
    ways = ways_to_count(of)
    for number, world in enumerate(completions(of, limit)):
        try:
            for class_ in of.order.rules.classes:
                Reference(world, ways[0]).member(class_)
        except Contradiction:
            continue
        some = [*ways[:2], ways[number % len(ways)], ways[(7 * number + 3) % len(ways)]]
        found += [(world, view) for view in some[: min(MOST_VIEWS, len(ways))]]
    return found


def ways_to_count(of: Asked) -> list[View]:
    """The views of counting, one if nothing is counted that could be contested."""
    court = of.order.identity.court_id
    if not counts(of.order.rules):
        return [View(court)]
    filed = {clock for event in of.record.events for clock, _ in event.clocks}
    return views(court, frozenset(filed))


def counts(rules: Rules[Kind]) -> bool:
    """Whether anything in an order is counted: a notice, a duty after an act, a step with its clock."""
    groups = [group for part in rules.classes for group in (part.body, part.unless)]
    groups += [duty.ends for duty in rules.duties if isinstance(duty, Forbidden)]
    steps = (c for group in groups for c in conditions_of(group) if isinstance(c, Lapsed))
    return any(not isinstance(duty, Forbidden) for duty in rules.duties) or any(steps)


@given(asked())
def test_yes_is_so_in_every_completion_and_no_in_none(of: Asked) -> None:
    """language.md 1, "What it means"; security.md 3.2.7 (the engines for SQL come later)."""
    said = of.answer.classes[0]
    if said.truth is UNKNOWN:
        return
    for world, view in worlds(of):
        assert said.truth is Reference(world, view).member(said.class_), (world, view)


@given(st.one_of(notices(), notices(), duties_after(), asked(orders(most=2))))
def test_an_act_is_judged_so_in_every_completion(of: Asked) -> None:
    """language.md 1; "What it means", 6."""
    for duty in of.answer.duties:
        for act in duty.acts:
            if act.status is Status.UNKNOWN:
                continue
            assert act.act is not None
            for world, view in worlds(of):
                event = next(e for e in world.events if e.entry == act.act.event)
                try:
                    found = status_of(duty.duty, event, world, of.order.rules, view)
                except Contradiction:
                    continue
                assert act.status is found, (world, event, view)


@given(st.one_of(asked(orders(life=lives(exact=True))), notices(), duties_after()), st.data())
def test_where_nothing_is_open_plain_logic_gives_the_same(of: Asked, data: st.DataObject) -> None:
    """language.md 5: exact dates, everything searched, one plain entry a fact; classes, duties, force.

    The answer is then never unknown, unless the readings differ, the count of some period comes out both
    ways, or the law is open on that very day.
    """
    rules = of.order.rules
    assume(all(date.exact for date in (*dates_in(rules), *(act.date for act in rules.life.acts))))
    of = Asked(of.order, data.draw(two_valued_records(reads(rules))), data.draw(exact_dates))
    every = list(completions(of, 9))
    now = [Reference(world, view) for world in every for view in ways_to_count(of)]
    for found in of.answer.classes:
        same(found.truth, {one.member(found.class_) for one in now}, now, UNKNOWN)
    assert of.answer.standing.truth is in_force(every[0], rules.life, every[0].today)
    for duty in of.answer.duties:
        for act in duty.acts:
            assert act.act is not None
            statuses = set()
            for one in now:
                event = next(e for e in one.world.events if e.entry == act.act.event)
                statuses.add(status_of(duty.duty, event, one.world, rules, one.view))
            same(act.status, statuses, now, Status.UNKNOWN)


def same(said: object, found: set[Any], asked_of: list[Reference], unknown: object) -> None:
    """What is said is what was found; it may and must be unknown where the views part, and may be where
    they agree for different reasons."""
    contested = any(one.view.contested for one in asked_of)
    assert said in (found if len(found) == 1 else {unknown}) or (contested and said is unknown), found


CAUTION = Counter[str]()


@given(asked(orders(readings=False, most=3)))
def test_an_unknown_that_could_be_definite_is_rare(of: Asked) -> None:
    """security.md 3.2.3: of the unknowns of random orders, those for which no completion of many that
    were tried gives *yes*, or none gives *no*. What is tried are samples, so the rate is an upper
    bound; `pytest -rP` shows it. Each comparison stands alone (time.md 5.2), which is what costs.
    """
    if of.answer.classes[0].truth is not UNKNOWN:
        return
    found = {Reference(*one).member(of.answer.classes[0].class_) for one in worlds(of, 400)}
    if found:
        CAUTION["unknown"] += 1
        CAUTION["over-cautious"] += len(found) == 1


def test_the_rate_of_cautious_unknowns_is_told() -> None:
    """Runs after the test above, and tells what it counted."""
    rate = CAUTION["over-cautious"] / max(1, CAUTION["unknown"])
    print(f"{CAUTION['unknown']} unknowns, of which {rate:.1%} came out one way only")  # noqa: T201
    assert rate < 0.5


PLAIN = ("conviction", "final order of removal", "release from ICE custody by bond", "detention for removal")
ROUNDS = 8


@st.composite
def open_questions(draw: st.DrawFn) -> Asked:
    """A question without contested letters, rough dates in the order, hints or doubts."""
    order = draw(orders(readings=False, life=lives(simple=True), kinds=PLAIN, steps=False))
    read = reads(order.rules)
    assume(all(date.exact for date in dates_in(order.rules)))
    record = draw(records(read, st.one_of(bounded_dates, open_dates)))
    events = tuple(event for event in record.events if not raises_doubt(event.kind, read))
    facts = tuple({fact.name: fact for fact in record.facts if not fact.negated}.values())
    return Asked(order, replace(record, events=events, facts=facts), draw(exact_dates))


@given(open_questions(), upto(20))
def test_answering_the_questions_settles_the_answer(of: Asked, seed: int) -> None:
    """security.md 3.2.3: whoever answers what is asked, by what was so in one completion of the record,
    and asks again, ends with the answer of that completion."""
    world = list(completions(of, 8, seed))[-1]
    try:
        expected = Reference(world, View()).member(of.order.rules.classes[0])
    except Contradiction:
        return
    for _ in range(ROUNDS):
        found = of.answer.classes[0]
        if found.truth is not UNKNOWN:
            break
        before = of
        for question in found.membership.questions:
            of = of.about(answered(of.record, question, world))
        assert of.record != before.record, found.membership.questions
    assert of.answer.classes[0].truth is expected, of


def answered(record: Record, question: Question, world: World) -> Record:
    """The record with what the question asked for, as it was in a world."""
    entries: list[Entry] = []
    for entry in record.entries():
        asked_about = entry.content in {about.content for about in question.about}
        entries.append(as_it_was(entry, world) if asked_about else entry)
    for name in question.terms:
        if name in VOCABULARY.facts and not (question.about and VOCABULARY.facts[name].single):
            entries += fact_of(name, world)
        if name in VOCABULARY.events:
            seen = VOCABULARY.covers[name]
            entries += [
                Event(whole(event), from_day(event.day))
                for event in world.events
                if not event.entry
                and event.term in seen
                and question.span.lo <= event.day <= question.span.hi
            ]
            entries.append(Search((name,), from_day(question.span.hi), from_day(question.span.lo)))
    return Record("").adding(*dict.fromkeys(entries))


def whole(event: Happened) -> Kind:
    """What an event was, with nothing left to ask: a release that was not by bond was by parole."""
    has = event.has or ({"by parole"} if event.term == "release from ICE custody" else set[str]())
    return Kind(event.term, tuple(sorted(has)))


def as_it_was(entry: Entry, world: World) -> Entry:
    """An entry, as exact as it was in a world."""
    match entry:
        case Event():
            was = next((event for event in world.events if event.entry == entry), None)
            if was is None:
                return entry
            return Event(whole(was), from_day(was.day))
        case Fact():
            held = next((fact for fact in world.facts if fact.entry == entry), None)
            if held is None:
                return entry
            return Fact(
                entry.name, tuple(sorted(held.values)), False, from_day(held.since), from_day(held.until)
            )
        case _:
            return entry


def fact_of(name: str, world: World) -> list[Fact]:
    """What was so of a fact that nobody recorded."""
    values = world.otherwise[name]
    if VOCABULARY.facts[name].single:
        return [Fact(name, tuple(sorted(values)))]
    holding = [held for held in world.facts if held.since <= world.today <= held.until]
    said = {value for held in holding if held.entry.name == name for value in held.values}
    return [Fact(name, (value,), value not in values) for value in VALUES[name] if value not in said]
