"""Sealed files."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation
from duenotice.web.sealed import SealedBytes, SealedText


class Attachment(models.Model):
    """One file. `kind` is the media type that its content shows, `size` its bytes before sealing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="attachments")
    name = SealedText()
    content = SealedBytes()
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    added = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
