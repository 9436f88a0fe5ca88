"""T-CONC: twenty users at once lose no update and see no lock; without the lock the checks notice."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from duenotice.web.installation import Installation, Mode
from duenotice.web.journal import selectors as journal
from duenotice.web.making import by
from duenotice.web.people import selectors
from duenotice.web.people.services import add_person
from duenotice.web.sealed import CannotOpen
from tests.web.modes.process import started, told
from tests.web.modes.working import NUMBERS
from tests.web.vaults import acting_for, organisation

SECONDS = float(os.environ.get("DUENOTICE_SECONDS", "5"))
PROCESSES, USERS = 4, 5
"""Processes, and users of each."""


@dataclass(frozen=True)
class Seen:
    """What was acknowledged, and what is on file when all is over."""

    done: int
    again: int
    lost: list[str]
    failed: dict[str, int]
    p95: dict[str, float]
    versions: bool
    journal: bool


def at_once(vault: Installation, seconds: float, pause: float = 0, lock: str = "") -> Seen:
    """Let everybody work, then compare what they were told with what is there."""
    office = organisation("Office A")
    with acting_for(office):
        for n in NUMBERS:
            add_person(by=by(office), names=[f"Person {n}"], numbers=[f"{n:09}"])
    connection.close()
    running = [
        started("working", vault, [seconds, USERS, f"process {n}", office.pk, pause, lock])
        for n in range(PROCESSES)
    ]
    did: list[dict[str, Any]] = [told(process, seconds + 120) for process in running]
    lost, versions = [], True
    for n in NUMBERS:
        person = selectors.by_number(office.pk, f"{n:09}")
        assert person is not None
        family = [word for one in did for number, word in one["family"] if number == n]
        entries = [word for one in did for number, word in one["entries"] if number == n]
        try:
            on_file = [fact.origin.source for fact in selectors.record_of(person).facts]
        except CannotOpen:
            on_file = []
        lost += sorted({*family} - {*selectors.identity_of(person).family})
        lost += sorted({*entries} - {*on_file})
        versions &= person.version == 1 + len(family) + len(entries)
    took = [(what, time) for one in did for what, time in one["took"]]
    kinds = sorted({what for what, _ in took})
    p95 = {kind: statistics.quantiles([t for what, t in took if what == kind], n=20)[18] for kind in kinds}
    p95["all"] = statistics.quantiles([t for _, t in took], n=20)[18]
    failed = {why: count for one in did for why, count in one["failed"].items()}
    whole = journal.verified(office.pk).broken is None
    return Seen(len(took), sum(one["again"] for one in did), lost, failed, p95, versions, whole)


@pytest.mark.parametrize("pause", [0, 2] if SECONDS >= 60 else [0])
def test_twenty_users_at_once_lose_no_update_and_see_no_lock(
    vault: Installation, pause: float, record_property: Callable[[str, object], None]
) -> None:
    """T-CONC"""
    seen = at_once(vault, SECONDS, pause)
    times = ", ".join(f"{kind} {time * 1000:.0f} ms" for kind, time in seen.p95.items())
    said = (
        f"T-CONC {vault.mode}: {PROCESSES * USERS} users, {SECONDS:.0f} s, pauses up to {pause} s, "
        f"{seen.done} done, {seen.again} tried again, {len(seen.lost)} lost, "
        f"{sum(seen.failed.values())} failed; p95: {times}"
    )
    record_property("T-CONC", said)
    print(f"\n{said}")
    assert (seen.lost, seen.failed) == ([], {})
    assert seen.done > PROCESSES * USERS
    assert seen.again > 0 or pause, "nobody met anybody"
    assert seen.versions
    assert seen.journal


def test_without_the_lock_the_check_notices(vault: Installation) -> None:
    """T-CONC, planted: PostgreSQL without the row lock, SQLite without IMMEDIATE."""
    seen = at_once(vault, min(SECONDS, 4), 0, "row" if vault.mode is Mode.SERVER else "immediate")
    print(f"\nT-CONC {vault.mode} without its lock: {len(seen.lost)} lost, failed: {seen.failed}")
    if vault.mode is Mode.SERVER:
        assert seen.lost
    else:
        assert any("locked" in why for why in seen.failed)
