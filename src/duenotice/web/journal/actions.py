"""Every action that the journal knows, and what its details may hold.

Details are numbers, or words of a closed list: never a name, a number of a person, or free text. An action
that is not here cannot be written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Action(StrEnum):
    """What somebody did."""

    VAULT_MADE = "vault made"
    PERSON_ADDED = "person added"
    PERSON_READ = "person read"
    PERSON_CHANGED = "person changed"
    PEOPLE_LISTED = "people listed"
    PEOPLE_SEARCHED = "people searched"
    PEOPLE_IMPORTED = "people imported"
    PEOPLE_EXPORTED = "people exported"


@dataclass(frozen=True)
class By:
    """Who acts: an account (None at the command line, where the passphrase is the key), by which door."""

    organisation: str
    actor: str | None
    door: str


@dataclass(frozen=True)
class Details:
    """Counts and codes."""

    values: dict[str, str | int] = field(default_factory=dict)
