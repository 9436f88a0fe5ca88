"""What a user is shown when a page breaks: an id, which the log knows too, and nothing of what was in it."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

from duenotice.web.logs import incident


def server_error(_: HttpRequest) -> HttpResponse:
    """The page for an exception that nobody caught (`handler500`)."""
    id_ = incident(sys.exc_info()[0])
    text = f"Something went wrong here. Nothing was written. Tell your administrator: incident {id_}.\n"
    return HttpResponseServerError(text, content_type="text/plain; charset=utf-8")


def bad_request(_: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """The page for a request that cannot be read (`handler400`): it repeats nothing of it."""
    text = "This request cannot be answered.\n"
    return HttpResponseBadRequest(text, content_type="text/plain; charset=utf-8")


class Reporter(ExceptionReporter):
    """Django's report of an exception, with nothing in it but its class: no variables, settings, requests."""

    def get_traceback_data(self) -> dict[str, Any]:
        """Nothing that a template could show."""
        return {"exception_type": self.exc_type.__name__ if self.exc_type else ""}

    def get_traceback_html(self) -> SafeString:
        """The class."""
        return self.get_traceback_text()

    def get_traceback_text(self) -> SafeString:
        """The class."""
        return SafeString(self.get_traceback_data()["exception_type"])  # nosec B703  # the name of a class
