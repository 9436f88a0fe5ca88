"""The lines of a preview into the files, as it was decided. Inside the caller's transaction.

Nothing on file is overwritten: entries are added, and what differs in an identity stays unless the committer
chose the list's. A row of which something would be left out unasked goes back whole.

    line        usual    what may be chosen
    new         add      add, leave
    update      add      add, leave
    conflict    leave    leave; keep: add what is new, what differs stays; take: all, the list's identity
    duplicate   leave    leave; new: another person; keep and take: the same person
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from duenotice.record import Record
from duenotice.web.journal.actions import By
from duenotice.web.matters.models import Matter
from duenotice.web.people import services as people
from duenotice.web.people.identity import to_json
from duenotice.web.people.incoming.taking import hash_of
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import identity_of
from duenotice.web.wizard.comparing import Fate, Line, with_origin
from duenotice.web.wizard.models import Batch


class Decision(StrEnum):
    """What a committer can choose for a line."""

    ADD = "add"
    KEEP = "keep"
    TAKE = "take"
    NEW = "new"
    LEAVE = "leave"


ALLOWED: dict[Fate, tuple[Decision, ...]] = {
    Fate.NEW: (Decision.ADD, Decision.LEAVE),
    Fate.UPDATE: (Decision.ADD, Decision.LEAVE),
    Fate.CONFLICT: (Decision.LEAVE, Decision.KEEP, Decision.TAKE),
    Fate.DUPLICATE: (Decision.LEAVE, Decision.NEW, Decision.KEEP, Decision.TAKE),
    Fate.THERE: (),
    Fate.REJECTED: (),
}
"""What may be chosen; the first is what happens if nobody chooses."""
LEFT = {
    Fate.NEW: "the committer left this row out",
    Fate.UPDATE: "the committer left this row out",
    Fate.CONFLICT: "it differs from what is on file, and nobody chose which counts",
    Fate.DUPLICATE: "somebody on file may be this person already, and nobody decided",
}


@dataclass
class Taken:
    """What came of a batch. `new`: people and their versions. `updated`: for each person on file the version
    after, the ids of the entries that were added, and the parts of the identity as they were before."""

    accepted: int = 0
    there: int = 0
    kept: int = 0
    new: list[tuple[UUID, int]] = field(default_factory=list)
    updated: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[Line] = field(default_factory=list)

    @property
    def rejected_rows(self) -> int:
        """How many rows of the file were not taken."""
        return sum(len(line.rows.places) for line in self.rejected)

    def to_json(self) -> dict[str, Any]:
        """As the batch holds it."""
        return {
            "rows": self.accepted + self.rejected_rows,
            "accepted": self.accepted,
            "rejected": self.rejected_rows,
            "there": self.there,
            "kept": self.kept,
            "new": [[str(id_), version] for id_, version in self.new],
            "updated": self.updated,
        }


def usual(fate: Fate) -> Decision:
    """What happens to a line if nobody chooses."""
    return ALLOWED[fate][0] if ALLOWED[fate] else Decision.LEAVE


def take(
    *,
    by: By,
    batch: Batch,
    matter: Matter,
    lines: Sequence[Line],
    decisions: Map[int, Decision],
    at: datetime,
) -> Taken:
    """Write the lines. Raises `RefusedVault` and `RefusedRecord`; the caller's transaction is then lost."""
    taken = Taken()
    for place, line in enumerate(lines):
        chosen = decisions.get(place, usual(line.fate))
        decision = chosen if chosen in ALLOWED[line.fate] else usual(line.fate)
        if line.fate is Fate.THERE:
            taken.there += 1
        elif line.fate is Fate.REJECTED:
            taken.rejected.append(line)
            continue
        elif decision is Decision.LEAVE:
            taken.rejected.append(replace(line, reasons=(LEFT[line.fate],)))
            continue
        elif line.fate is Fate.NEW or decision is Decision.NEW:
            taken.new.append(_added(by, line, at))
        else:
            _updated(by, batch, line, decision, taken, at)
        taken.accepted += len(line.rows.places)
    matter.people.add(*Person.objects.filter(pk__in=[id_ for id_, _ in taken.new]))
    return taken


def _added(by: By, line: Line, at: datetime) -> tuple[UUID, int]:
    assert line.incoming is not None
    said, learned = line.incoming, at.date().toordinal()
    hashed = hash_of(by, said)
    free = not Person.objects.filter(organisation_id=by.organisation, imported=hashed).exists()
    entries = [with_origin(entry, learned) for entry in said.record.entries()]
    record = Record(said.record.title).adding(*entries)
    made = people.added(by=by, who=said.who, record=record, imported=hashed if free else None)
    return made.pk, made.version


def _updated(by: By, batch: Batch, line: Line, decision: Decision, taken: Taken, at: datetime) -> None:
    """Add to a person on file. `by` tells the journal of each change (`people.services`)."""
    assert line.person is not None
    person, more = Person.objects.get(pk=line.person), line.more
    everything = decision is Decision.TAKE
    entries = [*more.entries, *(more.clashing if everything else ())]
    identity = {**more.identity, **(more.contested if everything else {})}
    taken.kept += 0 if everything else len(more.clashing) + len(more.contested)
    before, version = dict(_parts(person, identity)), line.version
    named = [
        with_origin(entry, at.date().toordinal(), f"i-{batch.pk.hex[:12]}-{len(taken.updated) + 1}-{number}")
        for number, entry in enumerate(entries, start=1)
    ]
    if named:
        version = people.add_entries(by=by, person=person, version=version, entries=named).version
    if identity:
        version = people.change_identity(by=by, person=person, version=version, **identity).version
    if named or identity:
        ids = [entry.origin.id for entry in named]
        taken.updated.append({"id": str(person.pk), "version": version, "entries": ids, "before": before})


def _parts(person: Person, changed: Map[str, Any]) -> Iterator[tuple[str, Any]]:
    """The parts of an identity that are to change, as JSON."""
    who = identity_of(person)
    for part in changed:
        held = getattr(who, part)
        if part in ("contacts", "addresses"):
            yield part, to_json(held)
        else:
            yield part, held if isinstance(held, str) else list(held)
