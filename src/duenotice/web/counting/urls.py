"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from duenotice.web.counting import views

PATHS = [
    path("count-the-days/", views.count_the_days, name="count_the_days"),
    path("leave/", views.leave, name="leave"),
]
