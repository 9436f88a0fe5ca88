"""What there is to watch in one record on one day: cards, each a day, a sort, and what it is about.

The days are the ledger's own (`duenotice.notice.ledger`); nothing is counted here. What was found is kept
in this process by person, version and day, because a record of one version never changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from duenotice.days import DateFact, from_edtf
from duenotice.language import NoticeBefore, Order
from duenotice.library import in_force, load_shelf
from duenotice.notice.days import days_of
from duenotice.notice.feed import Sort
from duenotice.notice.ledger import NOWHEN, DutyLines, ledger
from duenotice.reason import Status
from duenotice.record import Event, Record, line_of
from duenotice.truth import NO, Truth
from duenotice.web.site.keeping import Keep
from duenotice.web.today.candidates import APPOINTMENTS, DETENTIONS, NEW, When, notices


@dataclass(frozen=True)
class Window:
    """A notice window: its last day by the reading that is earliest, and by the latest (day numbers).

    sure: whether the notice on file is surely what is owed. protected: what the order says of the person
    on the day asked about.
    """

    order: str
    duty: str
    title: str
    last: int
    strict: int
    sure: Truth
    protected: Truth


@dataclass(frozen=True)
class Dated:
    """Something else with a day: a step of a stay, what is owed after an act, an appointment."""

    day: int
    sort: Sort
    says: str
    order: str = ""


@dataclass(frozen=True)
class Watched:
    """All of one record. searches: term, and the day through which it was last looked for."""

    windows: tuple[Window, ...] = ()
    dated: tuple[Dated, ...] = ()
    appointments: tuple[tuple[DateFact, str], ...] = ()
    detentions: tuple[tuple[DateFact, str], ...] = ()
    searches: tuple[tuple[str, int], ...] = ()


_keep = Keep[Watched]()


def kept(person: UUID, version: int, when: When) -> Watched | None:
    """What was found before."""
    return _keep.find(person, version, when)


def watched(person: UUID, version: int, record: Record, when: When) -> Watched:
    """What there is to watch, found anew, and kept."""
    return _keep.put(watch(record, when), person, version, when)


def watch(record: Record, when: When) -> Watched:
    """What there is to watch in a record on a day."""
    live = record.known_on(when.known_on)
    books = tuple(_books(live, when.on))
    today = when.on.toordinal()
    return Watched(
        tuple(window for order, book in books for window in _windows(order, book)),
        tuple(dict.fromkeys(each for order, book in books for each in _dated(order, book))),
        tuple((e.date, e.kind.term) for e in live.events if e.kind.term in APPOINTMENTS),
        tuple(
            (e.date, line_of(e))
            for e in live.events
            if e.kind.term in DETENTIONS and today - NEW.days <= e.date.hi and e.date.lo <= today
        ),
        tuple(_searches(live)),
    )


@cache
def clocked() -> tuple[Order, ...]:
    """The orders of the shelf that owe a notice before an act."""
    orders = load_shelf().orders.values()
    return tuple(each for each in orders if any(isinstance(d, NoticeBefore) for d in each.rules.duties))


def _books(record: Record, on: date) -> Iterator[tuple[Order, Any]]:
    day, shelf = from_edtf(on.isoformat()), load_shelf()
    terms = {event.kind.term for event in record.events if _recent(event, on)}
    for order in clocked():
        owed = {duty.what.term for duty in order.rules.duties if isinstance(duty, NoticeBefore)}
        if owed & terms and in_force(order.rules.life, day).truth is not NO:
            yield order, ledger(order, record, shelf.vocabulary, day)


def _recent(event: Event, on: date) -> bool:
    return event.kind.term in notices() and event.date.hi >= on.toordinal() - 400


def _windows(order: Order, book: Any) -> Iterator[Window]:
    for lines in book.duties:
        if _waits(lines):
            first, strict = lines.closes
            identity, said = order.identity, book.answer.protected
            yield Window(order.id, lines.duty.name, identity.title, first - 1, strict - 1, lines.given, said)


def _waits(lines: DutyLines) -> bool:
    """Whether a notice is on file and the act that it announces is not."""
    owed = isinstance(lines.duty, NoticeBefore) and lines.status is not Status.NOT_OWED
    return owed and lines.given is not NO and lines.closes != NOWHEN


def _dated(order: Order, book: Any) -> Iterator[Dated]:
    for each in days_of(book):
        if each.item.sort is Sort.STEP:
            yield Dated(each.day, Sort.STEP, each.says, order.id)


def _searches(record: Record) -> Iterator[tuple[str, int]]:
    last: dict[str, int] = {}
    for search in record.searches:
        for term in search.terms:
            last[term] = max(last.get(term, 0), search.through.lo)
    yield from sorted(last.items())
