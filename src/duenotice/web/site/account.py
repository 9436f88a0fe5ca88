"""Pages about one's own account, and the way in for somebody who was invited."""

from __future__ import annotations

import uuid

from allauth.account import views as allauth
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.problems import RefusedVault
from duenotice.web.accounts import selectors, services
from duenotice.web.accounts.models import User
from duenotice.web.accounts.sessions import row_key
from duenotice.web.journal.models import Door
from duenotice.web.pages import Open, Own, Stage, declares
from duenotice.web.policy import granted, standing
from duenotice.web.site.answers import page
from duenotice.web.site.context import MENU, open_here
from duenotice.web.site.requests import now, user_of

CLEARED = '"cache", "cookies", "storage"'


@declares(Own())
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the menu that is open."""
    may = granted(user_of(request), now())
    for _, name, asked in MENU:
        if asked in may and open_here(name):
            return HttpResponseRedirect(reverse(name))
    return HttpResponseRedirect(reverse("account"))


@declares(Own())
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: roles, sessions, second factor, lock-down."""
    user = user_of(request)
    return page(
        request,
        "site/account.html",
        standing=standing(user, now()),
        offers=list(selectors.offers(user)),
        sessions=list(selectors.sessions(user, now())),
        here=row_key(request.session.session_key or ""),
    )


@declares(Own())
@require_http_methods(["POST"])
def take(request: HttpRequest, membership: uuid.UUID) -> HttpResponse:
    """Take a role that was offered."""
    user = user_of(request)
    found = selectors.offers(user).filter(pk=membership).first()
    if found is None:
        raise Http404
    services.take_offer(user=user, membership=found, door=Door.SITE)
    return HttpResponseRedirect(reverse("account"))


@declares(Own())
@require_http_methods(["POST"])
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions."""
    services.end_session(user=user_of(request), key=request.POST.get("session", ""), door=Door.SITE)
    return HttpResponseRedirect(reverse("account"))


@declares(Own(Stage.ANY))
@require_http_methods(["GET", "HEAD", "POST"])
def lock_down(request: HttpRequest) -> HttpResponse:
    """Freeze one's own account at once. It needs no second factor: whoever doubts must not have to wait."""
    if request.method != "POST":
        return page(request, "site/lock_down.html")
    services.lock_down(user=user_of(request), door=Door.SITE)
    logout(request)
    said = "Your account is locked down. Every session of it has ended. An administrator can open it again."
    response = page(request, "answers/message.html", title="Locked down", said=said)
    response["Clear-Site-Data"] = CLEARED
    return response


@declares(Own(Stage.ANY))
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and have the browser forget what it holds of this site."""
    response: HttpResponse = allauth.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = CLEARED
    return response


@declares(Open())
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Make an account by an invitation. The code is typed into the form and never stands in an address."""
    if request.method != "POST" or isinstance(request.user, User):
        return page(request, "site/invitation.html")
    given = {name: request.POST.get(name, "") for name in ("code", "username", "password", "again")}
    if given["password"] != given.pop("again"):
        return page(request, "site/invitation.html", 400, said="The two passwords are not the same.")
    try:
        services.accept(**given, door=Door.SITE)
    except RefusedVault as why:
        return page(request, "site/invitation.html", 400, refused=why.problems[0])
    return HttpResponseRedirect(reverse("account_login"))
