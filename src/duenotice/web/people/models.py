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
    """One person. `version` counts writes, so that nobody overwrites what they have not seen.

    `held`: since when a litigation hold forbids removing. `imported`: a keyed hash of what the person was
    imported from, so that importing it again makes nobody twice. A person who was removed (`deleted`) has
    no other row any more: only the id stays, to which the journal refers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    created = models.DateTimeField()
    deleted = models.DateTimeField(null=True)
    held = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    imported = models.BinaryField(max_length=16, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "imported"], name="imported_once"),)


class Identity(models.Model):
    """Who the person is, and what the record is called. Every column is sealed (`people.identity`).

    `on_file` is how many entries there are: one that is deleted past this program is missed.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="identity")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    title = SealedText()
    names = SealedJSON()
    birth_date = SealedText()
    contacts = SealedJSON()
    addresses = SealedJSON()
    family = SealedJSON()
    on_file = SealedJSON()


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
    """One entry of a record; `people.rows` says what is open and what is sealed, and why.

    `terms`: the fact's or event's term, or the terms searched for. `open`: the rest of the entry that
    rules read (days as EDTF, qualifiers, values of the vocabulary), as in the published shape of a record.
    `words`: what was written in words (`source`, `id`, `corrects`, `at`, values of no vocabulary), sealed,
    with a digest of the open columns: changed past this program, the entry does not open.
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
