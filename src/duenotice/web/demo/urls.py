"""The site of a demonstration: every page of the site, its screens, and the two that no other vault has."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duenotice.web import screens
from duenotice.web.demo import views

urlpatterns: list[URLPattern | URLResolver] = [
    *screens.urlpatterns,
    path("demonstration/roles/", views.roles, name="demo_roles"),
    path("demonstration/<str:code>/", views.enter, name="demo_enter"),
]

handler400, handler403 = screens.handler400, screens.handler403
handler404, handler500 = screens.handler404, screens.handler500
