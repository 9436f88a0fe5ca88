"""The page that a team opens every morning."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from duenotice.days import from_day, in_words
from duenotice.truth import YES
from duenotice.web.feeds.reference import reference_of
from duenotice.web.pages import declares, needs
from duenotice.web.people.models import Person
from duenotice.web.policy import Permission, people_for, visible_people
from duenotice.web.site.answers import page
from duenotice.web.site.moment import moment_of
from duenotice.web.site.requests import now, user_of
from duenotice.web.site.telling import listed
from duenotice.web.site.verdicts import CLASSES, LAWYERS, PLAIN
from duenotice.web.today.candidates import When, notices
from duenotice.web.today.selectors import MOST, OVERDUE, Board, Card, board
from duenotice.web.today.watching import clocked

STALE = (30, 14, 60, 90, 180)
"""After how many days a search is due again: the first if the address does not choose."""


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What runs out, what comes up, what must be checked again."""
    user, at, moment = user_of(request), now(), moment_of(request)
    chosen = request.GET.get("days", "")
    stale = next((each for each in STALE if str(each) == chosen), STALE[0])
    with transaction.atomic():
        people = visible_people(user, at)
        in_full = people_for(user, Permission.READ_CONVICTIONS, at)
        found = board(people, in_full, When(moment.on, moment.known), stale)
        shown = list(people.filter(pk__in=found.people))
        listed(request, [each.organisation_id for each in shown])
        files = named(shown)
        full = set(in_full.order_by().values_list("pk", flat=True))
    context: dict[str, Any] = _context(found, files, full)
    return page(
        request,
        "today/today.html",
        moment=moment,
        kept=[("days", stale)] if chosen else [],
        stale=stale,
        choices=sorted(STALE),
        watching={"orders": len(clocked()), "notices": notices(), "overdue": OVERDUE},
        most=MOST,
        more=found.more,
        **context,
    )


def named(people: list[Person]) -> dict[UUID, dict[str, Any]]:
    """How a page calls people: id, name, reference."""
    prefetch_related_objects(people, "identity")
    return {
        each.pk: {
            "pk": each.pk,
            "name": next(iter(each.identity.names), gettext("(no name)")),
            "file": reference_of(each),
        }
        for each in people
    }


def _context(found: Board, files: dict[UUID, dict[str, Any]], full: set[UUID]) -> dict[str, Any]:
    cards = [_card(each, files[each.person], each.person in full) for each in found.cards]
    return {
        "overdue": [card for card in cards if card["card"].left < 0],
        "cards": [card for card in cards if card["card"].left >= 0],
        "this_week": [(each, files[each.person]) for each in found.this_week],
        "later": [(each, files[each.person]) for each in found.later],
        "checks": [(each, files[each.person]) for each in found.checks],
        "detentions": [(each, files[each.person]) for each in found.detentions],
        "changed": [files[each.pk] for each in found.changed],
    }


def _card(card: Card, who: dict[str, Any], in_full: bool) -> dict[str, Any]:
    words = LAWYERS if in_full else PLAIN
    by_order = {each.order: each for each in reversed(card.windows)}
    windows = [
        {
            "order": each.order,
            "title": each.title,
            "says": words[each.protected],
            "kind": CLASSES[each.protected],
            "sure": each.sure is YES,
            "strict": in_words(from_day(each.strict)) if each.strict != each.last else "",
        }
        for _, each in sorted(by_order.items())
    ]
    return {"card": card, "who": who, "windows": windows, "over": abs(card.left)}
