"""What is kept so that a loss or a change can be mended or shown: backups, drills, the journal and its heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from duenotice.web.doctor.findings import Finding, State, judged
from duenotice.web.installation import Installation

ANCHOR = timedelta(days=1)
"""How old a kept head may be while entries are written."""


def findings(installation: Installation) -> Iterator[Finding]:
    """Every finding about backups and the journal; the vault is open."""
    yield _copies(installation)
    yield _backup()
    yield _drill()
    yield from _journal()


def _copies(installation: Installation) -> Finding:
    from duenotice.web.backups import copies  # noqa: PLC0415  # after Django is set up

    wrong = [f"{path} is {what}" for path, what in copies.beside(installation)]
    promise = "No copy of the database lies in the vault's folder"
    return judged(promise, "the beginning of every file there", wrong, "move it away, or delete it")


def _backup() -> Finding:
    from duenotice.web.backups import selectors  # noqa: PLC0415

    last = selectors.last_backup()
    wrong = [] if last else ["no backup was ever made"]
    promise, mend = "A backup was made", "duenotice backup TO"
    return judged(
        promise, f"the journal ({last:%Y-%m-%d})" if last else "the journal", wrong, mend, State.REDUCED
    )


def _drill() -> Finding:
    from duenotice.web.backups import selectors  # noqa: PLC0415

    last, days = selectors.last_drill(), selectors.DRILL.days
    seen = f"the last drill was on {last:%Y-%m-%d}" if last else "no backup was ever tried"
    promise, mend = f"A backup was restored for trial within {days} days", "duenotice drill FROM"
    return judged(promise, "the journal", [seen] if selectors.drill_due() else [], mend, State.REDUCED)


def _journal() -> Iterator[Finding]:
    from duenotice.web.accounts.models import Organisation  # noqa: PLC0415
    from duenotice.web.journal import anchors, selectors  # noqa: PLC0415

    broken, late = [], []
    kept = anchors.kept(anchors.file())
    for organisation in Organisation.objects.order_by("pk"):
        report = selectors.verified(organisation.pk)
        broken += [str(report.broken)] if report.broken else []
        own = [head.at for head in kept if head.organisation == str(organisation.pk)]
        last = datetime.fromisoformat(max(own)) if own else None
        if report.entries > report.anchored and (last is None or datetime.now(UTC) - last > ANCHOR):
            late.append(f"the last head that was kept is of {last:%Y-%m-%d}" if last else "no head was kept")
    promise, mend = "The journal is whole", "duenotice journal verify; keep the folder as it is"
    yield judged(promise, "every hash, the head, and the heads that were kept", broken, mend)
    promise, mend = "The journal's head is kept outside the database", "duenotice journal anchor --to FILE"
    yield judged(promise, "anchors.txt", late, mend, State.REDUCED)
