"""Pages for administrators: members, invitations, and the journal, which auditors read too."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.problems import RefusedVault
from duenotice.web.accounts import selectors, services
from duenotice.web.accounts.models import Membership, Role, State, Team, User
from duenotice.web.journal.actions import Action
from duenotice.web.journal.models import Entry
from duenotice.web.journal.services import note
from duenotice.web.pages import declares, needs
from duenotice.web.policy import Permission
from duenotice.web.site.answers import page
from duenotice.web.site.requests import by, first_organisation

MANAGES = declares(needs(Permission.MANAGE_MEMBERS))
A_PAGE = 100
"""Entries of the journal on one page."""
CHANGES: dict[str, Callable[..., None]] = {
    "suspend": services.suspend,
    "restore": services.restore,
    "remove": services.remove,
}


@MANAGES
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Who has which role."""
    return _members(request)


@MANAGES
@require_http_methods(["POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation; its code is on this one page and nowhere else."""
    acts = by(request, first_organisation(request, Permission.MANAGE_MEMBERS))
    role = _role(request)
    name = request.POST.get("team", "").strip()
    with transaction.atomic():
        team = None
        if name and role is Role.NAVIGATOR:
            team = Team.objects.filter(organisation_id=acts.organisation, name=name).first()
            team = team or services.make_team(by=acts, name=name[:100])
        made, code = services.invite(by=acts, role=role, team=team)
    return _members(request, code=code, expires=made.expires, invited=role)


@MANAGES
@require_http_methods(["POST"])
def offer(request: HttpRequest, membership: uuid.UUID) -> HttpResponse:
    """Offer a further role to the account of a membership."""
    held, role = _membership(request, membership), _role(request)
    acts = by(request, held.organisation_id)
    return _done(request, lambda: services.offer(by=acts, user=held.user, role=role))


@MANAGES
@require_http_methods(["POST"])
def change(request: HttpRequest, membership: uuid.UUID) -> HttpResponse:
    """Suspend, restore or remove a membership."""
    held = _membership(request, membership)
    do = CHANGES.get(request.POST.get("change", ""))
    if do is None:
        raise Http404
    return _done(request, lambda: do(by=by(request, held.organisation_id), membership=held))


@MANAGES
@require_http_methods(["POST"])
def release(request: HttpRequest, membership: uuid.UUID) -> HttpResponse:
    """Open an account that its owner locked down."""
    held = _membership(request, membership)
    return _done(request, lambda: services.release(by=by(request, held.organisation_id), user=held.user))


@declares(needs(Permission.READ_JOURNAL))
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """What was done: ids, actions and counts. Nobody is named in it."""
    organisation = first_organisation(request, Permission.READ_JOURNAL)
    before = request.GET.get("before", "")
    with transaction.atomic():
        entries = Entry.objects.filter(organisation_id=organisation).order_by("-number")
        if before.isascii() and before.isdigit() and len(before) < 18:
            entries = entries.filter(number__lt=int(before))
        shown = list(entries[:A_PAGE])
        note(by=by(request, organisation), action=Action.JOURNAL_READ, entries=len(shown))
    older = shown[-1].number if shown and shown[-1].number > 1 else None
    return page(request, "site/journal.html", entries=shown, older=older)


def _members(request: HttpRequest, status: int = 200, **context: object) -> HttpResponse:
    organisation = first_organisation(request, Permission.MANAGE_MEMBERS)
    rows = list(selectors.members(organisation))
    frozen: list[tuple[User, datetime]] = []
    for row in rows:
        locked = row.user.locked_down
        if locked is not None and row.state != State.REMOVED and all(each[0] != row.user for each in frozen):
            frozen.append((row.user, locked))
    return page(request, "site/members.html", status, rows=rows, frozen=frozen, roles=Role, **context)


def _done(request: HttpRequest, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except RefusedVault as why:
        return _members(request, 409, refused=why.problems[0])
    return HttpResponseRedirect(reverse("members"))


def _membership(request: HttpRequest, wanted: uuid.UUID) -> Membership:
    organisation = first_organisation(request, Permission.MANAGE_MEMBERS)
    found = selectors.members(organisation).filter(pk=wanted).first()
    if found is None:
        raise Http404
    return found


def _role(request: HttpRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise Http404 from None
