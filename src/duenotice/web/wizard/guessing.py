"""What is proposed when a file was uploaded: the sheet, the header row, and what each column means.

What was chosen for the partner's last list comes first, then what the words of the headers suggest. Each is
shown with sample values before anything is taken in.
"""

from __future__ import annotations

from dataclasses import replace

from duenotice.importers.roster.mapping import folded
from duenotice.importers.roster.rows import raw
from duenotice.importers.roster.sheets import Row
from duenotice.web.wizard.choices import Choices
from duenotice.web.wizard.meanings import IDENTITY, suggested
from duenotice.web.wizard.sheets import FIRST_ROWS, Table, clean

_ONCE = ("birth_date",)
"""Meanings that two columns cannot have."""


def proposed(tables: tuple[Table, ...], encoding: str, before: Choices | None) -> Choices:
    """Choices to begin with."""
    known = frozenset(map(folded, before.columns)) if before else frozenset[str]()
    best = max(tables, key=lambda table: max((_score(row, known) for row in _first(table)), default=0))
    row = header_of(best, known)
    return with_columns(Choices(encoding=encoding, sheet=best.name, row=row), best, before)


def header_of(table: Table, known: frozenset[str] = frozenset()) -> int:
    """The row among the first whose cells are most like headers; the first of equals."""
    rows = _first(table)
    return max(rows, key=lambda row: _score(row, known)).number if rows else 0


def with_columns(choices: Choices, table: Table, before: Choices | None) -> Choices:
    """The same, with a proposal for each column of the header that was chosen."""
    earlier = {folded(label): label for label in before.columns} if before else {}
    labels, columns, values = table.labels(choices.row), dict[str, str](), {}
    for label in labels:
        there = earlier.get(folded(label))
        if before and there:
            columns[label] = before.columns[there]
            values[label] = before.values.get(there, {})
        elif not before:
            meaning = suggested(label)
            if meaning and not (meaning in columns.values() and _only_once(meaning)):
                columns[label] = meaning
    together = next((label for label in labels if before and folded(label) == folded(before.together)), "")
    dates = before.dates if before else ""
    return replace(choices, columns=columns, values=values, dates=dates, together=together)


def _only_once(meaning: str) -> bool:
    return meaning in _ONCE or meaning not in IDENTITY


def _first(table: Table) -> list[Row]:
    return [row for row in table.rows if row.number <= FIRST_ROWS and any(cell != "" for cell in row.cells)]


def _score(row: Row, known: frozenset[str]) -> int:
    """How much the cells of a row are like headers: words that are known count most, then different texts."""
    texts = [clean(raw(cell)) for cell in row.cells]
    words = [text for text in texts if text and len(text) < 60 and not any(char.isdigit() for char in text)]
    like = sum(10 for text in texts if text and (folded(text) in known or suggested(text)))
    return like + min(len({word.casefold() for word in words}), 9)
