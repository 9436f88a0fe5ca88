"""T-CHAIN: seven kinds of attack; each is found up to the last anchor, and from which entry on."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from django.db import connection, transaction

from duenotice.web.accounts.models import Organisation
from duenotice.web.installation import Installation
from duenotice.web.journal import selectors
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.chain import Line
from duenotice.web.journal.heads import SignedHead, public, sign
from duenotice.web.journal.models import Entry, Head
from duenotice.web.journal.services import note
from duenotice.web.journal.verifying import Kind, Row, verify
from duenotice.web.keys.derive import Keys
from tests.web.attacks import ATTACKS, Attack, Rows, _id, chained, head_of

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
TRIALS = 200
IN_DATABASE = int(os.environ.get("DUENOTICE_ATTACKS") or 12)
ENTRIES, ANCHORED = 40, 30
KEYS = Keys(b"k" * 32)
ORGANISATION = "7ff2b0a5-44b2-4a33-8a6e-61c5a6e7c6ad"


def journal(random: Random) -> Rows:
    lines = [
        Row(replace(_line(), action=random.choice(list(Action)), subject=_id(random)), "")
        for _ in range(ENTRIES)
    ]
    return chained(lines)


def _line() -> Line:
    at = "2026-11-26T12:00:00.000000+00:00"
    return Line(ORGANISATION, 0, at, "site", None, "", None, {}, "")


def kept(rows: Rows, *numbers: int) -> list[SignedHead]:
    return [
        sign(KEYS.signing(), ORGANISATION, n, rows[n - 1].hash, "2026-11-26T12:00:00+00:00") for n in numbers
    ]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_every_attack_before_the_last_anchor_is_found(attack: Attack) -> None:
    """T-CHAIN, on rows in memory: with the anchors alone, whatever was written into the head."""
    found = told = 0
    for trial in range(TRIALS):
        random = Random(f"{attack.name} {trial}")
        rows = journal(random)
        changed = attack.on(rows, ANCHORED, random)
        forged = sign(KEYS.signing(), ORGANISATION, len(changed), changed[-1].hash, "x") if changed else None
        broken = verify(changed, forged, kept(rows, 10, 20, ANCHORED), public(KEYS.signing())).broken
        found += broken is not None
        told += broken is not None and broken.kind in attack.told and 1 <= broken.first <= ANCHORED + 1
        same = next((i for i, (a, b) in enumerate(zip(rows, changed, strict=False)) if a != b), len(changed))
        assert broken is None or broken.first <= same + 1, (
            "it names an entry behind the first that was changed"
        )
    print(f"T-CHAIN {attack.name}: {found} of {TRIALS} found, {told} told as {sorted(attack.told)}")
    assert (found, told) == (TRIALS, TRIALS)


def test_a_journal_that_nobody_touched_is_whole() -> None:
    """T-CHAIN: no false alarm."""
    for trial in range(TRIALS):
        rows = journal(Random(trial))
        (head,) = kept(rows, ENTRIES)
        report = verify(rows, head, kept(rows, 10, 20, ANCHORED), public(KEYS.signing()))
        assert (report.broken, report.entries, report.anchored) == (None, ENTRIES, ANCHORED)


def test_behind_the_last_anchor_whoever_has_the_key_is_not_found() -> None:
    """T-CHAIN: the limit that the documents state is the true one."""
    random = Random(1)
    rows = journal(random)
    changed = chained([*rows[:35], replace(rows[35], line=replace(rows[35].line, subject=_id(random)))])
    head = sign(KEYS.signing(), ORGANISATION, len(changed), changed[-1].hash, "x")
    assert verify(changed, head, kept(rows, ANCHORED), public(KEYS.signing())).broken is None


def test_an_anchor_that_another_key_signed_is_told() -> None:
    rows = journal(Random(1))
    other = public(Keys(b"o" * 32).signing())
    broken = verify(rows, None, kept(rows, 10), other).broken
    assert broken is not None
    assert broken.kind is Kind.SIGNATURE


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_every_attack_on_the_tables_themselves_is_found(vault: Installation, attack: Attack) -> None:
    """T-CHAIN, through the database: its owner takes the triggers away, changes rows, and cannot sign."""
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    who = By(str(organisation.pk), None, "command line")
    with transaction.atomic():
        for _ in range(ENTRIES):
            note(by=who, action=Action.PEOPLE_LISTED, people=3)
    true, head = selectors.rows(organisation.pk), selectors.head(organisation.pk)
    assert head is not None
    without_triggers()
    found = 0
    for trial in range(IN_DATABASE):
        random = Random(f"{attack.name} {trial}")
        changed = attack.on(true, ENTRIES, random)
        put(changed, organisation, head_of(changed, head) if attack.head_too else head)
        broken = selectors.verified(organisation.pk).broken
        found += broken is not None
    put(true, organisation, head)
    print(f"T-CHAIN {vault.mode} {attack.name}: {found} of {IN_DATABASE} found in the database")
    assert found == IN_DATABASE
    assert selectors.verified(organisation.pk).broken is None


def without_triggers() -> None:
    """What the owner of the database can do, and the application role cannot."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE journal_head DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def put(rows: Rows, organisation: Organisation, head: SignedHead) -> None:
    """Make the tables say this."""
    with transaction.atomic():
        Entry.objects.all().delete()
        Entry.objects.bulk_create(
            Entry(
                organisation=organisation,
                number=row.line.number,
                at=datetime.fromisoformat(row.line.at),
                door=row.line.door,
                actor=row.line.actor,
                action=row.line.action,
                subject=row.line.subject,
                details=row.line.details,
                previous=row.line.previous,
                hash=row.hash,
            )
            for row in rows
        )
        Head.objects.update(number=head.number, hash=head.hash, signature=head.signature)
