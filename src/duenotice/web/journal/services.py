"""Writing to the journal: always inside the transaction of what it tells of."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from functools import partial

from django.conf import settings
from django.db import transaction

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.journal import anchors
from duenotice.web.journal.actions import Action, By, checked
from duenotice.web.journal.chain import Line
from duenotice.web.journal.heads import SignedHead, sign
from duenotice.web.journal.models import Entry, Head
from duenotice.web.keys import ring

_anchored: dict[tuple[str, str], date] = {}
"""On which day this process last saw an anchor, by vault and organisation."""


class OutsideTransaction(Exception):
    """An entry was to be written apart from what it tells of."""


def note(*, by: By, action: Action, subject: uuid.UUID | None = None, **details: str | int) -> Entry:
    """Append one entry; raises `OutsideTransaction`, `RefusedDetail`, and `RefusedVault` (K20)."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    allowed = checked(action, details)
    Head.objects.get_or_create(organisation_id=by.organisation)
    head = Head.objects.select_for_update().get(organisation_id=by.organisation)
    at = datetime.now(UTC)
    line = Line(
        organisation=str(by.organisation),
        number=head.number + 1,
        at=at.isoformat(timespec="microseconds"),
        door=by.door,
        actor=None if by.actor is None else str(by.actor),
        action=action,
        subject=None if subject is None else str(subject),
        details=allowed,
        previous=head.hash,
    )
    _see_to_anchors(head, at.date())
    entry = _written(line, at)
    signed = sign(ring.current().signing(), line.organisation, line.number, line.hash, line.at)
    head.number, head.hash, head.at, head.signature = line.number, line.hash, at, signed.signature
    head.save()
    return entry


def anchor(*, by: By) -> SignedHead:
    """Note that the journal is anchored; the signed head, which the caller keeps after the commit."""
    entry = note(by=by, action=Action.JOURNAL_ANCHORED)
    return signed_now(str(by.organisation), entry.number, entry.hash)


def signed_now(organisation: str, number: int, digest: str) -> SignedHead:
    """A head with the moment of signing."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return sign(ring.current().signing(), organisation, number, digest, at)


def _written(line: Line, at: datetime) -> Entry:
    return Entry.objects.create(
        organisation_id=line.organisation,
        number=line.number,
        at=at,
        door=line.door,
        actor=line.actor,
        action=line.action,
        subject=line.subject,
        details=line.details,
        previous=line.previous,
        hash=line.hash,
    )


def _see_to_anchors(head: Head, today: date) -> None:
    """Once a day and process: do not go on from a journal that was put back; anchor after the commit."""
    organisation = str(head.organisation_id)
    if _anchored.get((settings.VAULT, organisation)) == today:
        return
    kept = [one for one in anchors.kept(anchors.file()) if one.organisation == organisation]
    last = max(kept, key=lambda one: one.number, default=None)
    if last and not _fits(last, head):
        raise _put_back(last, head)
    if any(one.at[:10] == today.isoformat() for one in kept):
        _anchored[settings.VAULT, organisation] = today
    else:
        transaction.on_commit(partial(_anchor_today, organisation, today))


def _fits(last: SignedHead, head: Head) -> bool:
    entries = Entry.objects.filter(organisation_id=last.organisation, number=last.number)
    return last.number <= head.number and entries.filter(hash=last.hash).exists()


def _put_back(last: SignedHead, head: Head) -> RefusedVault:
    why = (
        f"the head kept on {last.at[:10]} was entry {last.number}, and the journal, which ends with entry "
        f"{head.number}, does not hold it"
    )
    help_ = "an old copy was put back: run `duenotice journal verify`, then restore the last good backup"
    return RefusedVault(Problem("K20", Place(settings.VAULT), CODES["K20"], why, help_))


def _anchor_today(organisation: str, today: date) -> None:
    if _anchored.get((settings.VAULT, organisation)) == today:
        return
    head = Head.objects.get(organisation_id=organisation)
    anchors.keep([signed_now(organisation, head.number, head.hash)], anchors.file())
    _anchored[settings.VAULT, organisation] = today
