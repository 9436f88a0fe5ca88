"""What a vault exported as JSON, read again. Nothing in it is believed: it is checked like any other file."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry

from duenotice.library import load_vocabulary
from duenotice.problems import CODES, Place, Problem, Refused, RefusedVault
from duenotice.record import from_data
from duenotice.web.people.identity import Contact, WhoIs
from duenotice.web.people.incoming.model import Incoming, Rejected, Rows


@cache
def export_schema() -> dict[str, Any]:
    """The published JSON Schema of an export."""
    text = files("duenotice.web.people").joinpath("export.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check_identity(data: Any) -> None:
    """Whether data has the shape of a person of an export, without the record. Raises ValueError."""
    whole = export_schema()
    shape = {**whole["properties"]["persons"]["items"], "required": [], "$defs": whole["$defs"]}
    if not isinstance(data, dict) or not Draft202012Validator(shape, registry=Registry()).is_valid(data):
        raise ValueError("this is no person of an export")


def is_export(text: str) -> bool:
    """Whether a text is meant as an export: a JSON object with `persons`."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and "persons" in data


def read_export(data: Any, path: Path) -> Iterator[Incoming | Rejected]:
    """The people of an export. Raises `RefusedVault` (K37) if it does not have the published shape."""
    validator = Draft202012Validator(export_schema(), registry=Registry())
    wrong = next(iter(validator.iter_errors(data)), None)
    if wrong is not None:
        where = ".".join(map(str, wrong.absolute_path)) or "the top"
        why = f"what stands at {where} does not have the published shape"  # what stands there is not repeated
        help_ = "export it again; nobody of this file was taken"
        raise RefusedVault(Problem("K37", Place(str(path)), CODES["K37"], why, help_))
    for number, person in enumerate(data["persons"], start=1):
        rows = Rows((f"person {number}",))
        try:
            case = from_data(person["record"], load_vocabulary())
        except Refused as refused:
            yield Rejected(rows, tuple(f"{problem.what} ({problem.code})" for problem in refused.problems))
            continue
        yield Incoming(who_of(person), case.record, rows, uuid.UUID(person["id"]) if "id" in person else None)


def who_of(person: dict[str, Any]) -> WhoIs:
    """The identity of one person of an export."""
    contacts, addresses = (
        tuple(Contact(each["text"], tuple(each.get("safe_for", ()))) for each in person.get(name, ()))
        for name in ("contacts", "addresses")
    )
    names, numbers, family = (tuple(person.get(name, ())) for name in ("names", "numbers", "family"))
    return WhoIs(names, numbers, person.get("birth_date", ""), contacts, addresses, family)
