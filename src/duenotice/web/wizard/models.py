"""An uploaded list on its way in, and what the columns of a partner's lists meant before."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation
from duenotice.web.sealed import SealedBytes, SealedJSON, SealedText


class State(models.TextChoices):
    """How far a batch has come."""

    OPEN = "open"
    COMMITTED = "committed"
    UNDONE = "undone"


class Batch(models.Model):
    """One uploaded file. `content` is emptied when it is taken in.

    `handed`: since when those who may take it in see it too. `choices`: what was chosen in the steps
    (`wizard.choices`). `outcome`: what came of it, for the page and for undoing (`wizard.services`).
    `rejected`: the rows that were not taken, with the names of the columns (`wizard.rejected`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    handed = models.DateTimeField(null=True)
    committed = models.DateTimeField(null=True)
    name = SealedText()
    partner = SealedText()
    content = SealedBytes()
    choices = SealedJSON()
    outcome = SealedJSON()
    rejected = SealedJSON()


class Remembered(models.Model):
    """What was chosen for the lists of one partner, who is found by a keyed hash of the name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    partner = models.BinaryField(max_length=16)
    choices = SealedJSON()
    changed = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "partner"], name="one_mapping_a_partner"),
        )
