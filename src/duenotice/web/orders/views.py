"""The pages of the shelf. They show no person, so nothing of them is in the journal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from duenotice.language import Order
from duenotice.web.orders import selectors, shelf, versions
from duenotice.web.pages import Needs, declares, needs, policy_of
from duenotice.web.policy import Permission, granted
from duenotice.web.site.answers import page
from duenotice.web.site.moment import moment_of
from duenotice.web.site.requests import now, user_of

READS = declares(needs(Permission.READ_ORDERS))
CHANGES = "/roster/changes/"
"""Who changes when one order takes the place of another."""


@READS
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The shelf, searched."""
    asked = shelf.asked_of(request.GET.dict())
    today = now().date()
    return page(
        request,
        "orders/shelf.html",
        400 if asked.refused else 200,
        asked=asked,
        rows=shelf.rows(asked, today),
        day=asked.day or today,
        drawn=shelf.drawn(asked),
        nationalities=shelf.known_nationalities(),
    )


@READS
@require_safe
def one(request: HttpRequest, case: str, date: str) -> HttpResponse:
    """One order, and beside another of its case if there is one."""
    order = selectors.order_named(f"{case}/{date}")
    if order is None:
        raise Http404
    moment = moment_of(request)
    others = versions.versions(order)
    against = _against(request, order, others)
    compared: dict[str, Any] = {}
    if against:
        compared = {
            "lines": versions.lines(against, order),
            "difference": versions.compared(against.id, order.id),
        }
    return page(
        request,
        "orders/order.html",
        shown=selectors.shown(order, moment.on),
        order=order,
        moment=moment,
        others=others,
        against=against,
        changes=_changes(request, order),
        **compared,
    )


def _against(request: HttpRequest, order: Order, others: tuple[Order, ...]) -> Order | None:
    """The order to compare with: the one of the address, else the one before."""
    asked = request.GET.get("against", "")
    named = next((each for each in others if each.id == asked), None)
    if asked and named is None:
        raise Http404
    return named or versions.earlier(order)


def _changes(request: HttpRequest, order: Order) -> str:
    """The address that shows for whom another version would change something; empty for whom it is closed."""
    try:
        policy = policy_of(resolve(CHANGES).func)
    except Resolver404:
        return ""
    may = granted(user_of(request), now())
    open_ = isinstance(policy, Needs) and not may.isdisjoint(policy.permissions)
    return f"{CHANGES}?{urlencode({'from': order.id})}" if open_ else ""
