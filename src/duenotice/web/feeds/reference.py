"""What a calendar calls a person's file: a short name that only this vault can make, and that says nothing.

It is a keyed hash of the person's id, so it stays the same, and whoever holds a calendar cannot go back
from it to a person, nor tell whether two vaults hold the same one.
"""

from __future__ import annotations

import base64

from duenotice.web.keys import ring
from duenotice.web.people.models import Person

USE = "feeds.reference"


def reference_of(person: Person) -> str:
    """Such as ``K7Q2-M4XD``."""
    hashed = ring.current().blind(str(person.organisation_id), USE, str(person.pk))
    text = base64.b32encode(hashed[:5]).decode("ascii")
    return f"{text[:4]}-{text[4:]}"
