"""Matters: who works on what, for how long, and who must not. Each is checked, done and journaled at once.

Whoever has the vault's passphrase acts with `by.actor` None, from the command line; anybody else must be
class counsel. An administrator manages accounts and cannot give them anybody's file.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.db import transaction

from duenotice.web.accounts.models import User
from duenotice.web.accounts.services import refused
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.matters.models import Assignment, Matter, OnMatter, Slot, Wall
from duenotice.web.people.models import Person
from duenotice.web.policy import Permission, may


@transaction.atomic
def open_matter(*, by: By, title: str) -> Matter:
    """A new matter; class counsel who opens it works on it."""
    _may_lead(by)
    made = Matter.objects.create(organisation_id=by.organisation, title=title, created=datetime.now(UTC))
    note(by=by, action=Action.MATTER_OPENED, subject=made.pk)
    if by.actor is not None:
        _put_on(by, made, User.objects.get(pk=uuid.UUID(by.actor)), None)
    return made


@transaction.atomic
def put_on_matter(*, by: By, matter: Matter, user: User, until: datetime | None = None) -> OnMatter:
    """An account works on a matter, until a moment if one is given."""
    _may_lead(by, matter=matter)
    _member(by, user)
    return _put_on(by, matter, user, until)


@transaction.atomic
def put_into_matter(*, by: By, matter: Matter, person: Person) -> None:
    """A person belongs to a matter."""
    _may_lead(by, matter=matter, person=person)
    matter.people.add(person)
    note(by=by, action=Action.PERSON_IN_MATTER, subject=person.pk)


@transaction.atomic
def assign(
    *, by: By, person: Person, user: User, until: datetime | None = None, convictions: bool = False
) -> Assignment:
    """An account works for a person; `convictions` lets a navigator read what is on file about crimes."""
    _may_lead(by, person=person)
    _member(by, user)
    made = Assignment.objects.create(
        organisation_id=by.organisation, person=person, user=user, until=until, convictions=convictions
    )
    note(by=by, action=Action.ASSIGNED, subject=made.pk)
    return made


@transaction.atomic
def unassign(*, by: By, assignment: Assignment) -> None:
    """The assignment is over now."""
    _may_lead(by, person=assignment.person)
    assignment.until = datetime.now(UTC)
    assignment.save()
    note(by=by, action=Action.UNASSIGNED, subject=assignment.pk)


@transaction.atomic
def give_slot(*, by: By, user: User, begins: datetime, ends: datetime) -> Slot:
    """When a checker may look people up."""
    _may_lead(by)
    _member(by, user)
    made = Slot.objects.create(organisation_id=by.organisation, user=user, begins=begins, ends=ends)
    note(by=by, action=Action.SLOT_GIVEN, subject=made.pk)
    return made


@transaction.atomic
def build_wall(*, by: By, user: User, person: Person | None = None, matter: Matter | None = None) -> Wall:
    """An account must not see this person, or anybody in this matter, whatever its roles."""
    _may_lead(by, matter=matter, person=person)
    made = Wall.objects.create(organisation_id=by.organisation, user=user, person=person, matter=matter)
    note(by=by, action=Action.WALL_BUILT, subject=made.pk)
    return made


@transaction.atomic
def take_down_wall(*, by: By, wall: Wall) -> None:
    """The wall stands no more. Nobody takes down a wall before themselves."""
    if by.actor is not None and str(wall.user_id) == by.actor:
        raise refused("K41", "nobody takes down a wall before themselves", "ask other counsel")
    _may_lead(by, matter=wall.matter, person=wall.person)
    note(by=by, action=Action.WALL_TAKEN_DOWN, subject=wall.pk)
    wall.delete()


def _put_on(by: By, matter: Matter, user: User, until: datetime | None) -> OnMatter:
    made = OnMatter.objects.create(organisation_id=by.organisation, matter=matter, user=user, until=until)
    note(by=by, action=Action.PUT_ON_MATTER, subject=made.pk)
    return made


def _may_lead(by: By, matter: Matter | None = None, person: Person | None = None) -> None:
    """Raises `RefusedVault` (K41) unless `by` may decide about this matter and this person."""
    ours = all(str(each.organisation_id) == str(by.organisation) for each in (matter, person) if each)
    if by.actor is None and ours:
        return
    now = datetime.now(UTC)
    actor = User.objects.filter(pk=uuid.UUID(by.actor)).first() if by.actor else None
    allowed = ours and actor is not None and may(actor, Permission.LEAD_MATTERS, at=now)
    if allowed and actor is not None and matter is not None:
        on = OnMatter.objects.filter(matter=matter, user=actor)
        allowed = any(each.until is None or each.until > now for each in on)
    if allowed and actor is not None and person is not None:
        allowed = may(actor, Permission.LEAD_MATTERS, person, now)
    if not allowed:
        raise refused("K41", "only class counsel of the matter may", "ask them")


def _member(by: By, user: User) -> None:
    if not user.memberships.filter(organisation_id=by.organisation).exists():
        raise refused("K41", "this account is no member of the organisation", "")
