"""People on their way out: an allow-list of what leaves, for a reason of a closed list, told to the journal.

What leaves is the identity and the record. Notes, attachments, accounts, the ids of rows, who wrote what and
when, and keys do not; `export.schema.json` says so, and every export is held to it before it leaves.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from jsonschema import Draft202012Validator
from referencing import Registry

from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.record import Case, Record, tables, to_data
from duenotice.web.journal.actions import Action, By, Reason
from duenotice.web.journal.services import note
from duenotice.web.people import selectors
from duenotice.web.people.identity import WhoIs, to_json
from duenotice.web.people.incoming import identities
from duenotice.web.people.incoming.exported import export_schema
from duenotice.web.people.models import Person

Exported = list[tuple[str, WhoIs, Record]]
"""The random id of each person, with who it is and what is on file."""


def export(*, by: By, people: Iterable[Person], reason: Reason) -> Exported:
    """Read people for an export; the journal is told before anything leaves. Raises `CannotOpen`."""
    with transaction.atomic():
        found = [(str(person.pk), who, record) for person, who, record in selectors.opened(people)]
        for id_, _, _ in found:
            note(by=by, action=Action.PERSON_EXPORTED, subject=uuid.UUID(id_), reason=str(reason))
        note(by=by, action=Action.PEOPLE_EXPORTED, people=len(found), reason=str(reason))
    return found


def to_json_text(found: Exported, reason: Reason, head: str) -> str:
    """The export as JSON. `head`: the signed head of the journal, as `journal.selectors.printed` gives it."""
    data: dict[str, Any] = {
        "people": 1,
        "reason": str(reason),
        "exported": datetime.now(UTC).isoformat(timespec="seconds"),
        "journal": head,
        "persons": [_person(*each) for each in found],
    }
    Draft202012Validator(export_schema(), registry=Registry()).validate(data)
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def to_tables(found: Exported, folder: Path) -> dict[str, int]:
    """The export as CSV tables in a new folder, the identities in a file beside it; how many rows each table
    has. No cell is one that a spreadsheet would run. Raises `RefusedTables` (T11, T12), FileExistsError."""
    vocabulary = load_vocabulary()
    with tables.new_folder(folder) as here:
        with tables.row_writer(here, "csv") as writer:
            for id_, _, record in found:
                case = Case(record.title, record, None, None, (), Place(""))
                for table, row in tables.rows_of(id_, case, vocabulary):
                    writer.add(table, row)
        identities.write(identities.beside(folder), ((id_, who) for id_, who, _ in found))
    return dict(writer.counts)


def _person(id_: str, who: WhoIs, record: Record) -> dict[str, Any]:
    said = {
        "id": id_,
        "names": list(who.names),
        "numbers": list(who.numbers),
        "birth_date": who.birth_date,
        "contacts": to_json(who.contacts),
        "addresses": to_json(who.addresses),
        "family": list(who.family),
        "record": to_data(record),
    }
    return {name: value for name, value in said.items() if value}
