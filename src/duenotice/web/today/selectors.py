"""Reading what Today shows: cards of people that the caller's policy reaches. Nothing is journaled here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet, prefetch_related_objects

from duenotice.web.people.models import Person
from duenotice.web.people.selectors import record_of
from duenotice.web.site.crimes import TERMS
from duenotice.web.today.candidates import AHEAD, When, candidates, week_of
from duenotice.web.today.watching import Watched, Window, kept, watched

MOST = 100
"""Cards of one sort that a page shows."""
OVERDUE = 30
"""Days for which a window that ended, without the act on file, stays at the top."""
CHANGED = 12
"""People recently changed that are listed."""


@dataclass(frozen=True)
class Card:
    """A countdown. day: its last day; left: days from today, below zero if it is over. `orders`: every
    order whose window ends on that day, by id."""

    person: UUID
    day: date
    left: int
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Appointment:
    """A check-in, an interview or a hearing. day: the first day it may be; exact: whether that is known."""

    person: UUID
    day: date
    exact: bool
    what: str


@dataclass(frozen=True)
class Check:
    """What must be looked for again: each term with the day through which it was last looked for."""

    person: UUID
    day: date
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Detention:
    """A detention of the last days, as its line on file."""

    person: UUID
    day: date
    says: str


@dataclass(frozen=True)
class Board:
    """Everything of one day. `more`: by sort, whether there is more than is shown."""

    cards: tuple[Card, ...] = ()
    this_week: tuple[Appointment, ...] = ()
    later: tuple[Appointment, ...] = ()
    checks: tuple[Check, ...] = ()
    detentions: tuple[Detention, ...] = ()
    changed: tuple[Person, ...] = ()
    more: frozenset[str] = field(default_factory=frozenset)

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody whom the page names."""
        sorts = (self.cards, self.this_week, self.later, self.checks, self.detentions)
        return frozenset(each.person for sort in sorts for each in sort) | {each.pk for each in self.changed}


def board(people: QuerySet[Person], in_full: QuerySet[Person], when: When, stale: int) -> Board:
    """What Today shows. in_full: those of them whose crimes may be read. stale: after how many days a
    search is due again. The number of queries does not grow with the people, but for those that are opened
    for the first time (three for each thousand)."""
    on, due = when.on, when.on - timedelta(days=stale)
    full = set(in_full.order_by().values_list("pk", flat=True))
    found = candidates(people, when, due, frozenset() if full else TERMS)
    seen = opened(people, [*found.dated, *found.checks[: MOST * 2]], when)
    cards = sorted(
        (card for person in found.dated if person in seen for card in cards_of(person, seen[person], on)),
        key=lambda card: (card.day, str(card.person)),
    )
    checks = [_check(person, seen[person], due, person in full) for person in found.checks if person in seen]
    dues = sorted((each for each in checks if each), key=lambda each: (each.day, str(each.person)))
    met = sorted(
        (each for person, of in seen.items() for each in appointments(person, of, on)),
        key=lambda each: (each.day, str(each.person), each.what),
    )
    taken = sorted(
        (
            Detention(person, day_of(max(day.lo, 1)), says)
            for person, of in seen.items()
            for day, says in of.detentions
        ),
        key=lambda each: (-each.day.toordinal(), str(each.person)),
    )
    next_week = week_of(on) + timedelta(weeks=1)
    made = Board(
        tuple(cards[:MOST]),
        tuple(each for each in met if each.day < next_week)[:MOST],
        tuple(each for each in met if each.day >= next_week)[:MOST],
        tuple(dues[:MOST]),
        tuple(taken[:MOST]),
        tuple(changed(people)),
    )
    over = {"cards": len(cards), "checks": max(len(dues), len(found.checks) - MOST), "detentions": len(taken)}
    return replace(made, more=frozenset(name for name, count in over.items() if count > MOST))


def opened(people: QuerySet[Person], ids: Iterable[UUID], when: When) -> dict[UUID, Watched]:
    """What there is to watch of some people; only who was never seen at this version is opened."""
    wanted, seen, missing = frozenset(ids), dict[UUID, Watched](), list[Person]()
    for person in people if wanted else ():
        if person.pk not in wanted:
            continue
        known = kept(person.pk, person.version, when)
        if known is None:
            missing.append(person)
        else:
            seen[person.pk] = known
    for at in range(0, len(missing), 1_000):
        piece = missing[at : at + 1_000]
        prefetch_related_objects(piece, "identity", "entries")
        for person in piece:
            seen[person.pk] = watched(person.pk, person.version, record_of(person), when)
    return seen


def cards_of(person: UUID, found: Watched, on: date) -> tuple[Card, ...]:
    """One card for each last day: two orders that end on the same day are one thing to watch."""
    by_day: dict[int, list[Window]] = {}
    for window in found.windows:
        by_day.setdefault(window.last, []).append(window)
    left = {day: day - on.toordinal() for day in by_day}
    return tuple(
        Card(person, day_of(day), left[day], tuple(windows))
        for day, windows in sorted(by_day.items())
        if left[day] >= -OVERDUE
    )


def appointments(person: UUID, found: Watched, on: date) -> tuple[Appointment, ...]:
    """Those of this week and the next two. What is known roughly stands on the first day it may be."""
    first = week_of(on).toordinal()
    return tuple(
        Appointment(person, day_of(max(when.lo, first)), when.exact, what)
        for when, what in found.appointments
        if first <= when.hi and when.lo < first + AHEAD.days
    )


def changed(people: QuerySet[Person]) -> list[Person]:
    """The people with the newest entries, the newest first; whoever has none is not among them."""
    newest = people.annotate(newest=Max("entries__written")).exclude(newest=None)
    return list(newest.order_by("-newest", "pk")[:CHANGED])


def _check(person: UUID, found: Watched, due: date, in_full: bool) -> Check | None:
    old = [
        (through, term)
        for term, through in found.searches
        if through < due.toordinal() and (in_full or term not in TERMS)
    ]
    if not old:
        return None
    return Check(person, day_of(max(min(old)[0], 1)), tuple(term for _, term in sorted(old)))


def day_of(number: int) -> date:
    """A day number as a date."""
    return date.fromordinal(number)
