"""A site with two organisations, an account for every role and state, and people with canaries.

Every text that names or tells something of a person holds a canary: a word that stands nowhere else. A
page leaks when its body holds a canary that its reader may not see.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from duenotice.documents import Block
from duenotice.library import load_vocabulary
from duenotice.record import Record, cases_from_text
from duenotice.web.accounts.adapters import sealed_for
from duenotice.web.accounts.models import Membership, Organisation, Role, State, User
from duenotice.web.accounts.passwords import Argon2
from duenotice.web.accounts.sessions import SessionStore
from duenotice.web.acting import acting
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door
from duenotice.web.matters.models import Assignment, Matter, OnMatter, Slot, Wall
from duenotice.web.people import services
from duenotice.web.people.models import NoteKind, Person

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "five plain words in a row"


@dataclass(frozen=True)
class Planted:
    """A person, and the canaries by what they are about."""

    person: Person
    number: str
    open: tuple[str, ...]
    crimes: tuple[str, ...]
    privileged: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.open, *self.crimes, *self.privileged)


@dataclass(frozen=True)
class Account:
    """Somebody who signs in: who, with which second factor proven, and what they may read of whom."""

    name: str
    user: User | None
    may_read: frozenset[str] = frozenset()
    proven: bool = True


@dataclass(frozen=True)
class World:
    """Everybody and everything of the site's tests."""

    organisation: Organisation
    other: Organisation
    own: Planted
    else_: Planted
    deleted: Planted
    foreign: Planted
    accounts: tuple[Account, ...]
    memberships: tuple[Membership, ...]
    canaries: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def account(self, name: str) -> Account:
        return next(each for each in self.accounts if each.name == name)

    def user(self, name: str) -> User:
        found = self.account(name).user
        assert found is not None
        return found


class Cheap(Argon2):
    """The same hash at little cost, for tests about other things."""

    memory_cost, time_cost, parallelism = 8, 1, 1


CHEAP = ["tests.web.site_world.Cheap"]


def browser(**more: Any) -> Client:
    """A browser on this machine."""
    return Client(SERVER_NAME="localhost", **more)


def command(organisation: Organisation) -> By:
    return By(str(organisation.pk), None, Door.COMMAND)


def account(name: str) -> User:
    """An account with a code app and recovery codes."""
    user = User(username=name, created=NOW)
    user.set_password(PASSWORD)
    user.save()
    for type_, data in ((Authenticator.Type.TOTP, "secret"), (Authenticator.Type.RECOVERY_CODES, "seed")):
        held = {data: sealed_for(user.pk, SECRET), "used_mask": 0}
        Authenticator.objects.create(user=user, type=type_, data=held)
    return user


def member(
    organisation: Organisation, user: User, role: Role, state: State = State.ACTIVE, **more: Any
) -> Membership:
    return Membership.objects.create(organisation=organisation, user=user, role=role, state=state, **more)


def planted(organisation: Organisation, name: str, number: str, entered_by: User | None = None) -> Planted:
    """A person of whom every text holds a canary."""
    words = {part: f"canary-{name}-{part}" for part in ("name", "source", "crime", "note", "privileged")}
    record = record_with(words["source"], words["crime"])
    with acting([organisation.pk]):
        person = services.add_person(
            by=command(organisation),
            names=[words["name"]],
            numbers=[number],
            record=record,
            entered_by=entered_by,
        )
        for kind, part in ((NoteKind.SHAREABLE, "note"), (NoteKind.PRIVILEGED, "privileged")):
            services.add_note(by=command(organisation), person=person, kind=kind, text=words[part])
    shown = f"A{number[:3]}-{number[3:6]}-{number[6:]}"
    open_ = (words["name"], words["source"], words["note"], shown, str(person.pk))
    return Planted(person, number, open_, (words["crime"],), (words["privileged"],))


def record_with(source: str, crime: str) -> Record:
    """A record with a conviction, whose sources are canaries."""
    lines = [
        "a record",
        "  nationality Cambodia",
        "  in the United States",
        f'  1998-05 final order of removal ["{source}"]',
        "  1999-03-02 release from ICE custody",
        f'  2004-06-01 conviction ["{crime}"]',
        "  searched notice of detention through 2026-11-01",
        "  on 2026-11-01",
    ]
    text = "\n".join(line.replace('["', "[").replace('"]', "]") for line in lines)
    (case,) = cases_from_text(Block("case", text, "here", 1), load_vocabulary())
    return case.record


def cookies(client: Client, who: Account) -> None:
    """Sign a client in, as if the password (and the code) had just been shown."""
    client.cookies.clear()
    if who.user is None:
        return
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(who)


def session_of(who: Account) -> str:
    """The key of a session of an account, as allauth leaves it."""
    assert who.user is not None
    session = SessionStore()
    session[SESSION_KEY] = str(who.user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = who.user.get_session_auth_hash()
    records = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    if who.proven:
        records.append({"method": "mfa", "at": time.time(), "id": 1, "type": "totp"})
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = user_id_to_str(who.user)
    session.create()
    session.save()
    key = session.session_key
    assert key is not None
    return key


def world() -> World:
    """Everybody. The person `own` is in reach of each role that reaches anybody; `else_` of nobody."""
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    other = Organisation.objects.create(name="Office B", created=NOW)
    names = ("class-counsel", "counsel", "navigator", "checker", "data-entry", "monitor", "admin", "auditor")
    users = {name: account(name) for name in names}
    own = planted(organisation, "own", "012345678", users["navigator"])
    else_, deleted = (planted(organisation, name, digits) for name, digits in OTHERS)
    foreign = planted(other, "foreign", "045678901")
    members = [member(organisation, user, Role(name.replace("-", " "))) for name, user in users.items()]
    matter = Matter.objects.create(organisation=organisation, title="canary-own-matter", created=NOW)
    matter.people.add(own.person)
    OnMatter.objects.create(organisation=organisation, matter=matter, user=users["class-counsel"])
    Assignment.objects.create(organisation=organisation, person=own.person, user=users["counsel"])
    now = datetime.now(UTC)
    Slot.objects.create(
        organisation=organisation,
        user=users["checker"],
        begins=now - timedelta(hours=1),
        ends=now + timedelta(hours=9),
    )
    states = _states(organisation, other, own, matter)
    members += states.pop("memberships")
    with acting([organisation.pk]):
        services.delete_person(
            by=command(organisation), person=deleted.person, version=deleted.person.version
        )
    in_full = frozenset((*own.open, *own.crimes, *own.privileged))
    reads = {
        "class-counsel": in_full | {"canary-own-matter"},
        "counsel": in_full,
        "navigator": frozenset(own.open),
        "checker": frozenset((own.open[0], own.open[3], else_.open[0], else_.open[3])),
        "foreign-counsel": frozenset((*foreign.all, "canary-foreign-matter")),
    }
    ids = frozenset(str(each.person.pk) for each in (own, else_, deleted))
    reads |= {"admin": ids, "auditor": ids, "foreign-admin": frozenset((str(foreign.person.pk),))}
    reads["walled"] = frozenset((else_.open[0], else_.open[3]))
    accounts = [
        Account(name, user, reads.get(name, frozenset())) for name, user in {**users, **states}.items()
    ]
    accounts.append(Account("anonymous", None))
    accounts.append(Account("unproven", users["class-counsel"], proven=False))
    bare = User.objects.create(username="no-second-factor", created=NOW, password="!")
    members.append(member(organisation, bare, Role.CLASS_COUNSEL))
    OnMatter.objects.create(organisation=organisation, matter=matter, user=bare)
    accounts.append(Account("no-second-factor", bare, proven=False))
    return World(organisation, other, own, else_, deleted, foreign, tuple(accounts), tuple(members))


OTHERS = (("else", "023456789"), ("deleted", "034567890"))


def _states(organisation: Organisation, other: Organisation, own: Planted, matter: Matter) -> dict[str, Any]:
    """Accounts that would reach `own`, but for one thing each."""
    states: dict[str, User] = {}
    memberships: list[Membership] = []
    for name in ("invited", "suspended", "removed"):
        states[name] = account(name)
        memberships.append(member(organisation, states[name], Role.CLASS_COUNSEL, State(name)))
        OnMatter.objects.create(organisation=organisation, matter=matter, user=states[name])
    past = datetime.now(UTC) - timedelta(minutes=1)
    states["expired-membership"] = account("expired-membership")
    memberships.append(member(organisation, states["expired-membership"], Role.CLASS_COUNSEL, until=past))
    OnMatter.objects.create(organisation=organisation, matter=matter, user=states["expired-membership"])
    states["expired-assignment"] = account("expired-assignment")
    memberships.append(member(organisation, states["expired-assignment"], Role.COUNSEL))
    Assignment.objects.create(
        organisation=organisation, person=own.person, user=states["expired-assignment"], until=past
    )
    states["slot-over"] = account("slot-over")
    memberships.append(member(organisation, states["slot-over"], Role.CHECKER))
    begins = past - timedelta(hours=8)
    Slot.objects.create(organisation=organisation, user=states["slot-over"], begins=begins, ends=past)
    states["walled"] = account("walled")
    for role in Role:
        if role not in (Role.ADMIN, Role.AUDITOR):
            memberships.append(member(organisation, states["walled"], role))
    OnMatter.objects.create(organisation=organisation, matter=matter, user=states["walled"])
    Assignment.objects.create(
        organisation=organisation, person=own.person, user=states["walled"], convictions=True
    )
    Slot.objects.create(
        organisation=organisation, user=states["walled"], begins=begins, ends=past + timedelta(hours=9)
    )
    Wall.objects.create(organisation=organisation, user=states["walled"], person=own.person)
    states["walled-matter"] = account("walled-matter")
    memberships.append(member(organisation, states["walled-matter"], Role.CLASS_COUNSEL))
    OnMatter.objects.create(organisation=organisation, matter=matter, user=states["walled-matter"])
    Wall.objects.create(organisation=organisation, user=states["walled-matter"], matter=matter)
    states["frozen"] = account("frozen")
    memberships.append(member(organisation, states["frozen"], Role.CLASS_COUNSEL))
    OnMatter.objects.create(organisation=organisation, matter=matter, user=states["frozen"])
    User.objects.filter(pk=states["frozen"].pk).update(locked_down=NOW, is_active=False)
    states["foreign-counsel"] = account("foreign-counsel")
    memberships.append(member(other, states["foreign-counsel"], Role.CLASS_COUNSEL))
    theirs = Matter.objects.create(organisation=other, title="canary-foreign-matter", created=NOW)
    theirs.people.add(*Person.objects.filter(organisation=other))
    OnMatter.objects.create(organisation=other, matter=theirs, user=states["foreign-counsel"])
    states["foreign-admin"] = account("foreign-admin")
    memberships.append(member(other, states["foreign-admin"], Role.ADMIN))
    return {**states, "memberships": memberships}
