"""The pages that a demonstration has and no other vault: the one-time login, and being somebody else."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from duenotice.problems import RefusedVault
from duenotice.web.accounts.models import Role, User
from duenotice.web.demo import METHOD, door
from duenotice.web.pages import Open, Own, declares
from duenotice.web.site.answers import page
from duenotice.web.site.requests import now


@declares(Open())
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Use the one-time login. Opening the page spends nothing; the button does."""
    if request.method != "POST":
        return page(request, "demo/enter.html")
    try:
        user = door.used(code=code, role=Role.CLASS_COUNSEL, at=now())
    except RefusedVault as refused:
        problem = refused.problems[0]
        said = f"{problem.why[:1].upper()}{problem.why[1:]}. {problem.help[:1].upper()}{problem.help[1:]}."
        title = "This link signs nobody in"
        return page(request, "answers/message.html", status=403, title=title, said=said)
    return signed_in(request, user)


@declares(Own())
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Go on as the demonstration's account of another role."""
    if request.method != "POST":
        return page(request, "demo/roles.html", roles=list(Role))
    if request.POST.get("role") not in Role.values:
        raise Http404
    return signed_in(request, door.account(Role(request.POST["role"])))


def signed_in(request: HttpRequest, user: User) -> HttpResponse:
    """A new session of this account, which tells by what it came in."""
    logout(request)
    get_adapter().login(request, user)
    record_authentication(request, user, method=METHOD)
    return HttpResponseRedirect(reverse("home"))
