"""Whom Today must open: read off the open columns of entries, so that nobody else is opened.

An open column never says that an entry was corrected (that is sealed), so this finds too many rather than
too few; what was corrected is dropped when the record is opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from duenotice.days import LAST_DAY, from_edtf
from duenotice.library import load_vocabulary
from duenotice.web.people.models import Entry, Person, Sort

DETENTIONS = ("detention for removal", "other detention")
APPOINTMENTS = ("check-in", "interview", "consular interview", "custody hearing")
BACK = timedelta(days=120)
"""How far back a notice can lie whose window still matters: the longest notice on the shelf is 21 days."""
NEW = timedelta(days=14)
"""For how long a detention is new."""
AHEAD = timedelta(weeks=3)
"""This week and the next two."""


@dataclass(frozen=True)
class When:
    """The day asked about, and the last day whose entries count (None: all)."""

    on: date
    known: date | None = None

    @property
    def known_on(self) -> int:
        """The same as a day number."""
        return self.known.toordinal() if self.known else LAST_DAY


@dataclass
class Candidates:
    """Ids of people: whose dated entries must be opened, and whose searches, the oldest check first."""

    dated: set[UUID] = field(default_factory=set)
    checks: list[UUID] = field(default_factory=list)


def notices() -> tuple[str, ...]:
    """The terms of notices: those that are papers with days of their own."""
    return tuple(name for name, term in load_vocabulary().events.items() if term.clocks)


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def candidates(people: QuerySet[Person], when: When, stale: date, crimes: frozenset[str]) -> Candidates:
    """Whom to open. stale: a search that ends before it is due again. crimes: terms that are left out of
    checks. One query."""
    terms = (*notices(), *DETENTIONS, *APPOINTMENTS)
    wanted = Q(sort=Sort.EVENT, terms__0__in=terms) | Q(sort__in=(Sort.SEARCH, Sort.WITHDRAWAL))
    rows = Entry.objects.filter(wanted, person__in=people.order_by().values("pk"))
    if when.known:
        rows = rows.filter(Q(learned=None) | Q(learned__lte=when.known))
    found, searches = Candidates(), defaultdict[UUID, list[Mapping[str, Any]]](list)
    for row in rows.order_by("person", "place").values("person", "sort", "terms", "open"):
        if row["sort"] == Sort.EVENT:
            if _near(row, when.on):
                found.dated.add(row["person"])
        else:
            searches[row["person"]].append(row)
    oldest = {person: _oldest(of, crimes) for person, of in searches.items()}
    due = [(day, str(person), person) for person, day in oldest.items() if day and day < stale.toordinal()]
    found.checks = [person for _, _, person in sorted(due)]
    return found


def _near(row: Mapping[str, Any], on: date) -> bool:
    """Whether any of an event's days may lie where Today looks."""
    days = [row["open"]["date"], *(day for _, day in row["open"].get("clocks", ()))]
    spans = [from_edtf(day) for day in days]
    term, today = row["terms"][0], on.toordinal()
    if term in DETENTIONS:
        return any(today - NEW.days <= day.hi and day.lo <= today for day in spans)
    if term in APPOINTMENTS:
        first = week_of(on).toordinal()
        return any(first <= day.hi and day.lo < first + AHEAD.days for day in spans)
    return any(today - BACK.days <= day.hi for day in spans)


def _oldest(rows: Iterable[Mapping[str, Any]], crimes: frozenset[str]) -> int:
    """The earliest day that some term may last have been searched through; 0 if none was.

    A search may be corrected by a later one of the same term, or withdrawn: then the earlier one counts.
    """
    last: dict[str, int] = {}
    for term, through in _searched(rows):
        if term not in crimes:
            last[term] = through
    return min(last.values(), default=0)


def _searched(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    seen = defaultdict[str, list[int]](list)
    for row in rows:
        if row["sort"] == Sort.WITHDRAWAL:
            for term, days in seen.items():
                yield term, min(days)
            continue
        for term in row["terms"]:
            through = from_edtf(row["open"]["through"]).lo
            rising = all(through >= day for day in seen[term])
            seen[term].append(through)
            yield term, max(seen[term]) if rising else min(seen[term])
