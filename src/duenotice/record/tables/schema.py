"""The published columns, read from ``columns.csv``: version 1 of the tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

VERSION = 1
"""The version of the columns; in Parquet and Arrow metadata, and in ``schema.json`` beside CSVs."""
VERSION_KEY = "duenotice.tables"

VALUES, LIST = "|", ";"
"""What stands between several values (of which one is right), and between several words."""
EVERYONE = "*"
"""The person of a search that was made for all people."""


@dataclass(frozen=True)
class Column:
    """One column: its `type` says which texts may stand in it (``check`` has one reader a type)."""

    name: str
    type: str
    required: bool
    meaning: str
    example: str

    @property
    def says(self) -> str:
        """The meaning, to stand behind a colon."""
        return f"{self.meaning[0].lower()}{self.meaning[1:].rstrip('.')}"


@dataclass(frozen=True)
class Table:
    """One table with its columns, in their published order."""

    name: str
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The columns that no file may lack."""
        return tuple(column.name for column in self.columns if column.required)

    def of_type(self, *types: str) -> tuple[str, ...]:
        """The columns of these types."""
        return tuple(column.name for column in self.columns if column.type in types)


def _load() -> Mapping[str, Table]:
    text = files("duenotice.record.tables").joinpath("columns.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), strict=True))
    everywhere = [_column(row) for row in rows if row["table"] == "*"]
    tables = {}
    for name in dict.fromkeys(row["table"] for row in rows if row["table"] != "*"):
        own = [_column(row) for row in rows if row["table"] == name]
        further = [] if name == "people" else [c for c in everywhere if c.name not in [o.name for o in own]]
        tables[name] = Table(name, (*own, *further))
    return tables


def _column(row: Mapping[str, str]) -> Column:
    return Column(row["column"], row["type"], row["required"] == "yes", row["meaning"], row["example"])


TABLES = _load()
"""Every table, by name. `people` lists everybody; the others may be absent."""


def schema() -> Mapping[str, Any]:
    """The schema as plain data: what is written into ``schema.json`` beside CSV files."""
    return {
        VERSION_KEY: VERSION,
        "tables": {
            table.name: [
                {"column": c.name, "type": c.type, "required": c.required, "meaning": c.meaning}
                for c in table.columns
            ]
            for table in TABLES.values()
        },
    }
