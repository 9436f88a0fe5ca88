"""The addresses of the roster."""

from __future__ import annotations

from django.urls import path

from duenotice.web.roster import changing, views, writing

PATHS = [
    path("roster/", views.roster, name="roster"),
    path("roster/changes/", changing.changes, name="roster_changes"),
    path("roster/assign/", writing.assign, name="roster_assign"),
    path("roster/export/", writing.export, name="roster_export"),
    path("roster/views/", writing.save_view, name="roster_save_view"),
    path("roster/views/<uuid:view>/", views.saved, name="roster_view"),
    path("roster/views/<uuid:view>/remove/", writing.remove_view, name="roster_remove_view"),
]
