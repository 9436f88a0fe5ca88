"""Taking an import back, for a day: whole, or not at all.

People whom it added are removed, if nobody has changed them since and nothing else hangs on them. Entries
that it added to others are withdrawn by entries that say so;
what it changed in an identity is put back. Whoever
was written to meanwhile makes all of it refused: then somebody has to look.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ForeignObjectRel

from duenotice.record import Origin, Withdrawal
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.people import services as people
from duenotice.web.people.identity import from_json
from duenotice.web.people.models import Entry, Identity, Number, Person
from duenotice.web.wizard.models import Batch, State
from duenotice.web.wizard.services import UNDONE_WITHIN, changed, locked_batch

_PARTS = (Identity, Number, Entry)
"""What a person consists of: a change of it changes the version."""


def undo(*, by: By, batch: Batch, at: datetime) -> Batch:
    """Take a batch back. The caller has seen to it that whoever asks may take it in.

    Raises `RefusedVault` (K30, K33 under a litigation hold).
    """
    with transaction.atomic():
        locked = locked_batch(by, batch, State.COMMITTED, at)
        if locked.committed is None or at >= locked.committed + UNDONE_WITHIN:
            raise changed("an import can be taken back for 24 hours, and they are over")
        outcome = locked.outcome
        for id_, version in outcome["new"]:
            _remove(by, locked, UUID(id_), version)
        withdrawn = sum(_put_back(by, locked, each, at) for each in outcome["updated"])
        counted = {key: outcome[key] for key in ("rows", "accepted", "rejected", "there", "kept")}
        removed = len(outcome["new"])
        locked.outcome = counted | {"new": [], "updated": [], "removed": removed, "withdrawn": withdrawn}
        locked.state, locked.rejected = State.UNDONE, []
        locked.save()
        note(by=by, action=Action.IMPORT_UNDONE, subject=locked.pk, removed=removed, withdrawn=withdrawn)
    return locked


def _remove(by: By, batch: Batch, id_: UUID, version: int) -> None:
    person = _unchanged(by, id_, version)
    others = set(person.matters.values_list("pk", flat=True)) - {batch.matter_id}
    if others or any(_hangs_on(person, relation) for relation in Person._meta.related_objects):
        raise changed("something was added meanwhile to a person whom this import put on file")
    people.delete_person(by=by, person=person, version=version)


def _hangs_on(person: Person, relation: ForeignObjectRel) -> bool:
    """Whether rows of another table point at the person: a note, a paper, an assignment, whatever it is."""
    model: Any = relation.related_model
    if relation.many_to_many or model in _PARTS:
        return False
    return bool(model._default_manager.filter(**{relation.field.name: person}).exists())


def _put_back(by: By, batch: Batch, said: dict[str, Any], at: datetime) -> int:
    person = _unchanged(by, UUID(said["id"]), said["version"])
    version, ids = person.version, tuple(said["entries"])
    if ids:
        origin = Origin("the import was taken back", at.date().toordinal(), "", ids)
        entries = [Withdrawal(origin)]
        version = people.add_entries(by=by, person=person, version=version, entries=entries).version
    if said["before"]:
        parts = {name: _part(name, held) for name, held in said["before"].items()}
        people.change_identity(by=by, person=person, version=version, **parts)
    return len(ids)


def _part(name: str, held: Any) -> Any:
    return from_json(held) if name in ("contacts", "addresses") else held


def _unchanged(by: By, id_: UUID, version: int) -> Person:
    rows = Person.objects.filter(pk=id_, organisation_id=by.organisation, deleted=None, version=version)
    person = rows.first()
    if person is None:
        raise changed(
            "a person of this import was changed or removed meanwhile; correct the entries one by one"
        )
    return person
