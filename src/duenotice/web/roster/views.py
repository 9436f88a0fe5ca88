"""The roster's own page, and the views of it that somebody saved."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from duenotice.reason import not_advice
from duenotice.web.pages import declares, needs
from duenotice.web.policy import Permission, granted
from duenotice.web.roster import selectors
from duenotice.web.roster.asked import PAGE, Asked, asked_of
from duenotice.web.roster.forms import REASONS, kept_query
from duenotice.web.roster.models import SavedView
from duenotice.web.roster.population import Status
from duenotice.web.roster.questions import Ask, Asking, asking, says
from duenotice.web.roster.rows import WIDTH, Part, bar, rows_of
from duenotice.web.roster.tables import RosterTable
from duenotice.web.site.answers import page
from duenotice.web.site.requests import now, user_of
from duenotice.web.site.telling import listed

SEES = declares(needs(Permission.SEE_PEOPLE))


@dataclass(frozen=True)
class Strip:
    """What stands above the table under an order."""

    title: str
    version: str
    parts: list[tuple[Part, str]]
    width: int
    asking: Asking
    questions: list[tuple[Ask, str]]
    total: int
    unknown: int


@SEES
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """A page of the roster, with the shares and the questions of everybody who fits."""
    user, at = user_of(request), now()
    with transaction.atomic():
        asked = asked_of(request)
        paged = Paginator(asked.kept, PAGE).get_page(request.GET.get("page"))
        shown = selectors.page_of(user, list(paged.object_list), at)
        listed(request, [line.organisation for line in paged.object_list])
        saved = list(SavedView.objects.filter(user=user.pk).order_by("created", "pk"))
        leads = Permission.LEAD_MATTERS in granted(user, at)
        members = selectors.colleagues(user, Permission.LEAD_MATTERS, at) if leads else []
    rows = rows_of(shown, asked.found)
    query = kept_query(request.GET)
    return page(
        request,
        "roster/roster.html",
        table=RosterTable(rows, leads=leads, order=asked.order is not None),
        page=paged,
        rows=rows,
        filter=asked.filter,
        asked=asked.words,
        missing_says=_missing(asked),
        strip=_strip(request, asked),
        order=asked.order,
        moment=asked.moment,
        kept=[(name, value) for name, value in request.GET.items() if name not in ("on", "known", "page")],
        query=query,
        saved=saved,
        leads=leads,
        members=members,
        reasons=REASONS.items(),
        said=not_advice(asked.order) if asked.order is not None else "",
    )


@SEES
@require_safe
def saved(request: HttpRequest, view: uuid.UUID) -> HttpResponse:
    """To the roster as it was saved. Another account's view is not there."""
    found = SavedView.objects.filter(pk=view, user=user_of(request).pk).first()
    if found is None:
        raise Http404
    return HttpResponseRedirect(f"{reverse('roster')}?{found.query}")


def _strip(request: HttpRequest, asked: Asked) -> Strip | None:
    if asked.order is None:
        return None
    shares = selectors.shares(asked.within)
    return Strip(
        asked.order.identity.title,
        asked.order.identity.version,
        [(part, kept_query(request.GET, status=part.status, missing="")) for part in bar(shares)],
        WIDTH,
        found := asking(asked.within, asked.found),
        [(one, kept_query(request.GET, missing=one.name, status="")) for one in found.asks],
        len(asked.within),
        shares[Status.UNKNOWN],
    )


def _missing(asked: Asked) -> str:
    """The words of the question that the list is cut down to."""
    inputs = next((each.inputs for each in asked.found.values()), ())
    return says(asked.words["missing"], inputs) if asked.words["missing"] else ""
