"""What lies beside the database: copies that are no backups, and the heads of the journal that were kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from duenotice.web.doctor.findings import Finding, State, judged
from duenotice.web.installation import Installation

ANCHOR = timedelta(days=1)
"""How old the last kept head may be while entries are written."""


def findings(installation: Installation) -> Iterator[Finding]:
    """Both findings; the vault is open."""
    yield _copies(installation)
    yield _heads()


def _copies(installation: Installation) -> Finding:
    from duenotice.web.backups import copies  # noqa: PLC0415  # after Django is set up

    wrong = [f"{path} is {what}" for path, what in copies.beside(installation)]
    promise = "No copy of the database lies in the vault's folder"
    return judged(promise, "the beginning of every file there", wrong, "move it away, or delete it")


def _heads() -> Finding:
    from duenotice.web.journal import anchors, selectors  # noqa: PLC0415  # after Django is set up
    from duenotice.web.journal.models import Head  # noqa: PLC0415

    late, kept = [], anchors.kept(anchors.file())
    for head in Head.objects.filter(number__gt=0).order_by("pk"):
        own = [one for one in kept if one.organisation == str(head.pk) and one.genuine(selectors.key())]
        last = max(own, key=lambda one: one.number, default=None)
        if last is None:
            late.append("no head was kept")
        elif last.number < head.number and datetime.now(UTC) - datetime.fromisoformat(last.at) > ANCHOR:
            late.append(f"the last head that was kept is of {last.at[:10]}")
    promise, mend = (
        "The head of the journal is kept outside the database",
        "duenotice journal anchor --to FILE",
    )
    return judged(promise, "anchors.txt", late, mend, State.REDUCED)
