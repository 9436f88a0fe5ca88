"""What every page shows: the menu, with the pages that are open to whoever looks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from duenotice.web.accounts.models import User
from duenotice.web.middleware import proven
from duenotice.web.policy import Permission, may
from duenotice.web.site.assets import ADDRESS, STYLE

MENU = (
    ("People", "people", Permission.SEE_PEOPLE),
    ("Look up", "look_up", Permission.LOOK_UP),
    ("Counts", "counts", Permission.COUNT),
    ("Members", "members", Permission.MANAGE_MEMBERS),
    ("Journal", "journal", Permission.READ_JOURNAL),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """The menu and the addresses of the assets."""
    user = getattr(request, "user", None)
    signed_in = isinstance(user, User) and proven(request, user)
    shown = [(title, name) for title, name, asked in MENU if signed_in and may(user, asked)] if user else []
    return {"menu": shown, "signed_in": signed_in, "style": STYLE, "scripts": ADDRESS}
