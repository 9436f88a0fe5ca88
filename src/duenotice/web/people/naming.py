"""The name of an entry: only by it can another entry correct or withdraw it.

An entry that came without a name is given one when it is corrected for the first time. Nothing of what it
says, of its source or of its day is touched.
"""

from __future__ import annotations

import uuid

from duenotice.web.people.models import Person


def new_name() -> str:
    """A name that no other entry has."""
    return f"e{uuid.uuid4().hex[:12]}"


def named(locked: Person, place: int) -> str:
    """The name of the entry at a place of a record, given to it if it has none. Call it with the person's
    row locked (`locking.locked_row`)."""
    row = locked.entries.get(place=place)
    name = row.words.get("id", "")
    if not name:
        name = new_name()
        row.words = {**row.words, "id": name}
        row.save(update_fields=["words"])
    return str(name)
