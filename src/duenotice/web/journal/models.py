"""Entries of the journal, and the head of each organisation's chain."""

from __future__ import annotations

from django.db import models

from duenotice.web.accounts.models import Organisation


class Door(models.TextChoices):
    """Which way somebody came in."""

    COMMAND = "command line"
    SITE = "site"
    TIMER = "timer"


class Entry(models.Model):
    """One line. `hash` is of everything else in the line, `previous` among it (`journal.chain`)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    door = models.CharField(max_length=12, choices=Door.choices)
    actor = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    details = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "number"], name="one_entry_a_number"),)


class Head(models.Model):
    """The last entry of a chain. Whoever writes an entry locks this row first."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
