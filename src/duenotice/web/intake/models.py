"""A call that is not finished, sealed; and whom an organisation says to call."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation
from duenotice.web.sealed import SealedJSON


class Draft(models.Model):
    """What was answered so far: `answers` is an object of question ids to fields (`forms.Answers`).

    The row is deleted when the call is put on file, discarded, or `expires`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    answers = SealedJSON()
    started = models.DateTimeField()
    expires = models.DateTimeField()


class Hotline(models.Model):
    """Whom a caller is told to call: the organisation's own words, of nobody in particular."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, models.PROTECT)
    text = models.CharField(max_length=300, blank=True)
