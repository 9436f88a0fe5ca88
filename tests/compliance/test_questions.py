"""What to ask: greedy, complete, and settled by answers."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.compliance.asking import about_people, chosen
from duenotice.compliance.inputs import Input, Sort
from duenotice.compliance.screened import Screened
from duenotice.days import FIRST_DAY, from_day
from duenotice.language import Order
from duenotice.record import Event, Fact, Record, Search
from duenotice.terms import Kind
from tests.agreement.people import a_record
from tests.compliance.people import in_days, population
from tests.orders import orders
from tests.strategies import DAYS, START, VALUES, VOCABULARY, reads

ON = from_day(START + DAYS)
sets = st.dictionaries(st.integers(1, 31), st.integers(1, 50), max_size=8)


@given(sets)
def test_every_set_of_questions_is_settled_once(sets_: dict[int, int]) -> None:
    steps = list(chosen(sets_))
    assert sum(settled for _, settled in steps) == sum(sets_.values())
    for (one, _), (other, _) in combinations(steps, 2):
        assert one & other == 0


@given(sets)
def test_no_other_first_step_of_as_many_questions_settles_more(sets_: dict[int, int]) -> None:
    for first, settled in list(chosen(sets_))[:1]:
        for other in sets_:
            if other.bit_count() <= first.bit_count():
                reached = sum(count for mask, count in sets_.items() if not mask & ~other)
                assert reached * first.bit_count() <= settled * other.bit_count() or reached <= settled


def open_inputs(every: Screened) -> set[Input]:
    """Everything that is listed as a question or as one that may follow."""
    asking = about_people(every)
    return {one for step in asking.steps for one in step.inputs} | set(asking.follow)


def answered(record: Record, inputs: set[Input]) -> Record:
    """The record after all of these were found out: nothing new turned up, rough days became days."""
    found = Record(record.title).adding(*(_settled(entry, inputs) for entry in record.entries()))
    searched = sorted({one.what for one in inputs if one.sort is Sort.SEARCH})
    found = found.adding(*(Search((term,), ON, from_day(FIRST_DAY)) for term in searched))
    for one in inputs:
        if one.sort is Sort.FACT:
            kept = tuple(fact for fact in found.facts if fact.name != one.what)
            doubts = {kind.term for kind in VOCABULARY.facts[one.what].doubted_by}
            last = max((e.date.hi for e in found.events if e.kind.term in doubts), default=FIRST_DAY)
            value = Fact(one.what, (VALUES[one.what][0],), since=from_day(min(max(FIRST_DAY, last), ON.lo)))
            found = replace(found, facts=(*kept, value))
    return found


def _settled(entry: object, inputs: set[Input]) -> Event | Fact | Search:
    assert isinstance(entry, Event | Fact | Search)
    if not isinstance(entry, Event):
        return entry
    asked = [one.kind for one in inputs if one.sort is Sort.PAPERS]
    reached = {way.term for kind in asked for way in _ways(kind)}
    if entry.kind.term not in reached:
        return entry
    more = {q for kind in asked for way in _ways(kind) if way.term == entry.kind.term for q in way.qualifiers}
    term = VOCABULARY.event(entry.kind.term)
    whole = entry.kind.qualifiers
    for qualifier in sorted(more):
        known = term.qualifier(qualifier)
        groups = {q.group for text in whole if (q := term.qualifier(text))}
        if known and qualifier not in whole and not (known.group and known.group in groups):
            whole = (*whole, qualifier)
    return replace(entry, kind=Kind(entry.kind.term, tuple(sorted(whole))), date=from_day(entry.date.lo))


def _ways(kind: Kind) -> list[Kind]:
    term = VOCABULARY.event(kind.term)
    return [kind, *term.shown_by, *term.hinted_at_by]


@settings(max_examples=30)
@given(orders(readings=False).filter(in_days), st.integers(0, 2**32))
def test_once_every_listed_question_is_answered_nothing_is_left_to_ask(order: Order, seed: int) -> None:
    records = [a_record(seed + number, reads(order.rules)) for number in range(4)]
    for record in records:
        with population(order, [record], ON) as every:
            asked = open_inputs(every)
        if asked:
            with population(order, [answered(record, asked)], ON) as every:
                assert open_inputs(every) == set()
