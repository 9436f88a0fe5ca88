"""The organisation of a demonstration: an account for every role, matters, and who works for whom.

No account has a password, so none can be signed in to by the ordinary way; each has a second factor that was
never shown to anybody, because the site lets nobody through whose account has none.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator

from duenotice.web.accounts.adapters import sealed_for
from duenotice.web.accounts.models import Membership, Role, State, Team, User
from duenotice.web.accounts.services import make_team
from duenotice.web.journal.actions import By
from duenotice.web.matters import services as matters
from duenotice.web.matters.models import Assignment, Matter
from duenotice.web.people.models import Person

COUNSEL, NAVIGATORS, WITH_CONVICTIONS = 40, 60, 3
"""How many people counsel works for, each navigator entered, and a navigator may read crimes of."""
SLOT = timedelta(days=365)


@dataclass(frozen=True)
class Staff:
    """Who works in the demonstration; `second` is another navigator of the same team."""

    by_role: dict[Role, User]
    second: User


def hired(by: By, at: datetime) -> Staff:
    """An account for every role."""
    team = make_team(by=by, name="Hotline (invented)")
    staff = {role: _account(f"demo-{role.value.replace(' ', '-')}", at) for role in Role}
    second = _account("demo-navigator-2", at)
    for role, user in (*staff.items(), (Role.NAVIGATOR, second)):
        on = team if role is Role.NAVIGATOR else None
        _member(by, user, role, on)
    return Staff(staff, second)


def staffed(by: By, staff: Staff, people: Sequence[Person], at: datetime) -> None:
    """Matters with everybody, and who works for whom."""
    roster = matters.open_matter(by=by, title="Roster of the class (invented)")
    few = matters.open_matter(by=by, title="Habeas petitions (invented)")
    _put_into(roster, people)
    _put_into(few, people[:COUNSEL])
    for matter in (roster, few):
        matters.put_on_matter(by=by, matter=matter, user=staff.by_role[Role.CLASS_COUNSEL])
    given = [Assignment(person=each, user=staff.by_role[Role.COUNSEL]) for each in people[:COUNSEL]]
    given += [
        Assignment(person=each, user=staff.by_role[Role.NAVIGATOR], convictions=True)
        for each in people[:WITH_CONVICTIONS]
    ]
    for each in given:
        each.organisation_id = each.person.organisation_id
    Assignment.objects.bulk_create(given)
    matters.give_slot(by=by, user=staff.by_role[Role.CHECKER], begins=at, ends=at + SLOT)
    matters.build_wall(by=by, user=staff.by_role[Role.COUNSEL], person=people[0])


def _account(name: str, at: datetime) -> User:
    user = User(username=name, created=at)
    user.set_unusable_password()
    user.save()
    held = {"secret": sealed_for(user.pk, secrets.token_hex(20))}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=held)
    return user


def _member(by: By, user: User, role: Role, team: Team | None) -> None:
    Membership.objects.create(
        organisation_id=by.organisation, user=user, role=role, state=State.ACTIVE, team=team
    )


def _put_into(matter: Matter, people: Sequence[Person]) -> None:
    through = Matter.people.through
    through.objects.bulk_create([through(matter=matter, person=each) for each in people])
