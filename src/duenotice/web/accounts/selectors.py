"""Reading accounts."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from duenotice.web.accounts.models import Membership, Organisation, Session, State, User


class SeveralOrganisations(Exception):
    """A command acts for the one organisation of a vault; here are several, or none."""


def only_organisation() -> Organisation:
    """The organisation of a vault that has one; raises `SeveralOrganisations`."""
    found = list(Organisation.objects.order_by("created")[:2])
    if len(found) != 1:
        raise SeveralOrganisations("the vault has no organisation" if not found else "the vault has several")
    return found[0]


def members(organisation: str) -> QuerySet[Membership]:
    """The memberships of an organisation, by name."""
    found = Membership.objects.filter(organisation_id=organisation).select_related("user", "team")
    return found.order_by("user__username", "role", "pk")


def offers(user: User) -> QuerySet[Membership]:
    """The roles that an account was offered and has not taken."""
    return user.memberships.filter(state=State.INVITED).select_related("organisation").order_by("role", "pk")


def sessions(user: User, at: datetime) -> QuerySet[Session]:
    """The sessions of an account that have not ended."""
    return user.sessions.filter(expire_date__gt=at).order_by("-seen", "pk")


def has_second_factor(user: User) -> bool:
    """Whether an account has a code app or a passkey. Recovery codes alone are none."""
    strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=strong).exists())
