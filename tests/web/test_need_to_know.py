"""Whom an account may see, asked of the policy itself: what a role gives, and what takes it away again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from duenotice.web.accounts.models import Membership, Organisation, Role, State, User
from duenotice.web.installation import Installation
from duenotice.web.matters.models import Assignment, Matter, OnMatter, Wall
from duenotice.web.people.models import Person
from duenotice.web.policy import visible_people

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
BEFORE, AFTER = NOW - timedelta(days=1), NOW + timedelta(days=1)


def seen(user: User) -> list[Person]:
    return list(visible_people(user, NOW))


def office(name: str, role: Role = Role.COUNSEL) -> tuple[Organisation, User, Person]:
    made = Organisation.objects.create(name=name, created=NOW)
    user = User.objects.create(username=name, created=NOW)
    Membership.objects.create(organisation=made, user=user, role=role, state=State.ACTIVE)
    return made, user, Person.objects.create(organisation=made, created=NOW)


@pytest.mark.parametrize(("until", "sees"), [(None, True), (AFTER, True), (BEFORE, False)])
def test_an_assignment_counts_until_its_end(vault: Installation, until: datetime | None, sees: bool) -> None:
    made, user, person = office("Office A")
    assert seen(user) == []
    Assignment.objects.create(organisation=made, person=person, user=user, until=until)
    assert seen(user) == ([person] if sees else [])


@pytest.mark.parametrize("state", State)
def test_only_an_active_membership_counts(vault: Installation, state: State) -> None:
    made, user, person = office("Office A")
    Assignment.objects.create(organisation=made, person=person, user=user)
    Membership.objects.update(state=state)
    assert seen(user) == ([person] if state is State.ACTIVE else [])


@pytest.mark.parametrize("before", ["the person", "the matter"])
def test_a_wall_beats_every_role(vault: Installation, before: str) -> None:
    made, user, person = office("Office A", Role.CLASS_COUNSEL)
    matter = Matter.objects.create(organisation=made, title="Persons A to Z", created=NOW)
    matter.people.add(person)
    OnMatter.objects.create(organisation=made, matter=matter, user=user)
    Assignment.objects.create(organisation=made, person=person, user=user)
    assert seen(user) == [person]
    wall = {"person": person} if before == "the person" else {"matter": matter}
    Wall.objects.create(organisation=made, user=user, **wall)
    assert seen(user) == []


def test_a_role_reaches_into_no_other_organisation(vault: Installation) -> None:
    _, user, _ = office("Office A")
    other, _, person = office("Office B")
    Assignment.objects.create(organisation=other, person=person, user=user)
    assert seen(user) == []
