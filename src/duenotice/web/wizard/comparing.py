"""People of a list beside those on file: who is new, who adds, who differs, who may be somebody already.

Only people whom the committer may see are compared. Of all others one thing is said, because it cannot be
done otherwise: that an A-number is taken. Whether a hidden person has the same name is never looked at, so
that such a person changes nothing else in a preview.

    the A-number is on file   of nobody to be seen -> rejected · of several -> rejected · of one -> compared
    compared                  nothing new -> there · only new -> update · something differs -> conflict
    no A-number is on file    name and date of birth are somebody's -> duplicate · else new
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from duenotice.days import LAST_DAY
from duenotice.library import load_vocabulary
from duenotice.record import Entry, Event, Fact, Record
from duenotice.record.to_text import body_of
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.incoming import Incoming, Rejected, Rows
from duenotice.web.people.models import Person
from duenotice.web.people.numbers import shown
from duenotice.web.people.selectors import identity_of, numbers_taken, opened
from duenotice.web.site.crimes import about_crimes
from duenotice.web.wizard.names import folded, name_key

TAKEN = "the A-number is taken, and the row cannot be compared with what is on file"
SEVERAL = "its A-numbers belong to several people on file; nobody was merged"
AGAIN = "an earlier row of the file is about the same person on file; import this row afterwards"
_PIECE = 500
_T = TypeVar("_T")


class Fate(StrEnum):
    """What a person of a list is, beside those on file."""

    NEW = "new"
    UPDATE = "update"
    CONFLICT = "conflict"
    DUPLICATE = "possible duplicate"
    THERE = "on file already"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Cell:
    """One difference: what the list says, what is on file, and whether the two speak against each other."""

    what: str
    in_file: str
    on_file: str
    clash: bool


@dataclass(frozen=True)
class More:
    """What a list says beyond what is on file: entries, and parts of the identity joined with those on
    file; apart, those that clash with it."""

    cells: tuple[Cell, ...] = ()
    entries: tuple[Entry, ...] = ()
    clashing: tuple[Entry, ...] = ()
    identity: dict[str, Any] = field(default_factory=dict)
    contested: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A person of the list and what it is. `person` is the one on file whom it was compared with."""

    fate: Fate
    rows: Rows
    incoming: Incoming | None = None
    reasons: tuple[str, ...] = ()
    person: UUID | None = None
    version: int = 0
    named: str = ""
    more: More = field(default=More())


def compared(
    organisation: UUID, people: tuple[Incoming, ...], visible: QuerySet[Person], crimes: QuerySet[Person]
) -> list[Line]:
    """Each person of a list beside those on file. `crimes`: of whom one may read what is about crimes."""
    taken = _taken(organisation, people)
    ids = {one.pk for found in taken.values() for one in found.values()}
    seen = {
        each[0].pk: each for piece in batched(ids, _PIECE) for each in opened(visible.filter(pk__in=piece))
    }
    in_full = {
        pk
        for piece in batched(seen, _PIECE)
        for pk in crimes.filter(pk__in=piece).values_list("pk", flat=True)
    }
    unknown = [each for place, each in enumerate(people) if not taken.get(place)]
    named = _named(visible) if any(each.who.names and each.who.birth_date for each in unknown) else {}
    lines = []
    for place, each in enumerate(people):
        found = taken.get(place, {})
        if not found:
            lines.append(_by_name(each, named, crimes))
        elif not set(found) <= set(seen):
            lines.append(Line(Fate.REJECTED, each.rows, each, (TAKEN,)))
        elif len(found) > 1:
            lines.append(Line(Fate.REJECTED, each.rows, each, (SEVERAL,)))
        else:
            (pk,) = found
            lines.append(_beside(each, *seen[pk], pk in in_full))
    return list(_each_once(lines))


def _each_once(lines: Iterable[Line]) -> Iterator[Line]:
    """One line for each person on file: a second one would be compared with what the first changes."""
    met = set[UUID]()
    for line in lines:
        if line.person is not None and line.person in met and line.fate is not Fate.THERE:
            yield Line(Fate.REJECTED, line.rows, line.incoming, (AGAIN,))
        else:
            yield line
        met.update((line.person,) if line.person else ())


def rejected(found: Iterable[Rejected]) -> Iterator[Line]:
    """Rows that could not be read, as lines."""
    for each in found:
        yield Line(Fate.REJECTED, each.rows, None, each.reasons)


def difference(said: Incoming, who: WhoIs, record: Record, in_full: bool = True) -> More:
    """What a list says beyond what is on file. Where it comes from makes no difference between entries.

    `in_full`: whether what is on file about crimes may be shown; what is added does not depend on it.
    """
    standing = list(record.known_on(LAST_DAY).entries())
    contents = {entry.content for entry in standing}
    cells, entries, clashing = [], list[Entry](), list[Entry]()
    for entry in said.record.entries():
        if entry.content in contents:
            continue
        others = [other for other in standing if _speak_of_one(entry, other)]
        (clashing if others else entries).append(entry)
        there = "; ".join(map(body_of, others)) if in_full or not about_crimes(entry) else "(not open to you)"
        cells.append(Cell(_column_of(entry), body_of(entry), there, bool(others)))
    identity, contested, parts = _identity(said.who, who)
    return More((*parts, *cells), tuple(entries), tuple(clashing), identity, contested)


def batched(items: Iterable[_T], size: int) -> Iterator[tuple[_T, ...]]:
    """Pieces of so many."""
    left = iter(items)
    while piece := tuple(islice(left, size)):
        yield piece


def _taken(organisation: UUID, people: tuple[Incoming, ...]) -> dict[int, dict[UUID, Person]]:
    """For each place of the list, whoever has one of its numbers."""
    numbers = {digits for each in people for digits in each.who.numbers}
    owners: dict[str, Person] = {}
    for piece in batched(sorted(numbers), _PIECE):
        owners |= numbers_taken(organisation, piece)
    return {
        place: {owners[digits].pk: owners[digits] for digits in each.who.numbers if digits in owners}
        for place, each in enumerate(people)
    }


def _named(visible: QuerySet[Person]) -> dict[tuple[str, str], Person]:
    """Everybody who may be seen, by name and date of birth. Identities are sealed: each is opened."""
    found: dict[tuple[str, str], Person] = {}
    for piece in batched(visible.iterator(), _PIECE):
        prefetch_related_objects(list(piece), "identity", "numbers")
        for person in piece:
            who = identity_of(person)
            for name in who.names if who.birth_date else ():
                found.setdefault((name_key(name), who.birth_date), person)
    return found


def _by_name(each: Incoming, named: dict[tuple[str, str], Person], crimes: QuerySet[Person]) -> Line:
    keys = ((name_key(name), each.who.birth_date) for name in each.who.names)
    person = next((named[key] for key in keys if key in named), None)
    if person is None:
        return Line(Fate.NEW, each.rows, each)
    ((_, who, record),) = opened([person])
    more = difference(each, who, record, crimes.filter(pk=person.pk).exists())
    return Line(Fate.DUPLICATE, each.rows, each, (), person.pk, person.version, _called(who), more)


def _beside(each: Incoming, person: Person, who: WhoIs, record: Record, in_full: bool) -> Line:
    more = difference(each, who, record, in_full)
    fate = Fate.UPDATE if more.cells else Fate.THERE
    if any(cell.clash for cell in more.cells):
        fate = Fate.CONFLICT
    return Line(fate, each.rows, each, (), person.pk, person.version, _called(who), more)


def _called(who: WhoIs) -> str:
    numbers = ", ".join(map(shown, who.numbers))
    return " ".join(filter(None, (who.names[0] if who.names else "", numbers)))


def _speak_of_one(entry: Entry, other: Entry) -> bool:
    """Whether two entries that are not the same may be about one thing, so that a person has to look."""
    match entry, other:
        case Fact(), Fact():
            return entry.name == other.name and load_vocabulary().facts[entry.name].single
        case Event(), Event():
            return entry.kind.term == other.kind.term
        case _:
            return False


def _column_of(entry: Entry) -> str:
    return entry.origin.source.rpartition(", column ")[2]


_PARTS = (("names", "name"), ("numbers", "A-number"), ("contacts", "contact"), ("addresses", "address"))


def _identity(said: WhoIs, who: WhoIs) -> tuple[dict[str, Any], dict[str, Any], list[Cell]]:
    joined, contested, cells = dict[str, Any](), dict[str, Any](), list[Cell]()
    for part, word in _PARTS:
        there = getattr(who, part)
        new = tuple(each for each in getattr(said, part) if _text(each) not in set(map(_text, there)))
        if not new:
            continue
        other_name = part == "names" and bool(there) and len(new) == len(said.names)
        (contested if other_name else joined)[part] = (*there, *new)
        cells.append(Cell(word, _listed(new), _listed(there), other_name))
    if said.birth_date and said.birth_date != who.birth_date:
        (contested if who.birth_date else joined)["birth_date"] = said.birth_date
        cells.append(Cell("date of birth", said.birth_date, who.birth_date, bool(who.birth_date)))
    return joined, contested, cells


def _text(each: Any) -> str:
    return folded(each) if isinstance(each, str) else folded(each.text)


def _listed(each: Iterable[Any]) -> str:
    return "; ".join(one if isinstance(one, str) else one.text for one in each)


def with_origin(entry: Entry, learned: int, id_: str = "") -> Entry:
    """An entry as it goes on file: when it was learned, and what it is called if it may be withdrawn."""
    return replace(entry, origin=replace(entry.origin, learned=learned, id=id_))
