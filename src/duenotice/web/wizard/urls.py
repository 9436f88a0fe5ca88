"""The addresses of the wizard."""

from __future__ import annotations

from django.urls import path

from duenotice.web.wizard import steps, views

PATHS = [
    path("import/", views.imports, name="imports"),
    path("import/<uuid:batch>/", views.one, name="import"),
    path("import/<uuid:batch>/sheet/", steps.sheet, name="import_sheet"),
    path("import/<uuid:batch>/columns/", steps.columns, name="import_columns"),
    path("import/<uuid:batch>/values/", steps.values, name="import_values"),
    path("import/<uuid:batch>/preview/", views.preview, name="import_preview"),
    path("import/<uuid:batch>/hand-over/", views.hand_over, name="import_hand_over"),
    path("import/<uuid:batch>/discard/", views.discard, name="import_discard"),
    path("import/<uuid:batch>/undo/", views.undo, name="import_undo"),
    path("import/<uuid:batch>/rejected.csv", views.rejected_csv, name="import_rejected_csv"),
    path("import/<uuid:batch>/rejected.xlsx", views.rejected_xlsx, name="import_rejected_xlsx"),
]
