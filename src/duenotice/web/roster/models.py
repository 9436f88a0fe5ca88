"""Views of the roster that somebody saved."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation
from duenotice.web.sealed import SealedText


class SavedView(models.Model):
    """One account's name for a set of filters. Both are sealed: a name is free text, and filters tell what
    somebody works on. `query` is the part of an address behind the question mark."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    name = SealedText()
    query = SealedText()
    created = models.DateTimeField()
