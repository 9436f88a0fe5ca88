"""A person's identity is sealed; facts, events and searches are apart from it and name nobody.

Entries mirror `duenotice.record`: nothing is changed in place, a correction is a new entry that names
the one it corrects. What a person wrote in words (the source, the place, an entry's own id) may name
somebody, so it is sealed; terms, values of the vocabulary and days are not, because rules and SQL read them.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from duenotice.web.accounts.models import Organisation
from duenotice.web.sealed import SealedJSON, SealedText


class Person(models.Model):
    """One person. `version` counts writes, so that nobody overwrites what they have not seen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    created = models.DateTimeField()
    deleted = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)


class Identity(models.Model):
    """Who the person is. Every column is sealed."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="identity")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    names = SealedJSON()
    birth_date = SealedText(null=True)
    contacts = SealedJSON(null=True)
    addresses = SealedJSON(null=True)
    family = SealedJSON(null=True)


class Number(models.Model):
    """An A-number: sealed, and found by a keyed hash of its nine digits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    person = models.ForeignKey(Person, models.CASCADE, related_name="numbers")
    digits = SealedText()
    blind = models.BinaryField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "blind"], name="one_person_an_a_number"),
        )


class NoteKind(models.TextChoices):
    """Who may read a note."""

    PRIVILEGED = "privileged"
    SHAREABLE = "shareable"


class Note(models.Model):
    """Free words about a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    text = SealedText()
    written = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)


class Sort(models.TextChoices):
    """The four sorts of entry of `duenotice.record`."""

    FACT = "fact"
    EVENT = "event"
    SEARCH = "search"
    WITHDRAWAL = "withdrawal"


class Entry(models.Model):
    """One entry of a record.

    `terms`: the fact's or event's term, or the terms searched for. `open`: the rest of the entry that
    rules read (days as EDTF, qualifiers, values of the vocabulary), as in the published shape of a record.
    `words`: what was written in words (`source`, `id`, `corrects`, `at`, values of no vocabulary), sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    person = models.ForeignKey(Person, models.CASCADE, related_name="entries")
    sort = models.CharField(max_length=10, choices=Sort.choices)
    place = models.PositiveIntegerField()
    terms = models.JSONField()
    open = models.JSONField()
    words = SealedJSON()
    learned = models.DateField(null=True)
    written = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "place"], name="entries_in_order"),)
