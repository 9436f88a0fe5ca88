"""What every request passes: is the vault open, for whom is this, may they, and what must not be kept.

    Locked      no key in this process: one page, and nothing else
    NeverKept   no cache keeps a page, no other site takes one
    Apart       a page that must not learn who asks does not
    ActsFor     the organisations whose rows this request may touch
    Guard       the page's declared policy, the second factor, the age of the session

`Guard` refuses a page that declares no policy: a page that somebody adds is closed until they say to whom.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from duenotice.web import idle
from duenotice.web.accounts.models import User
from duenotice.web.accounts.selectors import has_second_factor
from duenotice.web.acting import acting
from duenotice.web.keys import ring
from duenotice.web.pages import Needs, Open, Own, Policy, Stage, policy_of
from duenotice.web.policy import granted, standing
from duenotice.web.site.answers import plain

Reply = Callable[[HttpRequest], HttpResponse]


class Locked:
    """Without a key there is nothing to show."""

    def __init__(self, get_response: Reply) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not ring.is_open():
            return plain(503, "Locked", "The vault is locked. Start it again to go on.")
        return self.get_response(request)


class NeverKept:
    """Headers that Django has no setting for."""

    def __init__(self, get_response: Reply) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not getattr(response, "kept", False):
            response["Cache-Control"] = "no-store"
        return response


class Apart:
    """Take the cookies off a request for a page that must not learn who asks, before anything reads them:
    no session is looked up, written or prolonged for it, and no cookie is set."""

    def __init__(self, get_response: Reply) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if apart(request.path_info):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)


class ActsFor:
    """Say for whom the request acts, before the first row is read for it (`web.acting`)."""

    def __init__(self, get_response: Reply) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            with acting():
                return self.get_response(request)
        with acting(user=user.pk):
            held = {each.organisation_id for each in standing(user, datetime.now(UTC))}
        with acting(held, user=user.pk):
            return self.get_response(request)


class Guard:
    """Let through whom the page's policy lets through; everybody else gets a way to sign in, or a refusal."""

    def __init__(self, get_response: Reply) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before every view."""
        policy = policy_of(view)
        if policy is None:
            raise PermissionDenied
        user = request.user
        if isinstance(user, User) and too_old(request, user):
            logout(request)
        if isinstance(policy, Open):
            return None
        if not isinstance(request.user, User):
            return to(request, "account_login")
        idle.used()
        return self._signed_in(request, request.user, policy)

    def _signed_in(self, request: HttpRequest, user: User, policy: Policy) -> HttpResponse | None:
        stage = policy.stage if isinstance(policy, Own) else Stage.PROVEN
        if not has_second_factor(user):
            return None if stage is not Stage.PROVEN else to(request, "mfa_activate_totp")
        if not proven(request, user):
            return None if stage is Stage.ANY else to_proof(request, user)
        if isinstance(policy, Needs) and granted(user, datetime.now(UTC)).isdisjoint(policy.permissions):
            raise PermissionDenied
        return None


def apart(path: str) -> bool:
    """Whether the page at a path is open to everybody and must not learn who asks."""
    try:
        policy = policy_of(resolve(path).func)
    except Resolver404:
        return False
    return isinstance(policy, Open) and policy.apart


def too_old(request: HttpRequest, user: User) -> bool:
    """Whether the session began longer ago than any session may last."""
    records = get_authentication_records(request, user)
    return bool(records) and time.time() - records[0]["at"] > settings.LONGEST.total_seconds()


def proven(request: HttpRequest, user: User) -> bool:
    """Whether this session showed the second factor itself: having one on the account is not enough."""
    shown = (record.get("method") for record in get_authentication_records(request, user))
    return any(method in settings.PROVES for method in shown)


def to_proof(request: HttpRequest, user: User) -> HttpResponse:
    """The page on which this account shows its second factor."""
    methods = get_adapter().get_reauthentication_methods(user)
    factors = [each["url"] for each in methods if each["id"].startswith("mfa_")]
    return HttpResponseRedirect(f"{factors[0]}?{urlencode({'next': back(request)})}")


def to(request: HttpRequest, name: str) -> HttpResponse:
    """Another page first."""
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back(request)})}")


def back(request: HttpRequest) -> str:
    """Where to go on afterwards. Only a page that was to be read: what was sent is sent again by hand."""
    return request.path if request.method in ("GET", "HEAD") else reverse("home")
