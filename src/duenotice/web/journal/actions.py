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
    FIRST_INVITED = "first invited"
    PASSPHRASE_CHANGED = "passphrase changed"  # noqa: S105  # no password
    RECOVERED = "passphrase set by recovery key"
    HOLD_SET = "hold set"
    HOLD_LIFTED = "hold lifted"
    PERSON_ADDED = "person added"
    PERSON_READ = "person read"
    PERSON_CHANGED = "person changed"
    PERSON_EXPORTED = "person exported"
    PERSON_REMOVED = "person removed"
    PERSON_HELD = "person held"
    PERSON_RELEASED = "person released"
    NOTE_WRITTEN = "note written"
    FILE_ATTACHED = "file attached"
    FILE_FETCHED = "file fetched"
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
