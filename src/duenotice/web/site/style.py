"""The style guide: every component of the site on one page, to be looked at and checked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duenotice.web.counting.forms import form_of
from duenotice.web.pages import Open, declares
from duenotice.web.site.answers import page

WRONG = {"day": "31 Feb 2019", "number": "two"}


@declares(Open())
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The page."""
    return page(request, "site/style.html", form=form_of({}), wrong=form_of(WRONG))
