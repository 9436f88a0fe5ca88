"""What is done is told: exactly one entry, of this action, in the same transaction.

`assert_journaled` does the thing twice. First with a journal that takes nothing (a trigger of the database):
then it must fail, and no row of any table may have changed. Then for good: exactly one entry more,
with details that its action may hold, on a chain that is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from django.db import DatabaseError, connection

from duenotice.web.acting import unsaid
from duenotice.web.backups.contents import Table, measured
from duenotice.web.journal import selectors
from duenotice.web.journal.actions import Action, checked
from duenotice.web.journal.models import Entry

_T = TypeVar("_T")
FULL = "no room in the journal"


def assert_journaled(action: Action, do: Callable[[], _T]) -> _T:
    """Do it, and see that it is told as `action`, once, or not done."""
    before = _rows()
    with full(), pytest.raises(DatabaseError, match=FULL):
        do()
    assert _rows() == before, f"{action}: something was written without its entry"
    return assert_one_entry(action, do)


def assert_one_entry(action: Action, do: Callable[[], _T], of_each: Action | None = None) -> _T:
    """Do it, and see that exactly one entry of `action` came of it. For what runs in another process.

    `of_each`: one more entry about the one person concerned, before that of the whole (an export).
    """
    known = _entries()
    done = do()
    new = [entry for pk, entry in _entries().items() if pk not in known]
    assert [entry.action for entry in new] == [*filter(None, [of_each]), action]
    assert all(checked(Action(entry.action), entry.details) == entry.details for entry in new)
    with unsaid():
        assert selectors.verified(new[0].organisation_id).broken is None
    return done


@contextmanager
def full() -> Iterator[None]:
    """The database takes no entry of the journal."""
    if connection.vendor == "sqlite":
        make = f"CREATE TRIGGER full BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(ABORT, '{FULL}'); END"
        end = ["DROP TRIGGER full"]
    else:
        make = (
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN RAISE EXCEPTION '{FULL}'; END $$;"
            'CREATE TRIGGER "full" BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION no_room()'
        )
        end = ['DROP TRIGGER "full" ON journal_entry', "DROP FUNCTION no_room()"]
    _run(make)
    try:
        yield
    finally:
        for statement in end:
            _run(statement)


def _run(statement: str) -> None:
    with unsaid(), connection.cursor() as cursor:
        cursor.execute(statement)


def _rows() -> dict[str, Table]:
    with unsaid():
        return measured(connection)


def _entries() -> dict[int, Entry]:
    with unsaid():
        return Entry.objects.in_bulk()
