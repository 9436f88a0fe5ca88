"""Who may do what: the roles, and what each may reach. Nothing else in the site decides it.

Takes an account and a moment; gives what it may do (`may`) and the people it may reach (`people_for`).
Three things must hold, in this order:

1. a membership gives nothing unless it is active and not past its end, of an account that is not frozen;
2. a role gives what `GRANTS` lists, for the people that `REACH` names, and nothing else;
3. walls are looked at last and beat every role.

It must not know pages: what a page asks for is declared at the page (`web.pages`), and a page that
declares nothing is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from duenotice.web.accounts.models import Membership, Role, State, User
from duenotice.web.matters.models import Assignment, OnMatter, Slot, Wall
from duenotice.web.people.models import Person

Somebody = User | AnonymousUser


class Permission(StrEnum):
    """What can be asked for."""

    SEE_PEOPLE = "see people"
    RECORD = "put people and what is known of them on file"
    READ_CONVICTIONS = "read what is on file about crimes"
    READ_PRIVILEGED = "read privileged notes"
    LOOK_UP = "look up one person by number"
    STAGE_IMPORTS = "prepare imports"
    COMMIT_IMPORTS = "take prepared imports into the files, and take them back"
    READ_ORDERS = "read the shelf"
    COUNT = "see counts without names"
    LEAD_MATTERS = "decide who works on a matter, and build walls"
    MANAGE_MEMBERS = "invite, suspend and remove members"
    READ_JOURNAL = "read the journal"
    READ_PACKETS = "read frozen packets"


_P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLASS_COUNSEL: frozenset(
        (
            *(_P.SEE_PEOPLE, _P.RECORD, _P.READ_CONVICTIONS, _P.READ_PRIVILEGED, _P.LEAD_MATTERS),
            *(_P.STAGE_IMPORTS, _P.COMMIT_IMPORTS, _P.READ_ORDERS),
        ),
    ),
    Role.COUNSEL: frozenset(
        (_P.SEE_PEOPLE, _P.RECORD, _P.READ_CONVICTIONS, _P.READ_PRIVILEGED, _P.READ_ORDERS)
    ),
    Role.NAVIGATOR: frozenset((_P.SEE_PEOPLE, _P.RECORD, _P.READ_ORDERS)),
    Role.CHECKER: frozenset((_P.LOOK_UP,)),
    Role.DATA_ENTRY: frozenset((_P.STAGE_IMPORTS,)),
    Role.MONITOR: frozenset((_P.COUNT, _P.READ_ORDERS)),
    Role.ADMIN: frozenset((_P.MANAGE_MEMBERS, _P.READ_JOURNAL)),
    Role.AUDITOR: frozenset((_P.READ_JOURNAL, _P.READ_PACKETS)),
}
"""What each role may do (screens.md, section 5). A navigator reads about crimes only where that was
granted with an assignment (`people_for`)."""


def may(user: Somebody, permission: Permission, subject: object = None, at: datetime | None = None) -> bool:
    """Whether an account may do something, to a person where `subject` is one. `at`: now, if not said."""
    moment = at or datetime.now(UTC)
    if isinstance(subject, Person):
        return people_for(user, permission, moment).filter(pk=subject.pk).exists()
    return permission in granted(user, moment)


def granted(user: Somebody, at: datetime) -> frozenset[Permission]:
    """What an account may do at all. A checker may look people up in a slot only."""
    found = frozenset[Permission]().union(*(GRANTS[Role(each.role)] for each in standing(user, at)))
    if Permission.LOOK_UP in found and not slots(user, at).exists():
        return found - {Permission.LOOK_UP}
    return found


def standing(user: Somebody, at: datetime) -> tuple[Membership, ...]:
    """The memberships that count at a moment; none of an account that is frozen."""
    if not isinstance(user, User) or not user.is_active or user.locked_down is not None:
        return ()
    return tuple(user.memberships.filter(_unexpired(at), state=State.ACTIVE).order_by("organisation", "role"))


def organisations(user: Somebody, permission: Permission, at: datetime) -> tuple[str, ...]:
    """The ids of the organisations in which an account may do something."""
    held = standing(user, at)
    allowed = (str(each.organisation_id) for each in held if permission in GRANTS[Role(each.role)])
    return tuple(dict.fromkeys(allowed))


def visible_people(user: Somebody, at: datetime) -> QuerySet[Person]:
    """The people that an account may list and open."""
    return people_for(user, Permission.SEE_PEOPLE, at)


def people_for(user: Somebody, permission: Permission, at: datetime) -> QuerySet[Person]:
    """The people for whom an account has a permission. Deleted people are in nobody's reach."""
    reach = Q(pk__in=())
    for each in standing(user, at):
        if permission in GRANTS[Role(each.role)]:
            reach |= Q(organisation=each.organisation_id) & REACH[Role(each.role)](each, at)
        elif permission is Permission.READ_CONVICTIONS and each.role == Role.NAVIGATOR:
            reach |= Q(organisation=each.organisation_id) & _assigned(each, at, convictions=True)
    return _beyond_walls(Person.objects.filter(reach, deleted=None), user).order_by("created", "pk")


def slots(user: Somebody, at: datetime) -> QuerySet[Slot]:
    """The slots in which an account may look people up now."""
    held = organisations(user, Permission.LOOK_UP, at)
    if not held:
        return Slot.objects.none()
    return Slot.objects.filter(user=user.pk, organisation_id__in=held, begins__lte=at, ends__gt=at)


def _nobody(_: Membership, __: datetime) -> Q:
    return Q(pk__in=())


def _everybody(_: Membership, __: datetime) -> Q:
    return Q()


def _in_matters(membership: Membership, at: datetime) -> Q:
    on = OnMatter.objects.filter(
        _unexpired(at), user=membership.user_id, organisation=membership.organisation_id
    )
    return Q(pk__in=Person.objects.filter(matters__in=on.values("matter")).values("pk"))


def _assigned(membership: Membership, at: datetime, convictions: bool = False) -> Q:
    given = Assignment.objects.filter(
        _unexpired(at), user=membership.user_id, organisation=membership.organisation_id
    )
    return Q(pk__in=(given.filter(convictions=True) if convictions else given).values("person"))


def _entered(membership: Membership, at: datetime) -> Q:
    own = Q(entered_by=membership.user_id) | _assigned(membership, at)
    if membership.team_id is None:
        return own
    team = Membership.objects.filter(team=membership.team_id).values("user")
    return own | Q(entered_by__in=team)


def _led(membership: Membership, at: datetime) -> Q:
    return _in_matters(membership, at) | _assigned(membership, at)


REACH: dict[Role, Callable[[Membership, datetime], Q]] = {
    Role.CLASS_COUNSEL: _led,
    Role.COUNSEL: _assigned,
    Role.NAVIGATOR: _entered,
    Role.CHECKER: _everybody,
    Role.DATA_ENTRY: _nobody,
    Role.MONITOR: _everybody,
    Role.ADMIN: _nobody,
    Role.AUDITOR: _nobody,
}
"""The people of the organisation that a role's permissions are about. A checker's and a monitor's are about
everybody, but neither may see a person: a look-up is one exact number, a count names nobody."""


def _unexpired(at: datetime) -> Q:
    return Q(until=None) | Q(until__gt=at)


def _beyond_walls(people: QuerySet[Person], user: Somebody) -> QuerySet[Person]:
    walls = Wall.objects.filter(user=user.pk)
    behind = Person.objects.filter(matters__in=walls.exclude(matter=None).values("matter"))
    return people.exclude(pk__in=walls.exclude(person=None).values("person")).exclude(
        pk__in=behind.values("pk")
    )
