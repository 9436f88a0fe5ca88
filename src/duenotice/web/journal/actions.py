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
    INVITED = "invited"
    ACCEPTED = "invitation accepted"
    ROLE_OFFERED = "role offered"
    ROLE_TAKEN = "role taken"
    SUSPENDED = "membership suspended"
    RESTORED = "membership restored"
    REMOVED = "membership removed"
    TEAM_MADE = "team made"
    LOCKED_DOWN = "account locked down by its owner"
    RELEASED = "account released"
    SESSIONS_ENDED = "session ended"
    SIGNED_IN = "signed in"
    MATTER_OPENED = "matter opened"
    PUT_ON_MATTER = "put on a matter"
    PERSON_IN_MATTER = "person put into a matter"
    ASSIGNED = "assigned"
    UNASSIGNED = "assignment ended"
    SLOT_GIVEN = "slot given"
    WALL_BUILT = "wall built"
    WALL_TAKEN_DOWN = "wall taken down"
    LOOKED_UP = "looked up"
    COUNTED = "counts read"
    JOURNAL_READ = "journal read"
    FIRST_INVITED = "first invited"
    PASSPHRASE_CHANGED = "passphrase changed"  # noqa: S105  # no password
    RECOVERED = "passphrase set by recovery key"
    HOLD_SET = "hold set"
    HOLD_LIFTED = "hold lifted"
    PERSON_ADDED = "person added"
    PERSON_READ = "person read"
    PERSON_CHANGED = "person changed"
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
