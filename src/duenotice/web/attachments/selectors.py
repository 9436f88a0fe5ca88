"""Finding attachments. Their content stays sealed until `services.content_of` gives it out."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from duenotice.web.attachments.models import Attachment
from duenotice.web.people.models import Person


def files_of(person: Person) -> QuerySet[Attachment]:
    """The files of a person, oldest first, without their content."""
    return person.attachments.defer("content").order_by("added", "pk")


def file_with(organisation: uuid.UUID | str, id_: uuid.UUID) -> Attachment | None:
    """The file with this id, if it is of this organisation and its person was not removed."""
    rows = Attachment.objects.filter(organisation_id=organisation, person__deleted__isnull=True)
    return rows.defer("content").select_related("person").filter(pk=id_).first()
