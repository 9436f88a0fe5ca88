"""Pages that break, each in its own way: a site of nothing but failures, behind the real middleware."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from duenotice.web.accounts.models import Organisation
from duenotice.web.acting import acting
from duenotice.web.pages import Open, declared
from duenotice.web.people.models import Number, Person
from duenotice.web.site import answers


def exception(request: HttpRequest, canary: str) -> HttpResponse:
    """An exception whose text, locals, request and cause hold canaries."""
    here = {"name": canary, "post": request.POST.dict()}
    try:
        raise KeyError(canary)
    except KeyError as why:
        raise ValueError(f"{canary} {here}") from why


def unique(request: HttpRequest, canary: str) -> HttpResponse:
    """A unique violation that nobody catches."""
    organisation = Organisation.objects.get()
    with acting([organisation.pk]), transaction.atomic():
        person = Person.objects.create(organisation=organisation, created="2026-11-26T12:00Z")
        for _ in range(2):
            Number.objects.create(
                organisation_id=person.organisation_id, person=person, digits=canary, blind=b"1" * 16
            )
    return HttpResponse(canary)


def template(request: HttpRequest, canary: str) -> HttpResponse:
    """A template that breaks on the value that it should show."""

    class Breaks:
        def __str__(self) -> str:
            raise RuntimeError(canary)

    return HttpResponse(Engine().from_string("{{ name }} {{ value }}").render(Context(_of(canary, Breaks()))))


def syntax(request: HttpRequest, canary: str) -> HttpResponse:
    """A template that cannot be read."""
    return HttpResponse(Engine(debug=True).from_string(f"{{% {canary} %}}").render(Context()))


def upload(request: HttpRequest, canary: str) -> HttpResponse:
    """A form with a file."""
    return HttpResponse(str(len(request.FILES)))


def logged(request: HttpRequest, canary: str) -> HttpResponse:
    """A library, and we ourselves, log what should not be."""
    logging.getLogger("duenotice.web").error(
        "%s was here", canary, extra={"subject": canary, "name_": canary}
    )
    logging.getLogger("django.request").warning(f"{canary} {request.path}")
    logging.getLogger(canary).critical(canary)
    return HttpResponse("logged")


def _of(canary: str, value: object) -> dict[str, Any]:
    return {"name": canary, "value": value}


PAGES = (exception, unique, template, syntax, upload, logged)
urlpatterns = [
    path(f"{page.__name__}/<str:canary>/", declared(csrf_exempt(page), Open())) for page in PAGES
] + [path("form/<str:canary>/", declared(upload, Open()))]
handler400 = answers.bad_request
handler403 = answers.forbidden
handler404 = answers.not_found
handler500 = answers.failed
