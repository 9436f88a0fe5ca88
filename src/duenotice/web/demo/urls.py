"""The site of a demonstration: every page of the site, and the two that no other vault has."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duenotice.web import urls
from duenotice.web.demo import views

urlpatterns: list[URLPattern | URLResolver] = [
    *urls.urlpatterns,
    path("demonstration/roles/", views.roles, name="demo_roles"),
    path("demonstration/<str:code>/", views.enter, name="demo_enter"),
]

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
