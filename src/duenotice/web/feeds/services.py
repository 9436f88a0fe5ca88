"""Making, taking back and reading feeds: check, do, and tell the journal, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from duenotice.web.accounts.models import User
from duenotice.web.feeds.calendar import Entry
from duenotice.web.feeds.models import Feed, Told
from duenotice.web.feeds.selectors import Day, days, hashed
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note

LIVES = (30, 90, 180, 365)
"""For how many days a feed can be made."""
KEPT = timedelta(days=30)
"""For how long a cancelled event is still told."""


def make(*, by: By, user: User, lives: int, at: datetime) -> tuple[Feed, str]:
    """A new feed for an account, and its token: the only time that anybody sees it. lives: one of `LIVES`."""
    assert lives in LIVES, lives
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        feed = Feed.objects.create(
            organisation_id=by.organisation,
            user=user,
            token_hash=hashed(token),
            made=at,
            expires=at + timedelta(days=lives),
        )
        note(by=by, action=Action.FEED_MADE, subject=feed.pk, days=lives)
    return feed, token


def revoke(*, by: By, feed: Feed, at: datetime) -> None:
    """End a feed at once; what it told is forgotten."""
    with transaction.atomic():
        locked = Feed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
        if locked.revoked is None:
            locked.revoked = at
            locked.save(update_fields=["revoked"])
            locked.told.all().delete()
            note(by=by, action=Action.FEED_REVOKED, subject=feed.pk)


def read(*, by: By, feed: Feed, at: datetime) -> tuple[Entry, ...]:
    """What the feed says now; what changed since it was last read has a higher sequence number."""
    with transaction.atomic():
        locked = Feed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
        entries = _told(locked, days(locked, at), at)
        locked.last_read = at
        locked.save(update_fields=["last_read"])
        note(by=by, action=Action.FEED_READ, subject=feed.pk, events=len(entries))
    return entries


def _told(feed: Feed, found: Iterable[Day], at: datetime) -> tuple[Entry, ...]:
    before = {each.uid: each for each in feed.told.all()}
    new, changed, kept = list[Told](), list[Told](), list[Told]()
    for day in found:
        row = before.pop(day.uid, None)
        if row is None:
            row = _new(feed, day, at)
            new.append(row)
        elif (row.day, row.kind, row.reference, row.cancelled) != (day.day, day.kind, day.reference, None):
            _change(row, day.day, day.kind, day.reference, at)
            changed.append(row)
        kept.append(row)
    over = list[Told]()
    for row in before.values():
        if (row.cancelled and row.cancelled <= at - KEPT) or (not row.cancelled and row.day < at.date()):
            over.append(row)
            continue
        if not row.cancelled:
            _change(row, row.day, "", "", at)
            row.cancelled = at
            changed.append(row)
        kept.append(row)
    Told.objects.bulk_create(new)
    Told.objects.bulk_update(
        changed, ["day", "kind", "reference", "sequence", "changed", "cancelled"], batch_size=100
    )
    feed.told.filter(pk__in=[row.pk for row in over]).delete()
    return tuple(_entry(row) for row in kept)


def _new(feed: Feed, day: Day, at: datetime) -> Told:
    return Told(
        organisation_id=feed.organisation_id,
        feed=feed,
        uid=day.uid,
        day=day.day,
        kind=day.kind,
        reference=day.reference,
        changed=at,
    )


def _change(row: Told, day: date, kind: str, reference: str, at: datetime) -> None:
    row.day, row.kind, row.reference, row.cancelled = day, kind, reference, None
    row.sequence += 1
    row.changed = at


def _entry(row: Told) -> Entry:
    cancelled = row.cancelled is not None
    return Entry(row.uid, row.day, row.kind, row.reference, row.sequence, row.changed, cancelled)
