"""What the pages of the wizard send, as values. Whatever cannot be meant is left out, never guessed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Map
from dataclasses import replace
from uuid import UUID

from duenotice.importers.roster.mapping import folded
from duenotice.web.wizard.choices import ORDERS, Choices
from duenotice.web.wizard.meanings import known, value_of
from duenotice.web.wizard.reading import Asked
from duenotice.web.wizard.sheets import ENCODINGS, Table
from duenotice.web.wizard.taking import Decision

Sent = Map[str, str]


def encoding(sent: Sent) -> str:
    """One of `ENCODINGS`."""
    return sent.get("encoding", "") if sent.get("encoding", "") in ENCODINGS else ENCODINGS[0]


def header_row(sent: Sent, tables: tuple[Table, ...]) -> tuple[str, int] | None:
    """The sheet and the row of ``header=SHEET:ROW``, by the number of the sheet; None if it is neither."""
    sheet, _, row = sent.get("header", "").partition(":")
    if not (_number(sheet) and _number(row)) or int(sheet) >= len(tables):
        return None
    return tables[int(sheet)].name, int(row)


def columns(sent: Sent, choices: Choices, labels: tuple[str, ...]) -> Choices:
    """The choices with the meaning that was sent for each column (``c0``, ``c1``…)."""
    meanings = {label: sent.get(f"c{at}", "") for at, label in enumerate(labels)}
    read = {label: meaning for label, meaning in meanings.items() if known(meaning)}
    values = {
        label: said
        for label, said in choices.values.items()
        if label in read and read[label] == choices.columns.get(label)
    }
    at = sent.get("together", "")
    together = labels[int(at)] if _number(at) and int(at) < len(labels) else ""
    return replace(choices, columns=read, values=values, together=together)


def values(sent: Sent, choices: Choices, asked: Asked) -> tuple[Choices, tuple[str, ...]]:
    """The choices with what was said of spellings (``v0``…) and dates; and what was typed that means
    nothing there."""
    said = {label: dict(each) for label, each in choices.values.items()}
    wrong = []
    for at, spelling in enumerate(asked.spellings):
        typed = sent.get(f"v{at}", "").strip()
        value = value_of(spelling.meaning, typed) if typed else None
        if value is not None:
            said.setdefault(spelling.label, {})[folded(spelling.text)] = value
        elif typed:
            wrong.append(typed)
    dates = sent.get("dates", "") if sent.get("dates", "") in ORDERS else choices.dates
    return replace(choices, values=said, dates=dates), tuple(wrong)


def decisions(sent: Sent, lines: int) -> dict[int, Decision]:
    """What was chosen for lines of the preview (``d0``…)."""
    found = {}
    for at in range(lines):
        word = sent.get(f"d{at}", "")
        if word in set(Decision):
            found[at] = Decision(word)
    return found


def uuid_of(text: str) -> UUID | None:
    """An id."""
    try:
        return UUID(text)
    except ValueError:
        return None


def digest(*said: object) -> str:
    """Tells whether a form was made for what is chosen now."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8
