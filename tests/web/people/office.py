"""An organisation to write for, and who writes."""

from __future__ import annotations

from datetime import UTC, datetime

from duenotice.web.accounts.models import Organisation
from duenotice.web.journal.actions import By

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def office(name: str = "Office A") -> By:
    """A new organisation, written to from the command line."""
    made = Organisation.objects.create(name=name, created=NOW)
    return By(str(made.pk), None, "command line")
