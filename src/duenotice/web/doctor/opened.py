"""What is seen in the opened database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from duenotice.web import damage
from duenotice.web.doctor.findings import Finding, State, judged
from duenotice.web.installation import Installation, Mode
from duenotice.web.keys.keyfile import WrongKey

SKEW = timedelta(minutes=2)
SET_TO = {
    "journal_mode": "wal",
    "synchronous": "2",
    "secure_delete": "1",
    "temp_store": "2",
    "foreign_keys": "1",
}
"""What each connection is set to, as SQLite tells it."""


def opened(installation: Installation) -> Iterator[Finding]:
    """Every finding that needs the key."""
    try:
        if installation.mode is Mode.LAPTOP:
            yield _whole()
            yield _set_to()
        else:
            from duenotice.web.doctor import postgres  # noqa: PLC0415  # needs psycopg

            yield from postgres.findings(installation)
        yield _tables()
        yield _clock()
        from duenotice.web.doctor import kept  # noqa: PLC0415  # after Django is set up

        yield from kept.findings(installation)
    except (DatabaseError, WrongKey) as why:
        seen = str(why) if isinstance(why, WrongKey) else damage.said(why)
        promise = "The database answers, and belongs to this key"
        yield Finding(promise, State.BROKEN, "opened it", seen, "restore the last good backup")


def _whole() -> Finding:
    seen = damage.whole()
    promise = "The database file is as it was written"
    how = (
        f"every page's mark, and the structure ({damage.size() // 1024:,} KiB)"
        if not seen
        else "every page's mark"
    )
    return judged(
        promise, how, [seen] if seen else [], "keep the file; restore the last good backup elsewhere"
    )


def _set_to() -> Finding:
    wrong = []
    with connection.cursor() as cursor:
        for name, wanted in SET_TO.items():
            cursor.execute(f"PRAGMA {name}")
            found = str(cursor.fetchone()[0])
            wrong += [] if found == wanted else [f"{name} is {found}, not {wanted}"]
    promise = "What was acknowledged survives a crash, and what was deleted is overwritten in the file"
    return judged(promise, "the settings of this connection", wrong, "report this as a fault")


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    wrong = [f"{len(plan)} steps of this version were not taken"] if plan else []
    return judged("The tables are of this version", "the steps taken so far", wrong, "duenotice upgrade")


def _clock() -> Finding:
    from duenotice.web.journal.models import Entry  # noqa: PLC0415  # after Django is set up

    last = Entry.objects.order_by("-at").first()
    now = datetime.now(UTC)
    promise, how = "The clock does not run behind the journal", "the last entry of the journal"
    late = last is not None and last.at > now + SKEW
    wrong = (
        [f"the last entry is of {last.at:%Y-%m-%d %H:%M}, now is {now:%Y-%m-%d %H:%M}"]
        if last and late
        else []
    )
    return judged(promise, how, wrong, "set the clock", State.REDUCED)
