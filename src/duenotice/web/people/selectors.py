"""Reading people. What is read here is not journaled; `services.read_person` is what a reader calls."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects

from duenotice.record import Entry as Said
from duenotice.record import Record
from duenotice.web.keys import ring
from duenotice.web.people.identity import WhoIs, from_json
from duenotice.web.people.models import Entry, Note, Number, Person
from duenotice.web.people.numbers import TABLE_AND_COLUMN, nine_digits
from duenotice.web.people.rows import OPEN, Columns, digest_of, from_columns
from duenotice.web.sealed import CannotOpen


@dataclass(frozen=True)
class Filed:
    """One entry with its row: the row's id, its place in the record, and when it was written."""

    pk: uuid.UUID
    place: int
    written: datetime
    entry: Said


def in_organisation(organisation: uuid.UUID | str) -> QuerySet[Person]:
    """Everybody on file, in the order in which they were entered."""
    people = Person.objects.filter(organisation_id=organisation, deleted__isnull=True)
    return people.order_by("created", "pk")


def record_of(person: Person) -> Record:
    """What is on file, entry by entry as it was written. Raises `CannotOpen`, also if an entry is missing or
    its open columns were changed: a record with a hole could give a wrong answer."""
    return Record(person.identity.title).adding(*(filed.entry for filed in filed_of(person)))


def filed_of(person: Person) -> tuple[Filed, ...]:
    """The entries of a record with their rows, in the order in which they were written. Raises as
    `record_of`."""
    return filed_in(person.pk, person.identity.on_file, person.entries.all())


def filed_in(person: uuid.UUID, on_file: int, rows: Iterable[Entry]) -> tuple[Filed, ...]:
    """The entries that some rows of one person are, each held to its digest, and all of them to how many
    there must be. Raises `CannotOpen`."""
    placed = sorted(rows, key=lambda row: row.place)
    if [row.place for row in placed] != list(range(on_file)):
        raise CannotOpen(f"people_entry of person {person}: entries are missing, or there are too many")
    return tuple(Filed(row.pk, row.place, row.written, from_columns(_columns(row))) for row in placed)


def identity_of(person: Person) -> WhoIs:
    """Who the person is. Raises `CannotOpen`."""
    row = person.identity
    return WhoIs(
        tuple(row.names),
        tuple(sorted(number.digits for number in person.numbers.all())),
        row.birth_date,
        from_json(row.contacts),
        from_json(row.addresses),
        tuple(row.family),
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
    words = dict(row.words)
    digest = words.pop(OPEN, "")
    columns = Columns(row.sort, row.terms, row.open, words, row.learned)
    if digest != digest_of(columns, row.place):
        raise CannotOpen(f"people_entry of {row.pk}: what is open in it was changed")
    return columns
