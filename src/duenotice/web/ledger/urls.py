"""The addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from duenotice.web.ledger import views

PATHS = [
    path("ledger/", views.listing, name="ledger"),
    path("people/<uuid:person>/ledger/<path:order>/", views.one, name="person_ledger"),
    path("people/<uuid:person>/notice/", views.record, name="record_notice"),
]
