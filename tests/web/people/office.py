"""An organisation to write for, and who writes. In server mode the test goes on as the application role."""

from __future__ import annotations

from datetime import UTC, datetime

from duenotice.web.accounts.models import Organisation
from duenotice.web.acting import current, from_now_on, nobody_says
from duenotice.web.journal.actions import By

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def office(name: str = "Office A") -> By:
    """A new organisation, written to from the command line."""
    acting_before = current()
    nobody_says()
    made = Organisation.objects.create(name=name, created=NOW)
    from_now_on([*(acting_before.organisations if acting_before else ()), made.pk])
    return By(str(made.pk), None, "command line")
