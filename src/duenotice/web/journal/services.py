"""Writing to the journal: always inside the transaction of what it tells of."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.db import transaction

from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.chain import Line
from duenotice.web.journal.models import Entry, Head


class OutsideTransaction(Exception):
    """An entry was to be written apart from what it tells of."""


def note(*, by: By, action: Action, subject: uuid.UUID | None = None, **details: str | int) -> Entry:
    """Append one entry; raises `OutsideTransaction` if no transaction is open."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    Head.objects.get_or_create(organisation_id=by.organisation)
    head = Head.objects.select_for_update().get(organisation_id=by.organisation)
    at = datetime.now(UTC)
    line = Line(
        organisation=str(by.organisation),
        number=head.number + 1,
        at=at.isoformat(timespec="microseconds"),
        door=by.door,
        actor=None if by.actor is None else str(by.actor),
        action=action,
        subject=None if subject is None else str(subject),
        details=dict(details),
        previous=head.hash,
    )
    entry = Entry.objects.create(
        organisation_id=by.organisation,
        number=line.number,
        at=at,
        door=line.door,
        actor=line.actor,
        action=line.action,
        subject=line.subject,
        details=line.details,
        previous=line.previous,
        hash=line.hash,
    )
    head.number, head.hash = line.number, line.hash
    head.save()
    return entry
