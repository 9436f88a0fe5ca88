"""The addresses of one person's pages."""

from __future__ import annotations

from django.urls import path

from duenotice.web.person import views, writing

PATHS = [
    path("people/<uuid:person>/", views.one, name="person"),
    path("people/<uuid:person>/why/<path:order>/", views.why, name="why"),
    path("people/<uuid:person>/answers/", writing.answer, name="answer"),
    path("people/<uuid:person>/entries/", writing.record, name="record_entry"),
    path("people/<uuid:person>/entries/<uuid:entry>/correct/", writing.correct, name="correct_entry"),
    path("people/<uuid:person>/entries/<uuid:entry>/withdraw/", writing.withdraw, name="withdraw_entry"),
    path("people/<uuid:person>/entries/<uuid:entry>/again/", writing.again, name="record_again"),
    path("people/<uuid:person>/notes/", writing.add_note, name="add_note"),
    path("people/<uuid:person>/files/", writing.add_file, name="add_file"),
    path("people/<uuid:person>/files/<uuid:file>/", views.fetch, name="file"),
]
