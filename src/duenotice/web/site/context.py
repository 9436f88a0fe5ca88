"""What every page shows: the menu, with the pages that are open to whoever looks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from duenotice.web.accounts.models import User
from duenotice.web.middleware import proven
from duenotice.web.policy import Permission, granted
from duenotice.web.site.assets import ADDRESS, ICON, STYLE
from duenotice.web.site.requests import now

MENU = (
    (_("Today"), "today", Permission.SEE_PEOPLE),
    (_("Intake"), "intake", Permission.RECORD),
    (_("People"), "people", Permission.SEE_PEOPLE),
    (_("Roster"), "roster", Permission.SEE_PEOPLE),
    (_("Notice ledger"), "ledger", Permission.SEE_PEOPLE),
    (_("Orders"), "orders", Permission.READ_ORDERS),
    (_("Import"), "imports", Permission.STAGE_IMPORTS),
    (_("Look up"), "look_up", Permission.LOOK_UP),
    (_("Counts"), "counts", Permission.COUNT),
    (_("Members"), "members", Permission.MANAGE_MEMBERS),
    (_("Hotline"), "intake_hotline", Permission.MANAGE_MEMBERS),
    (_("Journal"), "journal", Permission.READ_JOURNAL),
)


def open_here(name: str) -> bool:
    """Whether this site has a page: the screens are not open in every vault (`web.screens`)."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def menu(request: HttpRequest) -> dict[str, Any]:
    """The menu and the addresses of the assets."""
    user = getattr(request, "user", None)
    signed_in = isinstance(user, User) and proven(request, user)
    may = granted(user, now()) if signed_in and isinstance(user, User) else frozenset()
    shown = [(title, name) for title, name, asked in MENU if asked in may and open_here(name)]
    return {
        "menu": shown,
        "signed_in": signed_in,
        "demo": settings.DEMO,
        "style": STYLE,
        "icon": ICON,
        "htmx": ADDRESS["htmx.js"],
        "scripts": ADDRESS,
    }
