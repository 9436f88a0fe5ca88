"""The address of Today."""

from __future__ import annotations

from django.urls import path

from duenotice.web.today import views

PATHS = [path("today/", views.today, name="today")]
