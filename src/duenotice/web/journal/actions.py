"""Every action that the journal knows, and what its details may hold.

Details are numbers, or words of a closed list: never a name, a number of a person, or free text. An action
that is not here cannot be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from duenotice.web.journal.details import COUNT, NOTHING, Shape, counts, words

ROLES = words(
    *("class counsel", "counsel", "navigator", "checker", "data entry", "monitor", "admin", "auditor")
)
"""What an invitation or an offer can be for (`accounts.models.Role`)."""


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
    PASSPHRASE_CHANGED = "passphrase changed"  # noqa: S105  # nosec B105  # no password
    RECOVERED = "passphrase set by recovery key"
    RECOVERY_KEY_CHANGED = "recovery key changed"
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
    IMPORT_STAGED = "import staged"
    IMPORT_READ = "import read"
    IMPORT_CHANGED = "import changed"
    IMPORT_HANDED_OVER = "import handed over"
    IMPORT_DISCARDED = "import discarded"
    IMPORTS_EXPIRED = "imports expired"
    IMPORT_UNDONE = "import undone"
    REJECTED_ROWS_FETCHED = "rejected rows fetched"
    BACKUP_MADE = "backup made"
    BACKUP_DRILLED = "backup drilled"
    VAULT_RESTORED = "vault restored"
    JOURNAL_ANCHORED = "journal anchored"
    RECIPIENTS_CHANGED = "recipients changed"
    INTAKE_STARTED = "intake started"
    INTAKE_ANSWERED = "intake answered"
    INTAKE_FILED = "intake put on file"
    INTAKE_DISCARDED = "intake discarded"
    INTAKE_EXPIRED = "intake expired"
    HOTLINE_SET = "hotline set"
    DEMO_BEGUN = "demonstration begun"
    DEMO_MADE = "demonstration made"
    DEMO_LOGIN_MADE = "one-time login of the demonstration made"
    DEMO_LOGIN_USED = "one-time login of the demonstration used"
    FEED_MADE = "calendar feed made"
    FEED_REVOKED = "calendar feed revoked"
    FEED_READ = "calendar feed read"
    VIEW_SAVED = "roster view saved"
    VIEW_REMOVED = "roster view removed"


class Reason(StrEnum):
    """Why people are exported: for a court, other counsel, the person, to count, to move vault."""

    COURT = "court"
    COUNSEL = "counsel"
    PERSON = "person"
    ANALYSIS = "analysis"
    MOVE = "move"


REASONS = words(*Reason)


@dataclass(frozen=True)
class By:
    """Who acts: an account (None at the command line, where the passphrase is the key), by which door."""

    organisation: str
    actor: str | None
    door: str


DETAILS: Mapping[Action, Shape] = {
    Action.VAULT_MADE: NOTHING,
    Action.INVITED: Shape({"role": ROLES}),
    Action.ACCEPTED: Shape({"role": ROLES}),
    Action.ROLE_OFFERED: Shape({"role": ROLES}),
    Action.ROLE_TAKEN: Shape({"role": ROLES}),
    Action.SUSPENDED: counts("sessions"),
    Action.RESTORED: counts("sessions"),
    Action.REMOVED: counts("sessions"),
    Action.TEAM_MADE: NOTHING,
    Action.LOCKED_DOWN: counts("sessions"),
    Action.RELEASED: NOTHING,
    Action.SESSIONS_ENDED: counts("sessions"),
    Action.SIGNED_IN: NOTHING,
    Action.MATTER_OPENED: NOTHING,
    Action.PUT_ON_MATTER: NOTHING,
    Action.PERSON_IN_MATTER: NOTHING,
    Action.ASSIGNED: NOTHING,
    Action.UNASSIGNED: NOTHING,
    Action.SLOT_GIVEN: NOTHING,
    Action.WALL_BUILT: NOTHING,
    Action.WALL_TAKEN_DOWN: NOTHING,
    Action.LOOKED_UP: counts("found"),
    Action.COUNTED: NOTHING,
    Action.JOURNAL_READ: counts("entries"),
    Action.FIRST_INVITED: counts("invitations"),
    Action.PASSPHRASE_CHANGED: NOTHING,
    Action.RECOVERED: NOTHING,
    Action.RECOVERY_KEY_CHANGED: NOTHING,
    Action.HOLD_SET: NOTHING,
    Action.HOLD_LIFTED: NOTHING,
    Action.PERSON_ADDED: NOTHING,
    Action.PERSON_READ: NOTHING,
    Action.PERSON_CHANGED: Shape(may={"entries": COUNT, "identity": COUNT}),
    Action.PERSON_EXPORTED: Shape({"reason": REASONS}),
    Action.PERSON_REMOVED: counts("entries"),
    Action.PERSON_HELD: NOTHING,
    Action.PERSON_RELEASED: NOTHING,
    Action.NOTE_WRITTEN: NOTHING,
    Action.FILE_ATTACHED: NOTHING,
    Action.FILE_FETCHED: NOTHING,
    Action.PEOPLE_LISTED: counts("people"),
    Action.PEOPLE_SEARCHED: counts("people"),
    Action.PEOPLE_IMPORTED: counts("rows", "accepted", "new", "merged"),
    Action.PEOPLE_EXPORTED: Shape({"people": COUNT, "reason": REASONS}),
    Action.IMPORT_STAGED: NOTHING,
    Action.IMPORT_READ: Shape(may={"people": COUNT}),
    Action.IMPORT_CHANGED: NOTHING,
    Action.IMPORT_HANDED_OVER: NOTHING,
    Action.IMPORT_DISCARDED: NOTHING,
    Action.IMPORTS_EXPIRED: counts("imports"),
    Action.IMPORT_UNDONE: counts("removed", "withdrawn"),
    Action.REJECTED_ROWS_FETCHED: counts("rows"),
    Action.BACKUP_MADE: counts("rows", "recipients"),
    Action.BACKUP_DRILLED: counts("rows", "days_old"),
    Action.VAULT_RESTORED: counts("rows"),
    Action.JOURNAL_ANCHORED: NOTHING,
    Action.RECIPIENTS_CHANGED: counts("recipients"),
    Action.INTAKE_STARTED: NOTHING,
    Action.INTAKE_ANSWERED: NOTHING,
    Action.INTAKE_FILED: NOTHING,
    Action.INTAKE_DISCARDED: NOTHING,
    Action.INTAKE_EXPIRED: NOTHING,
    Action.HOTLINE_SET: NOTHING,
    Action.DEMO_BEGUN: NOTHING,
    Action.DEMO_MADE: counts("people"),
    Action.DEMO_LOGIN_MADE: NOTHING,
    Action.DEMO_LOGIN_USED: NOTHING,
    Action.FEED_MADE: counts("days"),
    Action.FEED_REVOKED: NOTHING,
    Action.FEED_READ: counts("events"),
    Action.VIEW_SAVED: NOTHING,
    Action.VIEW_REMOVED: NOTHING,
}
"""What each action's entry says beside who, when and about which id. Every action has a line."""


class RefusedDetail(ValueError):
    """An entry was to hold something that its action does not allow. Names the detail, never its value."""


def checked(action: Action, details: Mapping[str, str | int]) -> dict[str, str | int]:
    """The details, if the action may hold them; raises `RefusedDetail`."""
    wrong = DETAILS[action].wrong(details)
    if wrong:
        raise RefusedDetail(f"{action.name}: {wrong}")
    return dict(details)
