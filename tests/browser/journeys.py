"""What somebody does at the site, as they would say it: sign in, press this button, fill in that field.

A field is named by its label, a button, link or heading by what it says: what cannot be found so cannot be
found with a screen reader either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.site_world import PASSWORD, SECRET
from tests.web.test_sign_in import code_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 20_000
"""Milliseconds after which a page is not there."""


def fill(page: Page, **fields: str) -> None:
    """Type into fields by their labels; `_` in a name stands for a space."""
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " "), exact=False).first.fill(text, timeout=PATIENCE)


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a list by what it says."""
    page.get_by_label(label, exact=False).first.select_option(label=option, timeout=PATIENCE)


def pick(page: Page, says: str) -> None:
    """Choose one of several answers, or tick a box."""
    page.get_by_label(says, exact=True).first.check(timeout=PATIENCE)


def press(page: Page, says: str) -> None:
    """Press a button of the page's content, and wait for what comes."""
    page.get_by_role("main").get_by_role("button", name=says, exact=True).first.click(timeout=PATIENCE)
    page.wait_for_load_state()


def follow(page: Page, says: str) -> None:
    """Follow a link."""
    page.get_by_role("link", name=says, exact=True).first.click(timeout=PATIENCE)
    page.wait_for_load_state()


def unfold(page: Page, says: str, at: int = 0) -> None:
    """Open what is folded away."""
    page.locator("summary", has_text=says).nth(at).click(timeout=PATIENCE)


def heading(page: Page) -> str:
    """What the page is about."""
    return page.get_by_role("heading", level=1).inner_text(timeout=PATIENCE)


def content(page: Page) -> str:
    """The text that can be seen on the page."""
    return page.get_by_role("main").inner_text(timeout=PATIENCE)


def sign_in(page: Page, name: str) -> None:
    """With the password and a code of the app."""
    page.goto("/sign-in/")
    fill(page, User_name=name, Password=PASSWORD)
    press(page, "Sign in")
    page.get_by_role("textbox").first.fill(code_of(SECRET), timeout=PATIENCE)
    page.locator("main form button").first.click(timeout=PATIENCE)
    page.wait_for_load_state()
