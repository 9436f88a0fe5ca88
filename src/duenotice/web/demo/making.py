"""What a demonstration holds, written in one transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from duenotice.web import making
from duenotice.web.accounts.models import Role
from duenotice.web.acting import acting
from duenotice.web.demo.roster import Counts, counted, roster
from duenotice.web.demo.team import NAVIGATORS, Staff, hired, staffed
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.people.bulk import add_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duenotice.web.demo.place import Say
    from duenotice.web.installation import Installation
    from duenotice.web.people.incoming.model import Incoming
    from duenotice.web.people.models import Person

NAME = "Demonstration (everybody here is invented)"
PIECE = 200
"""People that are written at once."""


def filled(made: Installation, people: int, seed: int, say: Say) -> Counts:
    """The tables, the people and the team of an empty vault."""
    organisation = making.make(made, NAME)
    by, at = making.by(organisation), datetime.now(UTC)
    with acting([organisation.pk]), transaction.atomic():
        note(by=by, action=Action.DEMO_BEGUN, subject=organisation.pk)
        say(f"Drawing {people:,} lives")
        drawn = roster(people, seed, at.date())
        staff = hired(by, at)
        staffed(by, staff, _written(by, drawn, staff, say), at)
        counts = counted(drawn)
        note(by=by, action=Action.DEMO_MADE, subject=organisation.pk, people=counts.people)
    return counts


def _written(by: By, drawn: Sequence[Incoming], staff: Staff, say: Say) -> list[Person]:
    """Everybody. The second navigator entered the first of them, the first navigator those that follow."""
    second, first = staff.second.pk, staff.by_role[Role.NAVIGATOR].pk
    pieces = [(drawn[:NAVIGATORS], second), (drawn[NAVIGATORS : 2 * NAVIGATORS], first)]
    rest = drawn[2 * NAVIGATORS :]
    pieces += [
        (rest[at : at + PIECE], staff.by_role[Role.CLASS_COUNSEL].pk) for at in range(0, len(rest), PIECE)
    ]
    written: list[Person] = []
    for piece, who in pieces:
        written += add_many(by=by, people=piece, entered_by=who)
        say(f"{len(written):,} of {len(drawn):,} people sealed and on file")
    return written
