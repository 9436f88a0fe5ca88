"""Attaching files and giving them back: sealed as they come in, never changed, only ever downloaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from duenotice.problems import RefusedVault, unseen
from duenotice.web.attachments.kinds import ENDINGS, MOST_BYTES, kind_of
from duenotice.web.attachments.models import Attachment
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.people.locking import locked_row
from duenotice.web.people.models import Person
from duenotice.web.people.refusals import nobody_there, problem

LONGEST_NAME = 200
"""Characters."""


class NotAttached(RefusedVault):
    """A file that is not taken (K36)."""


@dataclass(frozen=True)
class File:
    """A file as it is given back."""

    name: str
    kind: str
    content: bytes = field(repr=False)


def attach(*, by: By, person: Person, name: str, content: bytes) -> Attachment:
    """Seal a file to a person. `name`: what it is called, sealed too; folders in front are left out.

    Raises `NotAttached` (K36), `NobodyThere`.
    """
    kind = _kind(content)
    with transaction.atomic():
        locked = locked_row(by, person, None)
        made = Attachment.objects.create(
            organisation_id=by.organisation,
            person=locked,
            name=named(name, kind),
            content=content,
            kind=kind,
            size=len(content),
            added=datetime.now(UTC),
            added_by_id=by.actor,
        )
        note(by=by, action=Action.FILE_ATTACHED, subject=locked.pk)
    return made


def content_of(*, by: By, attachment: Attachment) -> File:
    """A file, and the journal is told. Raises `NobodyThere`, `CannotOpen`."""
    with transaction.atomic():
        rows = Attachment.objects.filter(organisation_id=by.organisation, person__deleted__isnull=True)
        row = rows.filter(pk=attachment.pk).first()
        if row is None:
            raise nobody_there()
        file = File(row.name, row.kind, row.content)
        note(by=by, action=Action.FILE_FETCHED, subject=row.person_id)
    return file


def named(name: str, kind: str) -> str:
    """A name without folders and unseen characters, and with the ending of what the content is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(char for char in last if not unseen(char)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or f".{ending.lower()}" not in (ENDINGS[kind], ".jpeg"):
        stem = plain
    return (stem[:LONGEST_NAME].strip() or "file") + ENDINGS[kind]


def _kind(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        most = f"{MOST_BYTES // 1024 // 1024} MiB"
        why = f"it has more than {most}"
        raise NotAttached(problem("K36", why, "attach the pages that matter, or a smaller scan"))
    kind = kind_of(content)
    if not kind:
        why = "its content is none of the kinds that are taken, whatever its name says"
        listed = ", ".join(ending.removeprefix(".").upper() for ending in ENDINGS.values())
        raise NotAttached(problem("K36", why, f"the kinds are {listed}; office files without macros"))
    return kind
