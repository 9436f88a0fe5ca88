"""A second database beside the one that Django knows: a snapshot, or what is being restored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from duenotice.web.installation import Installation, database


@contextmanager
def connected(
    installation: Installation, alias: str, as_owner: bool = False, **options: Any
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to another installation's database, under a name of its own, closed at the end."""
    described = database(installation, as_owner)
    described["OPTIONS"] = {**described["OPTIONS"], **options}
    connections.databases[alias] = connections.configure_settings({"default": described})["default"]
    connection = connections[alias]
    try:
        yield connection
    finally:
        connection.close()
        del connections[alias]
        del connections.databases[alias]
