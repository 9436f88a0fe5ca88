"""Pages, and the pages of errors: those hold the id of the incident and nothing of the request."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from duenotice.web import logs
from duenotice.web.site.assets import ICON, STYLE


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the site."""
    return render(request, template, {**context, "style": STYLE}, status=status)


def plain(status: int, title: str, said: str) -> HttpResponse:
    """A page that needs neither the request nor the database."""
    context = {"title": title, "said": said, "style": STYLE, "icon": ICON, "demo": settings.DEMO}
    return HttpResponse(render_to_string("answers/plain.html", context), status=status)


def incident(status: int, title: str) -> HttpResponse:
    """The page of one error, with an id that the log has too."""
    number = logs.incident(sys.exc_info()[0], logging.ERROR if status >= 500 else logging.WARNING)
    response = plain(status, title, f"Incident {number}.")
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return incident(400, "This request cannot be read")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return incident(403, "This page is not open to you")


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that was not sent from a page of this site."""
    return incident(403, "Go back, load the page again, and send the form once more")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here, or nothing for whoever asks; the page does not tell which."""
    return incident(404, "There is nothing here")


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return incident(500, "Something went wrong")
