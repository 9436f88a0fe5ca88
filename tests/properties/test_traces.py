"""Every answer names what it rests on; nothing else matters to it, and all of it does."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from duenotice.days import from_day
from duenotice.reason import Status
from duenotice.record import Entry, Event, Fact, Record, Search
from duenotice.truth import UNKNOWN
from tests.learning import forget, not_looked, raises_doubt
from tests.orders import asked, notices, orders
from tests.strategies import VALUES, Asked, Reads, one_in, pick, reads, upto
from tests.told import truths, verdicts

questions = st.one_of(asked(), asked(orders(omissions=True, most=3)), notices())


def only(record: Record, cited: tuple[Entry, ...]) -> Record:
    """The record with nothing but these entries."""
    contents = {entry.content for entry in cited}
    return Record(record.title).adding(*(e for e in record.entries() if e.content in contents))


@given(questions)
def test_without_all_that_is_not_cited_the_answer_stays(of: Asked) -> None:
    """security.md 3.2.4, for the whole answer: its classes and its duties."""
    assert verdicts(of.about(only(of.record, of.answer.entries)).answer) == verdicts(of.answer)


@given(st.one_of(asked(), asked(orders(most=3))))
def test_without_all_that_a_class_does_not_cite_its_verdict_stays(of: Asked) -> None:
    """security.md 3.2.4, for a class by what the class itself cites."""
    cited = of.answer.classes[0].membership.entries
    assert truths(of.about(only(of.record, cited)).answer) == truths(of.answer)


def changed(draw: st.DrawFn, entry: Entry, record: Record, read: Reads) -> Entry:
    """Another entry of the same kind. An event only moves to days that nobody searched."""
    match entry:
        case Fact(name=name):
            return replace(entry, values=(pick(draw, VALUES[name]),), negated=one_in(draw, 2))
        case Search():
            day = 737_050 + draw(upto(20))
            return replace(entry, since=from_day(day), through=from_day(day + draw(upto(10))))
        case Event(kind=kind) if not raises_doubt(kind, read):
            gaps = [g for g in not_looked(kind.term, record) if g.hi > 737_020 and g.lo < 737_080]
            if not gaps:
                return entry
            gap = pick(draw, gaps)
            lo, hi = max(gap.lo, 737_020), min(gap.hi, 737_080)
            return replace(entry, date=from_day(lo + draw(upto(hi - lo))))
        case _:
            return entry


@given(st.one_of(asked(), asked(orders(most=2))), st.data())
def test_whatever_is_not_cited_may_change_and_a_settled_answer_stays(of: Asked, data: st.DataObject) -> None:
    """security.md 3.2.4: uncited entries change their days and values, never their kind.

    An event moves to days that nobody had searched (to put it on a searched day is a correction), and
    events that cast doubt stay (whoever moves a pardon before the day asked about adds a doubt).
    What is *unknown* may be settled by such a change, and is not looked at.
    """
    cited = {entry.content for entry in of.answer.classes[0].membership.entries}
    draw, read = cast(st.DrawFn, data.draw), reads(of.order.rules)
    other = [
        entry if entry.content in cited else changed(draw, entry, of.record, read)
        for entry in of.record.entries()
    ]
    after = of.about(Record("").adding(*other))
    if of.answer.classes[0].truth is not UNKNOWN:
        assert truths(after.answer) == truths(of.answer), after


@given(st.one_of(asked(orders(most=2)), asked(orders(most=3)), asked()))
def test_of_a_least_set_of_entries_none_can_be_forgotten(of: Asked) -> None:
    """security.md 3.2.5: of the cited entries, forget what is not needed; of what is left, to forget
    any single one makes the answer unknown (never the opposite)."""
    truth = of.answer.classes[0].truth
    if truth is UNKNOWN:
        return
    left = only(of.record, of.answer.classes[0].membership.entries)
    smaller: Record | None = left
    while smaller:
        left = smaller
        others = (forget(left, entry) for entry in left.entries())
        smaller = next((other for other in others if truths(of.about(other).answer) == (truth,)), None)
    assert truths(of.about(left).answer) == (truth,)
    for entry in left.entries():
        after = of.about(forget(left, entry))
        assert truths(after.answer) == (UNKNOWN,), after


@given(questions)
def test_whatever_is_unknown_comes_with_a_question(of: Asked) -> None:
    """security.md 3.2.3: each unknown names what would settle it."""
    for found in of.answer.classes:
        assert found.truth is not UNKNOWN or of.answer.questions
    for duty in of.answer.duties:
        assert duty.status is not Status.UNKNOWN or duty.deciding.questions, duty.deciding.parts


@given(questions)
def test_whatever_is_not_yes_names_what_decides(of: Asked) -> None:
    """security.md 3.2.3."""
    for found in of.answer.classes:
        assert bool(found.deciding) is (found.truth.name != "YES")
