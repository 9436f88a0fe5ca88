"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from duenotice.web.orders import views

PATHS = [
    path("orders/", views.listing, name="orders"),
    path("orders/<str:case>/<str:date>/", views.one, name="order"),
]
