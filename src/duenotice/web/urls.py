"""Every page of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
handler400 = "duenotice.web.incidents.bad_request"
handler500 = "duenotice.web.incidents.server_error"
