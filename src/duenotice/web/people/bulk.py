"""Many new people at once: checks and rows as in `services.added`, written a table at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from duenotice.library import load_vocabulary
from duenotice.problems import Place, RefusedRecord
from duenotice.web.journal.actions import By
from duenotice.web.people import models
from duenotice.web.people.fitting import misfits
from duenotice.web.people.identity import WhoIs, checked, to_json
from duenotice.web.people.incoming.model import Incoming
from duenotice.web.people.models import Identity, Number, Person
from duenotice.web.people.numbers import nine_digits
from duenotice.web.people.rows import OPEN, digest_of, to_columns
from duenotice.web.people.services import blind


def add_many(*, by: By, people: Iterable[Incoming], entered_by: uuid.UUID | None = None) -> list[Person]:
    """New people in the caller's transaction, in their order; the caller tells the journal, and has seen that
    no two have one A-number. Raises `RefusedVault` (K31, K35), `RefusedDate`, `RefusedRecord`."""
    made, identities, numbers, entries = [], [], [], []
    for each in people:
        digits = tuple(dict.fromkeys(map(nine_digits, each.who.numbers)))
        who = checked(replace(each.who, numbers=digits, title=each.record.title))
        now = datetime.now(UTC)
        person = Person(
            organisation_id=uuid.UUID(by.organisation), entered_by_id=entered_by or by.actor, created=now
        )
        made.append(person)
        rows = _entries(person, each, by, now)
        entries += rows
        identities.append(_identity(person, who, len(rows)))
        numbers += [_number(person, one) for one in who.numbers]
    Person.objects.bulk_create(made)
    Identity.objects.bulk_create(identities)
    Number.objects.bulk_create(numbers)
    models.Entry.objects.bulk_create(entries)
    return made


def _identity(person: Person, who: WhoIs, on_file: int) -> Identity:
    return Identity(
        person=person,
        organisation_id=person.organisation_id,
        title=who.title,
        names=list(who.names),
        birth_date=who.birth_date,
        contacts=to_json(who.contacts),
        addresses=to_json(who.addresses),
        family=list(who.family),
        on_file=on_file,
    )


def _number(person: Person, digits: str) -> Number:
    organisation = person.organisation_id
    return Number(
        organisation_id=organisation, person=person, digits=digits, blind=blind(organisation, digits)
    )


def _entries(person: Person, incoming: Incoming, by: By, now: datetime) -> list[models.Entry]:
    vocabulary = load_vocabulary()
    entries = list(incoming.record.entries())
    problems = misfits(entries, entries, vocabulary, Place("record"))
    if problems:
        raise RefusedRecord(*problems)
    rows = []
    for place, entry in enumerate(entries):
        columns = to_columns(entry, vocabulary)
        rows.append(
            models.Entry(
                organisation_id=person.organisation_id,
                person=person,
                sort=columns.sort,
                place=place,
                terms=columns.terms,
                open=columns.open,
                words={**columns.words, OPEN: digest_of(columns, place)},
                learned=columns.learned,
                written=now,
                written_by_id=by.actor,
            )
        )
    return rows
