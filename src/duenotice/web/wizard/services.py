"""Writing batches: uploading, choosing, handing over, taking in. Each is checked, done and told at once.

Who may see a batch is decided before (`selectors.batches_of`); what may be done with it is looked at here
again, with the row locked. `at` is the moment of whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.accounts.models import User
from duenotice.web.accounts.services import refused as not_yours
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.matters.models import Matter
from duenotice.web.wizard import guessing, selectors
from duenotice.web.wizard.choices import Choices
from duenotice.web.wizard.comparing import Line
from duenotice.web.wizard.files import refused
from duenotice.web.wizard.models import Batch, Remembered, State
from duenotice.web.wizard.selectors import Preview, partner_key
from duenotice.web.wizard.sheets import clean, tables_of
from duenotice.web.wizard.taking import Decision, Taken, take

KEPT = timedelta(days=7)
"""So long a batch waits to be taken in."""
UNDONE_WITHIN = timedelta(hours=24)
LONGEST_NAME = 120
MOST_DECIDED = 25_000
"""Places of a preview that a form may decide about."""


def stage(  # noqa: PLR0913 - an upload has these parts
    *, by: By, user: User, name: str, content: bytes, partner: str, encoding: str, at: datetime
) -> Batch:
    """Keep an uploaded list, sealed, with what is proposed for its columns.

    Raises `RefusedVault` (K37) and `RefusedTables` (M01) if it cannot be read; nothing is kept then.
    """
    tables = tables_of(content, encoding)
    before = selectors.remembered(by.organisation, partner)
    choices = guessing.proposed(tables, encoding, before)
    with transaction.atomic():
        made = Batch.objects.create(
            organisation_id=by.organisation,
            uploaded_by=user,
            created=at,
            expires=at + KEPT,
            name=clean(name.replace("\\", "/").rpartition("/")[2])[:LONGEST_NAME] or "list",
            partner=clean(partner)[:LONGEST_NAME],
            content=content,
            choices=choices.to_json(),
            outcome={},
            rejected=[],
        )
        note(by=by, action=Action.IMPORT_STAGED, subject=made.pk)
    return made


def choose(*, by: By, batch: Batch, choices: Choices, at: datetime) -> Batch:
    """Keep what was chosen, and remember it for the partner's next list. Raises `RefusedVault` (K30, K37)."""
    with transaction.atomic():
        locked = locked_batch(by, batch, State.OPEN, at)
        locked.choices = choices.to_json()
        locked.save()
        if locked.partner and choices.columns:
            Remembered.objects.update_or_create(
                organisation_id=by.organisation,
                partner=partner_key(by.organisation, locked.partner),
                defaults={"choices": choices.to_json(), "changed": at},
            )
        note(by=by, action=Action.IMPORT_CHANGED, subject=locked.pk)
    return locked


def hand_over(*, by: By, batch: Batch, at: datetime) -> Batch:
    """Let those who may take it in see the batch. Raises `RefusedVault` (K30)."""
    with transaction.atomic():
        locked = locked_batch(by, batch, State.OPEN, at)
        locked.handed = locked.handed or at
        locked.save()
        note(by=by, action=Action.IMPORT_HANDED_OVER, subject=locked.pk)
    return locked


def discard(*, by: By, batch: Batch, at: datetime) -> None:
    """Delete a batch that was not taken in. Raises `RefusedVault` (K30)."""
    with transaction.atomic():
        locked = locked_batch(by, batch, State.OPEN, at)
        note(by=by, action=Action.IMPORT_DISCARDED, subject=locked.pk)
        locked.delete()


def sweep(*, by: By, at: datetime) -> int:
    """Delete what waited too long, and what is kept for undoing when nothing can be undone any more."""
    over = Batch.objects.filter(organisation_id=by.organisation, expires__lte=at)
    with transaction.atomic():
        gone = over.filter(state=State.OPEN).count()
        count = over.count()
        if count:
            over.delete()
            note(by=by, action=Action.IMPORTS_EXPIRED, imports=count)
    return gone


def commit(  # noqa: PLR0913 - what was decided, by whom, on what
    *,
    by: By,
    user: User,
    batch: Batch,
    matter: UUID,
    decisions: Map[int, Decision],
    seal: str,
    at: datetime,
) -> Taken:
    """Take a batch in: all of it in one transaction. `decisions`: by the place of a line in the preview;
    a line without one is treated as `taking.usual` says. `seal`: of the preview that was decided on.

    Raises `RefusedVault` (K30 if anything that the preview rests on has changed, K41).
    """
    with transaction.atomic():
        locked = locked_batch(by, batch, State.OPEN, at)
        into = selectors.matters_of(user, at).filter(pk=matter, organisation_id=by.organisation).first()
        if into is None or not selectors.may_commit(user, locked, at):
            raise not_yours(
                "K41", "people are taken in only by class counsel, into a matter of theirs", "ask them"
            )
        preview = selectors.preview_of(locked, user, at)
        if preview.seal != seal:
            raise changed("what is on file, or what was chosen, has changed since this preview was shown")
        taken = take(by=by, batch=locked, matter=into, lines=preview.lines, decisions=decisions, at=at)
        _close(locked, into, preview, taken, at)
        _tell(by, into, preview, taken)
    return taken


def _close(locked: Batch, into: Matter, preview: Preview, taken: Taken, at: datetime) -> None:
    assert preview.rows == taken.accepted + taken.rejected_rows
    locked.state, locked.matter, locked.committed = State.COMMITTED, into, at
    locked.expires = at + KEPT
    locked.content = b""
    locked.outcome = taken.to_json()
    locked.rejected = {"header": list(preview.header), "rows": [_kept(line) for line in taken.rejected]}
    locked.save()


def _kept(line: Line) -> dict[str, Any]:
    return {
        "reasons": list(line.reasons),
        "places": list(line.rows.places),
        "cells": [list(cells) for cells in line.rows.cells],
        "own": line.incoming is None,
    }


def _tell(by: By, into: Matter, preview: Preview, taken: Taken) -> None:
    for person, _ in taken.new:
        note(by=by, action=Action.PERSON_ADDED, subject=person)
        note(by=by, action=Action.PERSON_IN_MATTER, subject=person)
    note(
        by=by,
        action=Action.PEOPLE_IMPORTED,
        rows=preview.rows,
        accepted=taken.accepted,
        new=len(taken.new),
        merged=len(taken.updated),
    )


def locked_batch(by: By, batch: Batch, state: State, at: datetime) -> Batch:
    """The batch's row, locked until the transaction ends. Raises `RefusedVault` (K30)."""
    rows = Batch.objects.select_for_update(of=("self",))
    found = rows.filter(pk=batch.pk, organisation_id=by.organisation).first()
    if found is None or found.state != state or (state is State.OPEN and found.expires <= at):
        raise changed("the import was taken in, undone or discarded, or its days are over")
    return found


def changed(why: str) -> RefusedVault:
    """K30, about an import."""
    return RefusedVault(
        Problem("K30", Place("import"), CODES["K30"], why, "look at it again, and then decide")
    )


def with_sheet(batch: Batch, sheet: str, row: int) -> Choices:
    """The choices of a batch for another sheet or header row, with a new proposal for its columns.

    Raises `RefusedVault` (K37) for a row that is not there.
    """
    before = selectors.remembered(batch.organisation_id, batch.partner)
    tables = selectors.tables_in(batch)
    table = next((each for each in tables if each.name == sheet), None)
    if table is None or table.header(row) is None:
        raise refused("the sheet has no such row", "choose one of the rows that are shown", batch.name)
    fresh = replace(
        selectors.choices_of(batch), sheet=table.name, row=row, columns={}, values={}, together=""
    )
    return guessing.with_columns(fresh, table, before)
