"""What is sent from the roster: assignments, exports, saved views."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time, timedelta
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from duenotice.problems import RefusedVault
from duenotice.web.accounts.models import User
from duenotice.web.journal.actions import Reason
from duenotice.web.pages import declares, needs
from duenotice.web.people.models import Person
from duenotice.web.policy import Permission, visible_people
from duenotice.web.roster import selectors, services
from duenotice.web.roster.asked import asked_of
from duenotice.web.roster.exporting import KINDS
from duenotice.web.roster.forms import AssignForm, ExportForm, ViewForm, kept_query
from duenotice.web.roster.leaving import export as exported
from duenotice.web.roster.models import SavedView
from duenotice.web.site.requests import by, first_organisation, now, user_of

POSTED = require_http_methods(["POST"])


@declares(needs(Permission.LEAD_MATTERS))
@POSTED
def assign(request: HttpRequest) -> HttpResponse:
    """The chosen people, to one member, until the end of a day if one is given: all, or nobody."""
    user, at, form = user_of(request), now(), AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose people and who works for them. Nobody was assigned."))
        return _back(request)
    member = _member(request, form.cleaned_data["member"])
    wanted = set(form.cleaned_data["people"])
    people = list(visible_people(user, at).filter(pk__in=wanted))
    if len(people) != len(wanted):
        raise Http404
    day = form.cleaned_data["until"]
    until = datetime.combine(day + timedelta(days=1), time(), UTC) if day else None
    if until is not None and until <= at:
        messages.error(request, gettext("That day is over. Nobody was assigned."))
        return _back(request)
    try:
        done = _assigned(request, people, partial(services.assign_many, member=member, until=until))
    except RefusedVault as why:
        messages.error(request, f"{why.problems[0].what.capitalize()}: {why.problems[0].why}.")
        return _back(request)
    said = ngettext("%(done)d person was assigned.", "%(done)d people were assigned.", done)
    messages.success(request, said % {"done": done})
    return _back(request)


@transaction.atomic
def _assigned(request: HttpRequest, people: list[Person], do: partial[int]) -> int:
    per: dict[str, list[Person]] = {}
    for person in people:
        per.setdefault(str(person.organisation_id), []).append(person)
    return sum(do(by=by(request, each), people=held) for each, held in per.items())


def _member(request: HttpRequest, id_: uuid.UUID) -> User:
    found = selectors.colleagues(user_of(request), Permission.LEAD_MATTERS, now())
    member = next((each for each in found if each.pk == id_), None)
    if member is None:
        raise Http404
    return member


@declares(needs(Permission.SEE_PEOPLE))
@POSTED
def export(request: HttpRequest) -> HttpResponse:
    """Everybody on the filtered list as a file; the address has the filters, the form the reason."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Say why the list is exported. Nothing left."))
        return _to_roster(kept_query(request.GET))
    kind = form.cleaned_data["kind"]
    body = exported(
        request=request,
        asked=asked_of(request),
        reason=Reason(form.cleaned_data["reason"]),
        kind=kind,
        at=now(),
    )
    response = HttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="roster.{kind}"'
    return response


@declares(needs(Permission.SEE_PEOPLE))
@POSTED
def save_view(request: HttpRequest) -> HttpResponse:
    """A name for the filters of an address."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("A view needs a name of up to 100 characters. Nothing was saved."))
        return _back(request)
    acts = by(request, first_organisation(request, Permission.SEE_PEOPLE))
    name, query = form.cleaned_data["name"], _query(form.cleaned_data["query"])
    made = services.save_view(by=acts, user=user_of(request), name=name, query=query, at=now())
    return HttpResponseRedirect(reverse("roster_view", args=[made.pk]))


@declares(needs(Permission.SEE_PEOPLE))
@POSTED
def remove_view(request: HttpRequest, view: uuid.UUID) -> HttpResponse:
    """A view of one's own is gone."""
    found = SavedView.objects.filter(pk=view, user=user_of(request).pk).first()
    if found is None:
        raise Http404
    services.remove_view(by=by(request, found.organisation_id), view=found)
    return _to_roster("")


def _back(request: HttpRequest) -> HttpResponse:
    return _to_roster(_query(request.POST.get("query", "")))


def _to_roster(query: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('roster')}?{query}" if query else reverse("roster"))


def _query(text: str) -> str:
    """What of an address that somebody sent is one of ours."""
    return kept_query(QueryDict(text[:2_000]))
