"""Uploading, the preview, taking in, taking back, and the rejected rows."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.problems import Refused
from duenotice.web.attachments.downloads import as_download
from duenotice.web.attachments.services import File
from duenotice.web.journal.actions import Action
from duenotice.web.journal.services import note
from duenotice.web.pages import declares, needs
from duenotice.web.policy import Permission
from duenotice.web.site.answers import page
from duenotice.web.site.requests import by, first_organisation, now, user_of
from duenotice.web.wizard import forms, rejected, selectors, services, undoing
from duenotice.web.wizard.comparing import Fate
from duenotice.web.wizard.doors import acts, batch_of, open_batch, problem_of, read
from duenotice.web.wizard.models import Batch, State
from duenotice.web.wizard.sheets import ENCODINGS
from duenotice.web.wizard.shown import shown_lines


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The lists on their way in, and a form for another."""
    context: dict[str, Any] = {}
    acting = by(request, first_organisation(request, Permission.STAGE_IMPORTS))
    services.sweep(by=acting, at=now())
    file = request.FILES.get("file") if request.method == "POST" else None
    status = 200
    if isinstance(file, UploadedFile):
        made, problem = _staged(request, file)
        if made is not None:
            return redirect("import_sheet", batch=made.pk)
        context["refused"], status = problem, 400
    elif request.method == "POST":
        context["said"], status = _("Choose a file."), 400
    rows = list(selectors.batches_of(user_of(request), now())[:100])
    return page(request, "wizard/imports.html", status, batches=rows, encodings=ENCODINGS, **context)


def _staged(request: HttpRequest, file: Any) -> tuple[Batch | None, Any]:
    acting = by(request, first_organisation(request, Permission.STAGE_IMPORTS))
    sent: dict[str, Any] = request.POST.dict()
    name = file.name or ""
    try:
        made = services.stage(
            by=acting,
            user=user_of(request),
            name=name,
            content=file.read(),
            partner=sent.get("partner", ""),
            encoding=forms.encoding(sent),
            at=now(),
        )
    except Refused as refused:
        return None, problem_of(refused, name)
    return made, None


@declares(needs(Permission.STAGE_IMPORTS))
@require_safe
def one(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """One list: how far it has come, and what came of it."""
    found = batch_of(request, batch)
    commits = selectors.may_commit(user_of(request), found, now())
    undo_until = found.committed + services.UNDONE_WITHIN if found.committed else None
    context: dict[str, Any] = {
        "commits": commits,
        "outcome": found.outcome if commits and found.state != State.OPEN else None,
        "undo_until": undo_until,
        "may_undo": commits
        and found.state == State.COMMITTED
        and undo_until is not None
        and now() < undo_until,
        "own_rejected": len(rejected.of_batch(found, own=not commits).rows),
    }
    return page(request, "wizard/one.html", batch=found, **context)


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """What would happen; and, for whoever may, that it does."""
    found, context = open_batch(request, batch), dict[str, Any]()
    if not selectors.choices_of(found).columns:
        return redirect("import_columns", batch=found.pk)
    commits = selectors.may_commit(user_of(request), found, now())
    if request.method == "POST":
        if not commits:
            raise PermissionDenied
        context["refused"] = _commit(request, found)
        if context["refused"] is None:
            return redirect("import", batch=found.pk)
    with transaction.atomic():
        said = (
            selectors.preview_of(found, user_of(request), now()) if commits else selectors.own_preview(found)
        )
        read(request, found, people=len({line.person for line in said.lines if line.person}))
    counts = said.counts
    matters = selectors.matters_of(user_of(request), now()).filter(organisation=found.organisation_id)
    context |= {
        "commits": commits,
        "matters": matters if commits else [],
        "rows": said.rows,
        "accepted": said.rows - counts[Fate.REJECTED],
        "rejected": counts[Fate.REJECTED],
        "counts": [(fate, count) for fate, count in counts.items() if commits],
        "seal": said.seal,
        **shown_lines(said),
    }
    return page(
        request, "wizard/preview.html", 409 if context.get("refused") else 200, batch=found, **context
    )


def _commit(request: HttpRequest, found: Batch) -> Any:
    """None if it was taken in; else why not."""
    sent: dict[str, Any] = request.POST.dict()
    matter = forms.uuid_of(sent.get("matter", ""))
    if matter is None:
        return problem_of(services.changed(_("choose the matter into which these people come")), "")
    try:
        services.commit(
            by=acts(request, found),
            user=user_of(request),
            batch=found,
            matter=matter,
            decisions=forms.decisions(sent, len(sent) + services.MOST_DECIDED),
            seal=sent.get("seal", ""),
            at=now(),
        )
    except Refused as refused:
        return problem_of(refused, "")
    return None


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["POST"])
def hand_over(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Let those see it who may take it in."""
    found = open_batch(request, batch)
    services.hand_over(by=acts(request, found), batch=found, at=now())
    return redirect("import", batch=found.pk)


@declares(needs(Permission.STAGE_IMPORTS))
@require_http_methods(["POST"])
def discard(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Delete a list that was not taken in."""
    found = open_batch(request, batch)
    services.discard(by=acts(request, found), batch=found, at=now())
    return redirect("imports")


@declares(needs(Permission.COMMIT_IMPORTS))
@require_http_methods(["POST"])
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take an import back."""
    found = batch_of(request, batch)
    if not selectors.may_commit(user_of(request), found, now()):
        raise Http404
    try:
        undoing.undo(by=acts(request, found), batch=found, at=now())
    except Refused as refused:
        return page(request, "wizard/refused.html", 409, batch=found, refused=problem_of(refused, ""))
    return redirect("import", batch=found.pk)


@declares(needs(Permission.STAGE_IMPORTS))
@require_safe
def rejected_csv(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The rejected rows as CSV."""
    return as_download(File("rejected-rows.csv", "text/csv", rejected.to_csv(_rejected(request, batch))))


@declares(needs(Permission.STAGE_IMPORTS))
@require_safe
def rejected_xlsx(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The rejected rows as a workbook."""
    return as_download(File("rejected-rows.xlsx", "", rejected.to_xlsx(_rejected(request, batch))))


def _rejected(request: HttpRequest, batch: uuid.UUID) -> rejected.Rejects:
    found = batch_of(request, batch)
    user, at = user_of(request), now()
    commits = selectors.may_commit(user, found, at)
    with transaction.atomic():
        if found.state != State.OPEN:
            rows = rejected.of_batch(found, own=not commits)
        elif not selectors.choices_of(found).columns:
            raise Http404
        else:
            said = selectors.preview_of(found, user, at) if commits else selectors.own_preview(found)
            rows = rejected.of_preview(said)
        note(
            by=acts(request, found),
            action=Action.REJECTED_ROWS_FETCHED,
            subject=found.pk,
            rows=len(rows.rows),
        )
    return rows
