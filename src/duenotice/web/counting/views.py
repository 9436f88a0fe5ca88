"""The page. It is open to everybody, and does not learn who asks."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import get_language, override
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
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    with override(language):
        return page(
            request,
            "counting/count.html",
            400 if wrong else 200,
            form=form,
            wrong=wrong,
            asked=asked,
            languages=_languages(request),
            **shown,
        )


def _languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The same page in each language, by its address: a choice that no cookie keeps."""
    fields = {name: value for name, value in request.GET.dict().items() if name != "language"}
    return [(code, name, "?" + urlencode({**fields, "language": code})) for code, name in settings.LANGUAGES]


@declares(Open(apart=True))
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Away from here at once, to a page of another site; it is not told where from."""
    return HttpResponseRedirect(ELSEWHERE)
