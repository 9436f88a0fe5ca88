"""Identities beside a folder of tables: ``FOLDER-identities.csv``, one row a person.

The tables name nobody, so that they can go to whoever screens; who the people are stands in one file
beside them, which can be kept apart.
"""

from __future__ import annotations

import csv
import json
import re
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.record.tables.safe import from_cell, to_cell
from duenotice.web.people.identity import WhoIs, to_json
from duenotice.web.people.incoming.exported import who_of

COLUMNS = ("person", "names", "numbers", "birth_date", "contacts", "addresses", "family")
LISTS = ("names", "numbers", "family")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def beside(folder: Path) -> Path:
    """The file of the identities of a folder of tables."""
    return folder.with_name(f"{folder.name}-identities.csv")


def row_of(person: str, who: WhoIs) -> list[str]:
    """One row: lists as JSON, so that a name may hold any sign."""
    values: dict[str, Any] = {
        "person": person,
        "names": list(who.names),
        "numbers": list(who.numbers),
        "birth_date": who.birth_date,
        "contacts": to_json(who.contacts),
        "addresses": to_json(who.addresses),
        "family": list(who.family),
    }
    texts = (value if isinstance(value, str) else _json(value) for value in values.values())
    return [to_cell(text) for text in texts]


def write(file: Path, rows: Iterable[tuple[str, WhoIs]]) -> None:
    """Write the file, for its owner alone. Raises FileExistsError."""
    file.touch(mode=0o600, exist_ok=False)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row_of(person, who) for person, who in rows)


def read(folder: Path) -> dict[str, tuple[WhoIs, uuid.UUID | None]]:
    """WhoIs the people of a folder of tables are, if the file is there. Raises `RefusedVault` (K37)."""
    file = beside(folder)
    if not file.exists():
        return {}
    found: dict[str, tuple[WhoIs, uuid.UUID | None]] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.DictReader(opened, strict=True):
                values = {name: from_cell(row[name]) for name in COLUMNS}
                parts: dict[str, Any] = {
                    name: json.loads(values[name] or "[]") for name in (*LISTS, "contacts", "addresses")
                }
                id_ = uuid.UUID(values["person"]) if _ID.fullmatch(values["person"]) else None
                found[values["person"]] = (who_of(parts | {"birth_date": values["birth_date"]}), id_)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error):
        why = "it is not a file of identities as an export writes it"
        raise RefusedVault(
            Problem("K37", Place(str(file)), CODES["K37"], why, "export it again, or move it away")
        ) from None
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""
