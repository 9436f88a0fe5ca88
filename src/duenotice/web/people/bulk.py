"""Many new people at once: checks and rows as in `services.added`, written a table at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from duenotice.web.journal.actions import By
from duenotice.web.people import models
from duenotice.web.people.identity import checked
from duenotice.web.people.incoming.model import Incoming
from duenotice.web.people.models import Identity, Number, Person
from duenotice.web.people.numbers import nine_digits
from duenotice.web.people.services import blind, entry_rows, filled, fitting


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
        on_file = list(each.record.entries())
        fitting(on_file)
        entries += entry_rows(person, by, on_file)
        identity = Identity(person=person, organisation_id=person.organisation_id, on_file=len(on_file))
        identities.append(filled(identity, who))
        numbers += [_number(person, one) for one in who.numbers]
    Person.objects.bulk_create(made)
    Identity.objects.bulk_create(identities)
    Number.objects.bulk_create(numbers)
    models.Entry.objects.bulk_create(entries)
    return made


def _number(person: Person, digits: str) -> Number:
    organisation = person.organisation_id
    return Number(
        organisation_id=organisation, person=person, digits=digits, blind=blind(organisation, digits)
    )
