"""For whom a request acts: the organisations of the account that is signed in, and nobody's otherwise."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from duenotice.web.accounts.models import Membership
from duenotice.web.acting import acting


class ActsFor:
    """Stands behind the middleware that knows who is signed in. What a role opens is `policy`'s to say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, acting for the account's organisations."""
        if not request.user.is_authenticated:
            with acting():
                return self.get_response(request)
        user = request.user.pk
        with acting(user=user):
            of = set(Membership.objects.filter(user=user).values_list("organisation", flat=True))
        with acting(of, user=user):
            return self.get_response(request)
