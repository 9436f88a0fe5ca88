"""When a backup was last made, and last tried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from duenotice.web.journal.actions import Action
from duenotice.web.journal.models import Entry

RETENTION = timedelta(days=35)
"""Older backups are deleted: what was purged from the vault is gone everywhere within this time."""
DRILL = timedelta(days=31)
"""A drill is due after this time."""


def last_backup() -> datetime | None:
    """When the last backup was made."""
    return _last(Action.BACKUP_MADE)


def last_drill() -> datetime | None:
    """When a backup was last restored for trial, and fitted."""
    return _last(Action.BACKUP_DRILLED)


def drill_due(now: datetime | None = None) -> bool:
    """Whether no drill succeeded within `DRILL`."""
    last = last_drill()
    return last is None or (now or datetime.now(UTC)) - last > DRILL


def _last(action: Action) -> datetime | None:
    entry = Entry.objects.filter(action=action).order_by("at").last()
    return entry.at if entry else None
