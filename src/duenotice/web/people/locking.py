"""The lock of whoever writes to a person, and the version that goes up with each write.

In SQLite every transaction of ours is IMMEDIATE: there is one writer, and `select_for_update` has nothing
to add. In PostgreSQL it holds the row until the transaction ends.
"""

from __future__ import annotations

from duenotice.web.journal.actions import By
from duenotice.web.people.models import Person
from duenotice.web.people.refusals import nobody_there, written_meanwhile


def locked_row(by: By, person: Person, version: int | None) -> Person:
    """The person's row, locked until the transaction ends.

    Raises `NobodyThere`, and `WrittenMeanwhile` if it is not at `version` (None: any version will do).
    """
    rows = Person.objects.select_for_update(of=("self",))
    found = rows.filter(pk=person.pk, organisation_id=by.organisation, deleted__isnull=True).first()
    if found is None:
        raise nobody_there()
    if version is not None and found.version != version:
        raise written_meanwhile()
    return found


def written(locked: Person) -> Person:
    """The row, saved as its next version."""
    locked.version += 1
    locked.save()
    return locked
