"""Learning more only settles what was open; forgetting only opens what was settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from duenotice.language import begun_by
from duenotice.record import Event, Fact, Record
from duenotice.truth import UNKNOWN
from tests.learning import Learned, forget, learn, says_more
from tests.orders import asked, notices, orders
from tests.strategies import Asked, reads, upto
from tests.told import SETTLED, acts_of

questions = st.one_of(asked(), asked(orders(most=2)), notices())


def learned(data: st.DataObject, of: Asked, doubts: bool) -> Iterator[tuple[Asked, Asked, Learned]]:
    """Up to three steps of learning, each with the question before and after it."""
    read = reads(of.order.rules)
    for _ in range(1 + data.draw(upto(2))):
        step = learn(cast(st.DrawFn, data.draw), of.record, read, doubts)
        yield of, of.about(step.record), step
        of = of.about(step.record)


@given(questions, st.data())
def test_learning_more_only_settles_what_was_unknown(of: Asked, data: st.DataObject) -> None:
    """language.md 2; security.md 3.2.1."""
    for before, after, _ in learned(data, of, doubts=False):
        for one, other in zip(before.answer.classes, after.answer.classes, strict=True):
            assert one.truth in (UNKNOWN, other.truth), after


@given(questions, st.data())
def test_a_doubt_may_unsettle_an_answer_and_never_turns_it_round(of: Asked, data: st.DataObject) -> None:
    """language.md 2; security.md 3.2.1: an arrest, a pardon, a removal that turns up."""
    for before, after, _ in learned(data, of, doubts=True):
        for one, other in zip(before.answer.classes, after.answer.classes, strict=True):
            assert UNKNOWN in (one.truth, other.truth) or one.truth is other.truth, after


@given(st.one_of(notices(), notices(), asked()), st.data())
def test_learning_more_never_changes_what_came_of_an_act(of: Asked, data: st.DataObject) -> None:
    """language.md 2: met never becomes violated, nor violated met, nor either of them not owed.

    (An act that turns up may have used the notice of another; docs/decisions/0006 leaves that open.)
    """
    acts = {act.term for duty in of.order.rules.duties for act in begun_by(duty)}
    for before, after, step in learned(data, of, doubts=False):
        if acts & {event.kind.term for event in new_events(before.record, after.record)}:
            return
        earlier, later = acts_of(before.answer), acts_of(after.answer)
        became = {old.content: new.content for old, new in step.became}
        for (duty, act), status in earlier.items():
            if status in SETTLED:
                assert later.get((duty, became.get(act, act)), status) is status, after  # type: ignore[call-overload]


@given(questions)
def test_forgetting_never_gives_the_opposite_answer(of: Asked) -> None:
    """security.md 3.2.2. (One of two nationalities is not looked at: see `tests.learning`.)"""
    for entry in of.record.entries():
        if isinstance(entry, Fact) and says_more(entry, of.record):
            continue
        after = of.about(forget(of.record, entry))
        for one, other in zip(of.answer.classes, after.answer.classes, strict=True):
            assert UNKNOWN in (one.truth, other.truth) or one.truth is other.truth, after


def new_events(before: Record, after: Record) -> list[Event]:
    """The events that have turned up."""
    return list(after.events[len(before.events) :])
