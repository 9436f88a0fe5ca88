"""Acts and bounds by the engine: the same as `reason` says, and narrower with all that is learned."""

from __future__ import annotations

from collections import Counter
from typing import cast

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from duenotice.compliance import Outcome, Tally, acts_query
from duenotice.compliance.acts import COLUMNS
from duenotice.compliance.counts import counts
from duenotice.compliance.screened import Screened
from duenotice.days import FIRST_DAY, NOT_KNOWN, DateFact, from_day, from_edtf
from duenotice.language import Order
from duenotice.reason import Status, answer
from duenotice.record import Record
from tests.agreement.people import a_record
from tests.compliance.people import in_days, narrower, population
from tests.learning import learn
from tests.orders import notices, orders
from tests.strategies import DAYS, START, VOCABULARY, Asked, reads

SURE = {
    int(Outcome.PENDING): Status.PENDING,
    int(Outcome.MET): Status.MET,
    int(Outcome.VIOLATED): Status.VIOLATED,
}
ON = from_day(START + DAYS)


def judged(every: Screened) -> Counter[tuple[int, Status]]:
    """How many acts have which status under which duty, without those that are not owed."""
    rows = every.rows("SELECT duty, may, COUNT(*) FROM judged WHERE may <> 1 GROUP BY ALL")
    found: Counter[tuple[int, Status]] = Counter()
    for duty, may, acts in rows:
        found[duty, SURE.get(may, Status.UNKNOWN)] += acts
    return found


def reasoned(order: Order, records: list[Record], on: DateFact) -> Counter[tuple[int, Status]]:
    """The same by `reason`, one person after the other."""
    found: Counter[tuple[int, Status]] = Counter()
    for record in records:
        for number, duty in enumerate(answer(order, record, VOCABULARY, on).duties, 1):
            found.update((number, act.status) for act in duty.acts if act.status is not Status.NOT_OWED)
    return found


def in_sql() -> st.SearchStrategy[Asked]:
    """Notices under an order that the engines take."""
    return notices().filter(lambda drawn: in_days(drawn.order))


@settings(max_examples=25)
@given(orders().filter(lambda order: order.rules.duties and in_days(order)), st.integers(0, 2**32))
def test_acts_have_the_status_that_reason_gives_them(order: Order, seed: int) -> None:
    records = [a_record(seed + number, reads(order.rules)) for number in range(40)]
    with population(order, records, ON) as every:
        assert judged(every) == reasoned(order, records, ON)


@settings(max_examples=25)
@given(st.lists(in_sql(), min_size=1, max_size=1), st.integers(0, 2**32))
def test_notices_before_acts_have_the_status_that_reason_gives_them(asked: list[Asked], seed: int) -> None:
    order, on = asked[0].order, asked[0].on
    records = [asked[0].record, *(a_record(seed + number, reads(order.rules)) for number in range(20))]
    with population(order, records, on) as every:
        assert judged(every) == reasoned(order, records, on)


Told = Counter[tuple[str, str, str, str, tuple[int, int]]]


def ends(date: str) -> tuple[int, int]:
    """The first and the last day of a date; one before the first day of all is the same as not known."""
    found = from_edtf(date) if date else NOT_KNOWN
    return (found.lo, found.hi) if found.hi > FIRST_DAY else (NOT_KNOWN.lo, NOT_KNOWN.hi)


def told(every: Screened) -> Told:
    """Duty, person, status, the parts that decide, and when what was owed was due, of every act that was
    written out."""
    rows = every.loaded.connection.execute(acts_query(every)).fetchall()
    found = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return Counter(
        (act["duty"], act["person"], act["status"], act["parts"] if act["may_be"] else "", ends(act["due"]))
        for act in found
    )


def told_by_reason(order: Order, records: list[Record], on: DateFact) -> Told:
    """The same by `reason`, one person after the other."""
    found: Told = Counter()
    for number, record in enumerate(records):
        for duty in answer(order, record, VOCABULARY, on).duties:
            for act in duty.acts:
                parts = "; ".join(act.parts) if act.status is Status.UNKNOWN else ""
                due = "" if act.status is Status.NOT_OWED else act.due_by
                found[duty.duty.name, str(number), act.status.value, parts, ends(due)] += 1
    return found


@settings(max_examples=25)
@given(st.lists(in_sql(), min_size=1, max_size=1), st.integers(0, 2**32))
def test_every_act_is_written_out_with_what_reason_says_of_it(asked: list[Asked], seed: int) -> None:
    order, on = asked[0].order, asked[0].on
    records = [asked[0].record, *(a_record(seed + number, reads(order.rules)) for number in range(20))]
    with population(order, records, on) as every:
        assert told(every) == told_by_reason(order, records, on)


def acts(order: Order, record: Record) -> list[object]:
    kinds = {duty.act.term for duty in order.rules.duties}
    return [event.content for event in record.events if event.kind.term in kinds]


def tallies(every: Screened) -> list[Tally]:
    return [duty.tally for duty in counts(every).duties]


@settings(max_examples=25)
@given(in_sql(), st.data(), st.integers(0, 2**32))
def test_bounds_of_real_people_never_move_outward_when_something_is_learned(
    asked: Asked, data: st.DataObject, seed: int
) -> None:
    order, of = asked.order, reads(asked.order.rules)
    records = [asked.record, *(a_record(seed + number, of) for number in range(4))]
    learned = list(records)
    for at in range(len(records)):
        for _ in range(3):
            further = learn(cast(st.DrawFn, data.draw), learned[at], of).record
            if len(set(acts(order, further))) == len(set(acts(order, learned[at]))):
                learned[at] = further
    assume(learned != records)
    with population(order, records, asked.on) as every:
        before = tallies(every)
    with population(order, learned, asked.on) as every:
        after = tallies(every)
    assert all(narrower(one, other) for one, other in zip(before, after, strict=True))
