"""What somebody chose about one list, as values and as JSON (which is sealed in the batch)."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass, field
from typing import Any

ORDERS = ("month first", "day first")
NOTHING, UNKNOWN, YES = "nothing", "unknown", "yes"
"""What a spelling may mean besides a value: no entry; an entry that says unknown; that it happened."""


@dataclass(frozen=True)
class Choices:
    """`row`: of the header, 0 if none was found. `columns`: the meaning of each column that is read
    (`meanings`). `values`: for each column, what its spellings mean. `dates`: one of `ORDERS`, or blank while
    nobody said. `together`: the column whose equal cells mean one person; blank: each row is a person."""

    encoding: str = "utf-8"
    sheet: str = ""
    row: int = 0
    columns: Map[str, str] = field(default_factory=dict)
    values: Map[str, Map[str, str]] = field(default_factory=dict)
    dates: str = ""
    together: str = ""

    def to_json(self) -> dict[str, Any]:
        """As the batch holds it."""
        return asdict(self)


def from_json(data: Map[str, Any]) -> Choices:
    """Choices again."""
    return Choices(**data)
