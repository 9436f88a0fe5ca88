"""Pictures of the screens, with invented people, for the documents: `python -m tests.browser.screenshots`.

Writes `docs/screens/NAME-phone.png` (360 px) and `NAME-desktop.png` (1280 px), each below 150 KB: a picture
that is larger is taken again with less of the page. A screen is named by the start of its pattern; one that
does not exist yet is passed over with a message.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from duenotice.web.installation import Mode
from tests.browser.chromium import chromium, missing
from tests.web.vaults import template

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visits import Visit

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
LARGEST = 150_000
"""Bytes of a picture."""
SIZES = {"phone": (360, 740), "desktop": (1280, 900)}
SCREENS = {
    "today": ("today/",),
    "people": ("people/",),
    "person": ("people/<uuid:person>/",),
    "why": ("people/<uuid:person>/why/", "people/<uuid:person>/orders/"),
    "orders": ("orders/",),
    "order": ("orders/<path:order>/", "orders/<str:case>/"),
    "roster": ("roster/",),
    "ledger": ("ledger/", "notices/"),
    "intake": ("intake/",),
    "import": ("import/", "imports/", "wizard/"),
    "count-the-days": ("count-the-days/", "count/", "days/"),
    "look-up": ("look-up/",),
    "counts": ("counts/",),
    "members": ("members/",),
    "journal": ("journal/",),
    "sign-in": ("sign-in/",),
}
"""What is taken, by name: the starts of patterns, of which the first that opens counts."""


def chosen(found: list[Visit]) -> Iterator[tuple[str, Visit]]:
    """The screens that exist, the exact pattern before a longer one."""
    for name, starts in SCREENS.items():
        here = [visit for visit in found for start in starts if visit.html and visit.route.startswith(start)]
        here.sort(key=lambda visit: (visit.route not in starts, len(visit.route)))
        if here:
            yield name, here[0]
        else:
            sys.stdout.write(f"{name}: no page yet\n")


def taken(page: Page, name: str, folder: Path) -> None:
    """One page in both sizes."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        whole: int = page.evaluate("() => document.scrollingElement.scrollHeight")
        tall = min(whole, 3 * height)
        while True:
            part = {"x": 0, "y": 0, "width": width, "height": tall}
            picture = page.screenshot(full_page=True, clip=part)  # type: ignore[arg-type]  # a TypedDict
            if len(picture) < LARGEST:
                break
            tall = int(tall * 0.8)
        path = folder / f"{name}-{size}.png"
        path.write_bytes(picture)
        sys.stdout.write(f"{path.name}: {len(picture) // 1000} KB\n")


def pictures(folder: Path = FOLDER) -> None:
    """All of them."""
    from tests.browser.demo import demo
    from tests.browser.looking import signed_in
    from tests.browser.site import running
    from tests.browser.visits import visits

    folder.mkdir(parents=True, exist_ok=True)
    with running(demo, lambda made: made.accounts) as site, chromium() as browser:
        for name, visit in chosen(visits(site)[0]):
            with signed_in(browser, site, visit.who) as context:
                page = context.new_page()
                page.goto(visit.address)
                taken(page, name, folder)


if __name__ == "__main__":
    if missing():
        sys.exit(missing())
    template(Mode.LAPTOP)
    pictures()
