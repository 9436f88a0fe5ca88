"""The addresses of feeds: three of one's account, and the one that a calendar reads."""

from __future__ import annotations

from django.urls import path

from duenotice.web.feeds import views

PATHS = [
    path("account/feeds/", views.listing, name="feeds"),
    path("account/feeds/make/", views.make, name="make_feed"),
    path("account/feeds/<uuid:feed>/revoke/", views.revoke, name="revoke_feed"),
    path("feeds/<str:token>/calendar.ics", views.calendar, name="feed"),
]
