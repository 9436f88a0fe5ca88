"""T-KILL: an import that is killed at any moment loses nothing acknowledged, and leaves no half batch."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable

from django.db import connection

from duenotice.web import damage
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal import selectors as journal
from duenotice.web.journal.actions import Action
from duenotice.web.journal.models import Entry as Line
from duenotice.web.people.models import Entry, Identity, Number, Person
from duenotice.web.people.selectors import identity_of
from tests.web.modes.killing import BATCH, number
from tests.web.modes.process import started, told
from tests.web.vaults import organisation

KILLS = int(os.environ.get("DUENOTICE_KILLS", "15"))


def test_nothing_acknowledged_is_lost_and_no_batch_is_torn(
    vault: Installation, record_property: Callable[[str, object], None]
) -> None:
    """T-KILL"""
    office = organisation("Office A")
    connection.close()
    ran = told(started("killing", vault, [KILLS, 20261127, office.pk]), 60 + 3 * KILLS)
    on_file = Counter(batch_of(person) for person in Person.objects.all())
    lost = [batch for batch in ran["acknowledged"] if on_file[batch] != BATCH]
    torn = [batch for batch, count in on_file.items() if count != BATCH]
    report = journal.verified(office.pk)
    said = (
        f"T-KILL {vault.mode}: {KILLS} kills, {len(ran['begun'])} batches begun, {len(ran['acknowledged'])} "
        f"acknowledged ({len(ran['acknowledged']) * BATCH} people), {len(lost)} lost, {len(torn)} torn"
    )
    record_property("T-KILL", said)
    print(f"\n{said}")
    assert len(ran["acknowledged"]) > 1
    assert len(ran["begun"]) > len(ran["acknowledged"]), "no kill came in the middle of a batch"
    assert (lost, torn) == ([], [])
    assert set(on_file) <= set(ran["begun"])
    people = Person.objects.count()
    assert people == Identity.objects.count() == Number.objects.count() == Entry.objects.count()
    assert Line.objects.filter(action=Action.PERSON_ADDED).count() == people
    assert Line.objects.filter(action=Action.PEOPLE_IMPORTED).count() == len(on_file)
    assert report.broken is None, report
    if vault.mode is Mode.LAPTOP:
        assert damage.whole() == ""


def batch_of(person: Person) -> int:
    """Which batch a person came with."""
    return (int(identity_of(person).numbers[0]) - number(0, 0)) // BATCH
