"""Matters, assignments that expire, time slots of checkers, walls."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation
from duenotice.web.sealed import SealedText


class Matter(models.Model):
    """A case and the people in it, for example one class action."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    title = SealedText()
    people = models.ManyToManyField("people.Person", related_name="matters")
    created = models.DateTimeField()
    closed = models.DateTimeField(null=True)


class OnMatter(models.Model):
    """An account works on a matter: class counsel then see everybody in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    until = models.DateTimeField(null=True)


class Assignment(models.Model):
    """An account works for one person, until a moment if it has one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    until = models.DateTimeField(null=True)


class Slot(models.Model):
    """When a checker may look up people, one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    begins = models.DateTimeField()
    ends = models.DateTimeField()


class Wall(models.Model):
    """An account must not see this person, or anybody in this matter, whatever its roles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(matter__isnull=True),
                name="wall_is_before_one",
            ),
        )
