"""Reading the notices of the people one may see. Whom to open is read off open columns; nothing is counted
here, and nothing is journaled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from duenotice.days import LAST_DAY, Span, from_edtf, in_words
from duenotice.language import NoticeBefore, Order
from duenotice.library import in_force, load_shelf
from duenotice.notice.ledger import DutyLines, ledger
from duenotice.reason import Status
from duenotice.record import Event, Record, line_of
from duenotice.truth import NO
from duenotice.web.ledger.verdicts import KEYS, of_notice, says
from duenotice.web.people.models import Entry, Person, Sort
from duenotice.web.people.selectors import record_of
from duenotice.web.site.keeping import Keep
from duenotice.web.today.candidates import When, notices
from duenotice.web.today.watching import clocked

A_PAGE, MOST_OPENED = 50, 400
"""People of one page; people whom one page opens to find those of a verdict."""


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to: an order's id, a word of `verdicts`, a month as its first and last day."""

    order: str = ""
    verdict: str = ""
    month: Span | None = None


@dataclass(frozen=True)
class Row:
    """One notice, or one act before which none was given, under one order."""

    day: int
    order: str
    title: str
    says: str
    entry: str
    key: str
    verdict: str


@dataclass(frozen=True)
class Rows:
    """The rows of some people. `after`: where the next page begins, 0 if there is none."""

    rows: tuple[tuple[Person, Row], ...]
    after: int


_keep = Keep[tuple[Row, ...]]()


def rows(people: QuerySet[Person], asked: Asked, when: When, start: int = 0) -> Rows:
    """Notices under every order that asks for notice, the newest person first; from the `start`-th on."""
    ids = candidates(people, asked, when)
    known = {each.pk: each for each in people} if ids else {}
    found: list[tuple[Person, Row]] = []
    shown, place = 0, start
    while place < len(ids) and shown < A_PAGE and place - start < MOST_OPENED:
        piece = [known[pk] for pk in ids[place : place + A_PAGE] if pk in known]
        for person, its in _rows(piece, when):
            fit = [row for row in its if _fits(row, asked)]
            found += [(person, row) for row in fit]
            shown += bool(fit)
        place += A_PAGE
    return Rows(tuple(found), place if place < len(ids) else 0)


def candidates(people: QuerySet[Person], asked: Asked, when: When) -> list[UUID]:
    """Who has a notice on file, or an act before which notice was owed: by the newest of them. One query."""
    acts = {duty.act.term for order in clocked() for duty in _owed(order)}
    rows_ = Entry.objects.filter(
        Q(sort=Sort.EVENT, terms__0__in=[*notices(), *sorted(acts)]),
        person__in=people.order_by().values("pk"),
    )
    if when.known:
        rows_ = rows_.filter(Q(learned=None) | Q(learned__lte=when.known))
    newest: dict[UUID, int] = {}
    for person, open_ in rows_.values_list("person", "open"):
        day = from_edtf(open_["date"])
        if asked.month is None or (day.lo <= asked.month.hi and asked.month.lo <= day.hi):
            newest[person] = max(newest.get(person, 0), day.lo)
    return sorted(newest, key=lambda pk: (-newest[pk], str(pk)))


def _owed(order: Order) -> tuple[NoticeBefore, ...]:  # type: ignore[type-arg]  # of kinds
    return tuple(duty for duty in order.rules.duties if isinstance(duty, NoticeBefore))


def _fits(row: Row, asked: Asked) -> bool:
    if asked.order and row.order != asked.order:
        return False
    if asked.verdict and row.key != asked.verdict:
        return False
    return asked.month is None or asked.month.lo <= row.day <= asked.month.hi


def _rows(people: list[Person], when: When) -> Iterator[tuple[Person, tuple[Row, ...]]]:
    missing = [each for each in people if _keep.find(each.pk, each.version, when) is None]
    prefetch_related_objects(missing, "identity", "entries")
    for person in people:
        found = _keep.find(person.pk, person.version, when)
        if found is None:
            found = tuple(rows_of(record_of(person), when))
            _keep.put(found, person.pk, person.version, when)
        yield person, found


def rows_of(record: Record, when: When) -> Iterator[Row]:
    """The rows of one record, the newest first."""
    live = record.known_on(when.known_on)
    on = from_edtf(when.on.isoformat())
    found: list[Row] = []
    for order in clocked():
        if any(_touches(order, event) for event in live.events):
            book = ledger(order, live, load_shelf().vocabulary, on, when.known_on)
            found += (row for lines in book.duties for row in _lines(order, lines))
    yield from sorted(dict.fromkeys(found), key=lambda row: (-row.day, row.order, row.entry))


def _touches(order: Order, event: Event) -> bool:
    """Whether an event is a notice or an act that this order speaks of, on a day when it may have bound."""
    terms = {term for duty in _owed(order) for term in (duty.what.term, duty.act.term)}
    return event.kind.term in terms and in_force(order.rules.life, event.date).truth is not NO


def _lines(order: Order, lines: DutyLines) -> Iterator[Row]:
    title = order.identity.title
    for line in lines.notices:
        if in_force(order.rules.life, line.event.date).truth is NO:
            continue
        key, words = of_notice(line, lines)
        if key != "not-owed":
            yield Row(_day(line.event), order.id, title, _said(line.event), line_of(line.event), key, words)
    for act in lines.acts:
        event = act.judged.act.event if act.judged.act else None
        if event is not None and not act.given and act.judged.status is not Status.NOT_OWED:
            yield Row(
                _day(event), order.id, title, _said(event), line_of(event), KEYS[act.verdict], says(act)
            )


def _day(event: Event) -> int:
    return min(event.date.lo, LAST_DAY)


def _said(event: Event) -> str:
    return f"{in_words(event.date)}: {event.kind}"


def month_of(typed: str) -> Span | None:
    """``2019-01`` as its first and last day; None if it is no month."""
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return None
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < 9999 else first
    return Span(first.toordinal(), following.toordinal() - 1)


def orders() -> Iterable[Order]:
    """The orders that a list can be narrowed to."""
    return clocked()
