"""The union law: protected by one order or another is Kleene's *or*; a further order takes nothing away."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from duenotice.language import Forbidden, Order
from duenotice.reason import Together, together
from duenotice.reason.strictness import asks_as_much
from duenotice.record import Record
from duenotice.truth import NO, UNKNOWN, YES, any_of
from tests.orders import ORDERS
from tests.strategies import VOCABULARY, Asked, bounded_dates, reads, records


@st.composite
def shelves(draw: st.DrawFn) -> tuple[tuple[Order, ...], Order, Asked]:
    """One to three orders, one more, and a question that bears on the first."""
    drawn = draw(st.lists(ORDERS, min_size=2, max_size=4))
    orders = [
        replace(o, identity=replace(o.identity, id=f"case-{n}/2018-01-01")) for n, o in enumerate(drawn)
    ]
    record: Record = draw(records(reads(orders[0].rules)))
    return tuple(orders[:-1]), orders[-1], Asked(orders[0], record, draw(bounded_dates))


def ask(orders: tuple[Order, ...], asked: Asked) -> Together:
    return together(orders, asked.record, VOCABULARY, asked.on)


@given(shelves())
def test_a_further_order_never_takes_protection_or_a_duty_away(
    drawn: tuple[tuple[Order, ...], Order, Asked],
) -> None:
    some, further, asked = drawn
    before, alone, after = ask(some, asked), ask((further,), asked), ask((*some, further), asked)
    assert after.protected is any_of([before.protected, alone.protected])
    for duty in (demand.duty for demand in after.demands):
        assert after.asked(duty) is any_of([before.asked(duty), alone.asked(duty)])
    assert ask((further, *some), asked).protected is after.protected


@given(shelves())
def test_whatever_binds_or_may_bind_is_asked_for_by_what_stands(
    drawn: tuple[tuple[Order, ...], Order, Asked],
) -> None:
    some, further, asked = drawn
    said = ask((*some, further), asked)
    surely = [demand for each in said.strictest for demand in each.surely]
    stands = [*surely, *(demand for each in said.strictest for demand in each.perhaps)]
    for demand in said.demands:
        enough = surely if demand.owed is YES else stands
        kept = any(asks_as_much(each.duty, demand.duty) is YES for each in enough)
        assert kept or demand.owed is NO
    assert all(demand.owed is YES for demand in surely)
    assert all(demand.owed is UNKNOWN for demand in stands[len(surely) :])


@given(shelves())
def test_a_duty_binds_as_surely_as_the_person_is_in_its_class_and_the_order_in_force(
    drawn: tuple[tuple[Order, ...], Order, Asked],
) -> None:
    some, further, asked = drawn
    for demand in ask((*some, further), asked).demands:
        classes = {class_.class_.name: class_.truth for class_ in demand.answer.classes}
        at_most = min(classes[demand.duty.owed_to], demand.answer.standing.truth)
        if isinstance(demand.duty, Forbidden):
            assert demand.owed <= at_most
        else:
            assert demand.owed is at_most
