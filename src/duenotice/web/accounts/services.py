"""Accounts: inviting, accepting, suspending, removing, freezing. Each is checked, done and journaled at once.

Whoever has the vault's passphrase acts with `by.actor` None, from the command line; anybody else needs the
permission to manage members, and cannot change a membership of their own.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import UTC, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.accounts.models import (
    Invitation,
    Membership,
    Organisation,
    Role,
    Session,
    State,
    Team,
    User,
)
from duenotice.web.acting import acting
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.policy import Permission, organisations

VALID = timedelta(days=7)
"""How long an invitation can be accepted."""
LONGEST_NAME = 150


@transaction.atomic
def found_organisation(*, name: str) -> Organisation:
    """Make an organisation: the first act in a vault, before anybody has an account."""
    return Organisation.objects.create(name=name, created=datetime.now(UTC))


@transaction.atomic
def make_team(*, by: By, name: str) -> Team:
    """A group of navigators who see each other's people."""
    _may_manage(by)
    made = Team.objects.create(organisation_id=by.organisation, name=name)
    note(by=by, action=Action.TEAM_MADE, subject=made.pk)
    return made


@transaction.atomic
def invite(
    *, by: By, role: Role, team: Team | None = None, valid: timedelta = VALID
) -> tuple[Invitation, str]:
    """An invitation, and its code, which is kept nowhere. Raises `RefusedVault`: K41."""
    _may_manage(by)
    code = "-".join(secrets.token_hex(4) for _ in range(5))
    made = Invitation.objects.create(
        organisation_id=by.organisation,
        role=role,
        team=team,
        code_hash=hash_of(code),
        made_by_id=by.actor,
        expires=datetime.now(UTC) + valid,
    )
    note(by=by, action=Action.INVITED, subject=made.pk, role=role.value)
    return made, code


def accept(*, code: str, username: str, password: str, door: str) -> User:
    """The account that an invitation opens. Raises `RefusedVault`: K40 for the code, K42, K43."""
    hashed, now = hash_of(code), datetime.now(UTC)
    with acting(invitation=hashed):
        found = Invitation.objects.filter(code_hash=hashed).first()
    if found is None:
        raise stale()
    with acting([found.organisation_id], invitation=hashed), transaction.atomic():
        found = Invitation.objects.select_for_update().get(pk=found.pk)
        if found.used is not None or found.expires <= now:
            raise stale()
        user = _new_user(username, password, now)
        Membership.objects.create(
            organisation=found.organisation, user=user, role=found.role, state=State.ACTIVE, team=found.team
        )
        found.used = now
        found.save()
        by = By(str(found.organisation_id), str(user.pk), door)
        note(by=by, action=Action.ACCEPTED, subject=found.pk, role=found.role)
    return user


def stale() -> RefusedVault:
    """One answer for every code that opens nothing, whatever the reason."""
    return refused("K40", "the code is wrong, was used, or is older than a week", "ask for a new one")


def _new_user(username: str, password: str, now: datetime) -> User:
    name = username.strip().casefold()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise refused(
            "K42", "it is empty, too long, or holds signs that cannot be seen", "choose another name"
        )
    if User.objects.filter(username=name).exists():
        raise refused("K42", "an account has this name already", "choose another name")
    user = User(username=name, created=now)
    _check_password(password, user)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def offer(
    *, by: By, user: User, role: Role, until: datetime | None = None, team: Team | None = None
) -> Membership:
    """Offer a further role to a member of the organisation, who takes it or leaves it."""
    _may_manage(by, user)
    if not user.memberships.filter(organisation_id=by.organisation).exclude(state=State.REMOVED).exists():
        raise refused("K41", "this account is no member of the organisation", "invite it instead")
    if (
        user.memberships.filter(organisation_id=by.organisation, role=role)
        .exclude(state=State.REMOVED)
        .exists()
    ):
        raise refused("K44", "the member has this role already", "")
    made, _ = Membership.objects.update_or_create(
        organisation_id=by.organisation,
        user=user,
        role=role,
        defaults={"state": State.INVITED, "until": until, "team": team},
    )
    note(by=by, action=Action.ROLE_OFFERED, subject=made.pk, role=role.value)
    return made


def take_offer(*, user: User, membership: Membership, door: str) -> None:
    """Take a role that one was offered."""
    by = By(str(membership.organisation_id), str(user.pk), door)
    with acting([by.organisation], user=user.pk), transaction.atomic():
        held = Membership.objects.select_for_update().get(pk=membership.pk)
        if held.user_id != user.pk or held.state != State.INVITED:
            raise refused("K44", "it was not offered to this account, or not any more", "")
        _to(held, State.ACTIVE)
        note(by=by, action=Action.ROLE_TAKEN, subject=held.pk, role=held.role)


@transaction.atomic
def suspend(*, by: By, membership: Membership) -> None:
    """The role gives nothing from now on; the account's sessions end."""
    _change(by, membership, State.SUSPENDED, (State.ACTIVE, State.INVITED), Action.SUSPENDED)


@transaction.atomic
def restore(*, by: By, membership: Membership) -> None:
    """A suspended role counts again."""
    _change(by, membership, State.ACTIVE, (State.SUSPENDED,), Action.RESTORED)


@transaction.atomic
def remove(*, by: By, membership: Membership) -> None:
    """The role is over; the account's sessions end."""
    states = (State.ACTIVE, State.INVITED, State.SUSPENDED)
    _change(by, membership, State.REMOVED, states, Action.REMOVED)


def lock_down(*, user: User, door: str) -> None:
    """Freeze one's own account: every session ends, nobody signs in, each organisation's journal says so."""
    organisations = organisations_of(user)
    with acting(organisations, user=user.pk), transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        held.locked_down, held.is_active = datetime.now(UTC), False
        held.save()
        ended = end_sessions(user=held)
        for organisation in organisations:
            by = By(organisation, str(held.pk), door)
            note(by=by, action=Action.LOCKED_DOWN, subject=held.pk, sessions=ended)


def signed_in(*, user: User, door: str) -> None:
    """Tell the journal of each organisation of an account that it signed in."""
    organisations = organisations_of(user)
    with acting(organisations, user=user.pk), transaction.atomic():
        for organisation in organisations:
            note(by=By(organisation, str(user.pk), door), action=Action.SIGNED_IN, subject=user.pk)


@transaction.atomic
def release(*, by: By, user: User) -> None:
    """A frozen account opens again, by an administrator who has spoken with its owner."""
    _may_manage(by, user)
    if str(by.organisation) not in organisations_of(user):
        raise refused("K41", "this account is no member of the organisation", "")
    held = User.objects.select_for_update().get(pk=user.pk)
    held.locked_down, held.is_active = None, True
    held.save()
    note(by=by, action=Action.RELEASED, subject=held.pk)


def end_session(*, user: User, key: str, door: str) -> None:
    """End one of one's own sessions."""
    organisations = organisations_of(user)
    with acting(organisations, user=user.pk), transaction.atomic():
        ended, _ = user.sessions.filter(session_key=key).delete()
        for organisation in organisations:
            by = By(organisation, str(user.pk), door)
            note(by=by, action=Action.SESSIONS_ENDED, subject=user.pk, sessions=ended)


def end_sessions(*, user: User) -> int:
    """End every session of an account; how many there were."""
    return Session.objects.filter(user=user).delete()[0]


def organisations_of(user: User) -> tuple[str, ...]:
    """The organisations in which an account has a membership that was not removed."""
    with acting(user=user.pk):
        held = list(user.memberships.exclude(state=State.REMOVED).values_list("organisation", flat=True))
    return tuple(sorted({str(each) for each in held}))


def hash_of(code: str) -> bytes:
    """The hash by which an invitation is known. Its code is 160 random bits, so none needs salt."""
    return hashlib.sha256("".join(code.split()).casefold().encode()).digest()


def refused(code: str, why: str, help_: str) -> RefusedVault:
    """A refusal about accounts. It never holds what was typed."""
    return RefusedVault(Problem(code, Place("account"), CODES[code], why, help_))


def _change(by: By, membership: Membership, to: State, held_by: tuple[State, ...], action: Action) -> None:
    held = Membership.objects.select_for_update().select_related("user").get(pk=membership.pk)
    _may_manage(by, held.user)
    if str(held.organisation_id) != str(by.organisation):
        raise refused("K41", "it is a membership of another organisation", "")
    if held.state not in held_by:
        raise refused("K44", f"the membership is {held.state}", "")
    _to(held, to)
    ended = 0 if to is State.ACTIVE else end_sessions(user=held.user)
    note(by=by, action=action, subject=held.pk, sessions=ended)


def _to(membership: Membership, state: State) -> None:
    membership.state = state
    membership.save()


def _may_manage(by: By, of: User | None = None) -> None:
    if by.actor is None:
        return
    now = datetime.now(UTC)
    actor = User.objects.filter(pk=uuid.UUID(by.actor)).first()
    allowed = () if actor is None else organisations(actor, Permission.MANAGE_MEMBERS, now)
    if str(by.organisation) not in allowed:
        raise refused("K41", "only an administrator of the organisation may", "ask one")
    if of is not None and str(of.pk) == by.actor:
        raise refused("K41", "nobody decides about a membership of their own", "ask another administrator")


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as why:
        raise refused(
            "K43", " ".join(why.messages), "a few words in a row are easy to keep in mind"
        ) from None
