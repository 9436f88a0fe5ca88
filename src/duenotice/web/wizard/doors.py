"""What every page of the wizard begins with: the batch, for whom it is there, and the journal's line."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from duenotice.problems import Problem, Refused
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.site.requests import by, now, user_of
from duenotice.web.wizard import selectors
from duenotice.web.wizard.models import Batch, State


def batch_of(request: HttpRequest, id_: uuid.UUID) -> Batch:
    """The batch, if whoever asks may see it; else there is nothing here."""
    found = selectors.batches_of(user_of(request), now()).filter(pk=id_).first()
    if found is None:
        raise Http404
    return found


def open_batch(request: HttpRequest, id_: uuid.UUID) -> Batch:
    """The same, while it is not taken in."""
    found = batch_of(request, id_)
    if found.state != State.OPEN:
        raise Http404
    return found


def acts(request: HttpRequest, batch: Batch) -> By:
    """Whoever asks, for the organisation of the batch."""
    return by(request, batch.organisation_id)


def read(request: HttpRequest, batch: Batch, **details: int) -> None:
    """Tell the journal that rows of the list were shown. Inside the caller's transaction."""
    note(by=acts(request, batch), action=Action.IMPORT_READ, subject=batch.pk, **details)


def problem_of(refused: Refused, name: str) -> Problem:
    """The first problem, as a page shows it: it names the uploaded file, not where it lay in memory."""
    first = refused.problems[0]
    what = f"{name}: {first.what}" if name else first.what
    return Problem(first.code, first.place, what, first.why, first.help)
