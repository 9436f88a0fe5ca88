"""The same person told otherwise: mixed up, with more that nobody asks about, served or not, better known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from duenotice.days import LAST_DAY, DateFact, from_day
from duenotice.language import NoticeBefore, Order
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Record, Search
from tests.compliance.test_acts import acts
from tests.learning import fewer_days, learn
from tests.properties.test_invariance import unread
from tests.strategies import dates, one_in, pick, reads, related_events, upto

Variant = Callable[[st.DrawFn, Order, Record], Record]
NOTICE = "notice of detention"
STEPS = 6
"""How many times something is learned before everything is."""


def mixed(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """The same entries in another order, some of them twice."""
    del order
    left = [entry for entry in record.entries() for _ in range(1 + one_in(draw, 3))]
    return Record(record.title).adding(*(left.pop(draw(upto(len(left) - 1))) for _ in list(left)))


def with_unread(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """With events, facts and searches that the order does not read."""
    return record.adding(*unread(draw, reads(order.rules)))


def served(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """With one more notice."""
    del order
    return record.adding(Event(pick(draw, related_events(frozenset({NOTICE}))), draw(dates)))


def unserved(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """Without one of the notices."""
    del order
    notices = [event for event in record.events if event.kind.term == NOTICE]
    return record.without(pick(draw, notices)) if notices else record


def served_sooner(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """With every notice some days earlier, except where an act lies between: it would use the notice up."""
    (duty,) = order.rules.duties
    assert isinstance(duty, NoticeBefore)
    taken = [event for event in record.events if event.kind.term == duty.act.term]
    by = 1 + draw(upto(11))
    for event in record.events:
        if event.kind.term != NOTICE:
            continue
        clocks = tuple((clock, day.shifted(-by)) for clock, day in event.clocks)
        sooner = replace(event, date=event.date.shifted(-by), clocks=clocks)
        if not any(act.date.hi >= sooner.date.lo and act.date.lo < event.date.hi for act in taken):
            record = record.without(event).adding(sooner)
    return record


def learned(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """With more known of it, and no further act."""
    for _ in range(STEPS):
        further = learn(draw, record, reads(order.rules)).record
        if len(set(acts(order, further))) == len(set(acts(order, record))):
            record = further
    return record


def completed(draw: st.DrawFn, order: Order, record: Record) -> Record:
    """With every date known to the day and everything searched, and no two acts become one."""
    whole = Record(record.title).adding(*(_known(draw, entry) for entry in record.entries()))
    looked = Search(("everything",), from_day(LAST_DAY))
    same = len(set(acts(order, whole))) == len(set(acts(order, record)))
    return (whole if same else record).adding(looked)


def _known(draw: st.DrawFn, entry: Entry) -> Entry:
    match entry:
        case Event(date=date):
            return replace(entry, date=_a_day(draw, date))
        case Fact(since=since, until=until):
            return replace(entry, since=_side(draw, since), until=_side(draw, until))
        case _:
            return entry


def _side(draw: st.DrawFn, date: DateFact) -> DateFact:
    return date if date in (ALWAYS, FOR_GOOD) else _a_day(draw, date)


def _a_day(draw: st.DrawFn, date: DateFact) -> DateFact:
    return date if date.exact else from_day(fewer_days(draw, date).lo)
