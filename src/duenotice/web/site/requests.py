"""What views ask of a request."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from duenotice.web.accounts.models import User
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door
from duenotice.web.policy import Permission, organisations


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def now() -> datetime:
    """The moment of the request."""
    return datetime.now(UTC)


def by(request: HttpRequest, organisation: object) -> By:
    """Whoever is signed in, acting for an organisation."""
    return By(str(organisation), str(user_of(request).pk), Door.SITE)


def first_organisation(request: HttpRequest, permission: Permission) -> str:
    """The organisation for which a page without an object acts. With several, the first by id."""
    held = organisations(user_of(request), permission, now())
    if not held:
        raise PermissionDenied
    return held[0]
