"""The page. It is open to everybody, and does not learn who asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from duenotice.web.counting.forms import form_of
from duenotice.web.counting.ruler import ruler
from duenotice.web.counting.selectors import told
from duenotice.web.pages import Open, declares
from duenotice.web.site.answers import page

ELSEWHERE = "https://www.wikipedia.org/"
"""Where the way out leads: a page that tells nothing of whoever reads it."""


@declares(Open(apart=True))
@require_safe
def count_the_days(request: HttpRequest) -> HttpResponse:
    """The form, and the count that its address asks for."""
    form = form_of(request.GET)
    counted = form.counted()
    shown = {"told": told(counted), "ruler": ruler(counted)} if counted else {}
    wrong = form.is_bound and counted is None
    return page(request, "counting/count.html", 400 if wrong else 200, form=form, wrong=wrong, **shown)


@declares(Open(apart=True))
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Away from here at once, to a page of another site; it is not told where from."""
    return HttpResponseRedirect(ELSEWHERE)
