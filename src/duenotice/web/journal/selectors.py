"""Reading the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from uuid import UUID

from duenotice.web.journal import anchors
from duenotice.web.journal.actions import Action
from duenotice.web.journal.chain import Line
from duenotice.web.journal.heads import SignedHead, public
from duenotice.web.journal.models import Entry, Head
from duenotice.web.journal.services import signed_now
from duenotice.web.journal.verifying import Report, Row, verify
from duenotice.web.keys import ring


def rows(organisation: UUID | str) -> list[Row]:
    """Every entry of an organisation, by number."""
    entries = Entry.objects.filter(organisation_id=organisation).order_by("number", "id")
    return [Row(line_of(entry), entry.hash) for entry in entries.iterator()]


def latest(organisation: UUID | str, count: int) -> list[Line]:
    """The last entries, the newest last."""
    found = Entry.objects.filter(organisation_id=organisation).order_by("-number")[:count]
    return [line_of(entry) for entry in reversed(found)]


def line_of(entry: Entry) -> Line:
    """What an entry says, in the form of which the hash is taken."""
    return Line(
        organisation=str(entry.organisation_id),
        number=entry.number,
        at=entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        door=entry.door,
        actor=None if entry.actor is None else str(entry.actor),
        action=entry.action,
        subject=None if entry.subject is None else str(entry.subject),
        details=entry.details,
        previous=entry.previous,
    )


def head(organisation: UUID | str) -> SignedHead | None:
    """The signed head as the database holds it; None before the first entry."""
    found = Head.objects.filter(organisation_id=organisation, number__gt=0).first()
    if found is None:
        return None
    at = found.at.astimezone(UTC).isoformat(timespec="microseconds") if found.at else ""
    return SignedHead(str(organisation), found.number, at, found.hash, found.signature, key())


def key() -> str:
    """The public key of this vault, in base64."""
    return public(ring.current().signing())


def verified(organisation: UUID | str, kept: Iterable[SignedHead] = ()) -> Report:
    """Verify the journal of an organisation against its head, the file of anchors, and further heads."""
    every = {*anchors.kept(anchors.file()), *kept}
    own = [one for one in every if one.organisation == str(organisation)]
    return verify(rows(organisation), head(organisation), own, key())


def last(organisation: UUID | str, *actions: Action) -> Entry | None:
    """The last entry of any of these actions."""
    return Entry.objects.filter(organisation_id=organisation, action__in=actions).order_by("number").last()


def printed(organisation: UUID | str) -> str:
    """The line that stands on every export and letter: the head, signed now. Empty before the first entry.

    Note the export first: then the line covers its own entry.
    """
    found = head(organisation)
    return "" if found is None else str(signed_now(str(organisation), found.number, found.hash))
