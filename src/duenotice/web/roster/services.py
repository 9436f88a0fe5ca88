"""Writing from the roster: saved views, and assigning many people at once. Check, do, journal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from duenotice.web.accounts.models import User
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.matters.models import Assignment
from duenotice.web.matters.services import assign
from duenotice.web.people.models import Person
from duenotice.web.roster.models import SavedView


@transaction.atomic
def save_view(*, by: By, user: User, name: str, query: str, at: datetime) -> SavedView:
    """A new name for some filters, of one account."""
    made = SavedView.objects.create(
        organisation_id=by.organisation, user=user, name=name.strip(), query=query, created=at
    )
    note(by=by, action=Action.VIEW_SAVED, subject=made.pk)
    return made


@transaction.atomic
def remove_view(*, by: By, view: SavedView) -> None:
    """The view is gone."""
    note(by=by, action=Action.VIEW_REMOVED, subject=view.pk)
    view.delete()


@transaction.atomic
def assign_many(*, by: By, people: Sequence[Person], member: User, until: datetime | None) -> int:
    """An account works for each of these people of one organisation: all of them, or nobody. Who has the
    account already for as long is passed over. How many were assigned. Raises `RefusedVault` (K41)."""
    long_enough = Q(until=None) if until is None else Q(until=None) | Q(until__gte=until)
    given = Assignment.objects.filter(long_enough, user=member, person__in=[each.pk for each in people])
    already: set[uuid.UUID] = set(given.values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in already]
    for person in new:
        assign(by=by, person=person, user=member, until=until)
    return len(new)
