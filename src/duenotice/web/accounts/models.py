"""Accounts. An account has a name to sign in with and no e-mail address: nothing is sent anywhere."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Organisation(models.Model):
    """Who owns rows. Every row about a person belongs to one organisation, and its keys are its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    created = models.DateTimeField()


class Users(BaseUserManager["User"]):
    """Finds accounts by the name they sign in with."""


class User(AbstractBaseUser):
    """One person's account. `locked_down` is when its owner froze it; nothing signs in to it then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    locked_down = models.DateTimeField(null=True)
    created = models.DateTimeField()

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Role(models.TextChoices):
    """What somebody is in an organisation (screens.md, section 5)."""

    CLASS_COUNSEL = "class counsel"
    COUNSEL = "counsel"
    NAVIGATOR = "navigator"
    CHECKER = "checker"
    DATA_ENTRY = "data entry"
    MONITOR = "monitor"
    ADMIN = "admin"
    AUDITOR = "auditor"


class State(models.TextChoices):
    """Whether a membership counts. Only `active` opens anything."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


class Membership(models.Model):
    """A role of an account in an organisation, until a moment if it has one. One may have several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "user", "role"], name="one_membership_a_role"),
        )


class Invitation(models.Model):
    """A way in for one new account: only the hash of its code is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    code_hash = models.BinaryField(max_length=32, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
