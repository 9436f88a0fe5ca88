"""Feeds, and what each of them last said of each day, so that a change can be told as one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation


class Feed(models.Model):
    """One address of one account. The token is never kept, only its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    last_read = models.DateTimeField(null=True)


class Told(models.Model):
    """One event of a feed as it was last told: its keyed name, its day, and how often it changed.

    `kind` and `reference` are what the summary is made of; both are emptied when it is cancelled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="told")
    uid = models.CharField(max_length=32)
    day = models.DateField()
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=9)
    sequence = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField()
    cancelled = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["feed", "uid"], name="one_event_a_name"),)
