"""The pages of one's feeds, and the address that a calendar reads without signing in."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.web.acting import acting
from duenotice.web.feeds import selectors, services
from duenotice.web.feeds.calendar import to_ics
from duenotice.web.feeds.models import Feed
from duenotice.web.journal.actions import By
from duenotice.web.journal.models import Door
from duenotice.web.pages import Open, Own, declares, needs
from duenotice.web.policy import Permission, granted
from duenotice.web.site.answers import page
from duenotice.web.site.requests import by, first_organisation, now, user_of

MOST_READS, HOUR = 120, 3600
"""How often one feed is answered in an hour."""


@declares(Own())
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """One's feeds: made when, until when, last read when."""
    return _listing(request)


@declares(needs(Permission.SEE_PEOPLE))
@require_http_methods(["POST"])
@sensitive_variables("token")
def make(request: HttpRequest) -> HttpResponse:
    """Make a feed, and show its address this once."""
    typed = request.POST.get("lives", "")
    lives = next((each for each in services.LIVES if str(each) == typed), services.LIVES[1])
    acts = by(request, first_organisation(request, Permission.SEE_PEOPLE))
    _, token = services.make(by=acts, user=user_of(request), lives=lives, at=now())
    return _listing(request, request.build_absolute_uri(reverse("feed", args=[token])))


@declares(Own())
@require_http_methods(["POST"])
def revoke(request: HttpRequest, feed: uuid.UUID) -> HttpResponse:
    """Take one of one's own feeds back."""
    found = selectors.own(user_of(request)).filter(pk=feed).first()
    if found is None:
        raise Http404
    services.revoke(by=by(request, found.organisation_id), feed=found, at=now())
    return HttpResponseRedirect(reverse("feeds"))


@declares(Open())
@require_safe
@sensitive_variables("token")
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The feed that a token reads. Unknown, expired, taken back, and of somebody who may see nobody any more:
    the same page. What it shows is asked of the policy anew each time."""
    at = now()
    with acting(invitation=selectors.hashed(token)):
        feed = selectors.by_token(token, at)
    if feed is None:
        raise Http404
    with acting([feed.organisation_id], user=feed.user_id):
        if not selectors.still_sees(feed, at):
            raise Http404
        if _too_often(feed):
            response = HttpResponse("Later.", status=429, content_type="text/plain")
            response["Retry-After"] = str(HOUR)
            return response
        acts = By(str(feed.organisation_id), str(feed.user_id), Door.SITE)
        entries = services.read(by=acts, feed=feed, at=at)
    home = request.build_absolute_uri(reverse("home"))
    return HttpResponse(to_ics(entries, home), content_type="text/calendar; charset=utf-8")


def _too_often(feed: Feed) -> bool:
    key = f"feeds.read.{feed.pk}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > MOST_READS
    except ValueError:  # it ran out between the two
        return False


def _listing(request: HttpRequest, address: str = "") -> HttpResponse:
    user, at = user_of(request), now()
    return page(
        request,
        "feeds/feeds.html",
        feeds=list(selectors.shown(user, at)),
        address=address,
        lives=services.LIVES,
        usual=services.LIVES[1],
        may_make=Permission.SEE_PEOPLE in granted(user, at),
    )
