"""Reading people. What is read here is not journaled; `services.read_person` is what a reader calls."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet, prefetch_related_objects

from duenotice.record import Record
from duenotice.web.keys import ring
from duenotice.web.people.identity import WhoIs, from_json
from duenotice.web.people.models import Entry, Note, Number, Person
from duenotice.web.people.numbers import TABLE_AND_COLUMN, nine_digits
from duenotice.web.people.rows import Columns, from_columns


def in_organisation(organisation: uuid.UUID | str) -> QuerySet[Person]:
    """Everybody on file, in the order in which they were entered."""
    people = Person.objects.filter(organisation_id=organisation, deleted__isnull=True)
    return people.order_by("created", "pk")


def record_of(person: Person) -> Record:
    """What is on file, entry by entry as it was written. Raises `CannotOpen`."""
    rows = sorted(person.entries.all(), key=lambda row: row.place)
    return Record(person.identity.title).adding(*(from_columns(_columns(row)) for row in rows))


def identity_of(person: Person) -> WhoIs:
    """Who the person is. Raises `CannotOpen`."""
    row = person.identity
    return WhoIs(
        tuple(row.names),
        tuple(sorted(number.digits for number in person.numbers.all())),
        row.birth_date or "",
        from_json(row.contacts),
        from_json(row.addresses),
        tuple(row.family or ()),
        row.title,
    )


def opened(people: Iterable[Person]) -> Iterator[tuple[Person, WhoIs, Record]]:
    """People with who they are and what is on file, read from the database a thousand at a time."""
    piece: list[Person] = []
    for person in people:
        piece.append(person)
        if len(piece) == 1_000:
            yield from _opened(piece)
            piece = []
    yield from _opened(piece)


def by_number(organisation: uuid.UUID | str, digits: str) -> Person | None:
    """Whoever has this A-number, in any spelling, by its keyed hash. Raises `NotANumber`."""
    found = numbers_taken(organisation, [nine_digits(digits)])
    return next(iter(found.values()), None)


def numbers_taken(organisation: uuid.UUID | str, numbers: Iterable[str]) -> dict[str, Person]:
    """Those of some numbers of nine digits that somebody has, and who."""
    keys = ring.current()
    hashes = {keys.blind(str(organisation), TABLE_AND_COLUMN, each): each for each in numbers}
    rows = Number.objects.filter(organisation_id=organisation, blind__in=list(hashes))
    return {hashes[bytes(row.blind)]: row.person for row in rows.select_related("person")}


def notes_of(person: Person) -> QuerySet[Note]:
    """All notes, privileged ones too, oldest first."""
    return person.notes.order_by("written", "pk")


def _opened(people: list[Person]) -> Iterator[tuple[Person, WhoIs, Record]]:
    prefetch_related_objects(people, "identity", "numbers", "entries")
    for person in people:
        yield person, identity_of(person), record_of(person)


def _columns(row: Entry) -> Columns:
    return Columns(row.sort, row.terms, row.open, row.words, row.learned)
