"""Django's report of an exception, if anything ever asks for one: the class of it, and nothing else."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter


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
