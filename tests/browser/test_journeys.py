"""What people come for, clicked through from the sign-in page on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.journeys import content, fill, follow, heading, press, sign_in, unfold
from tests.browser.looking import PHONE, signed_in, watched
from tests.browser.site import Site
from tests.browser.visits import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_counsel_signs_in_with_password_and_code_finds_a_person_and_reads_why(
    browser: Browser, site: Site[Built], scripts: bool
) -> None:
    own = site.world.world.own
    name = "class-counsel" if scripts else "counsel"
    with signed_in(browser, site, "nobody", java_script_enabled=scripts) as context:
        seen = watched(context, site.origin)
        page = context.new_page()
        page.set_viewport_size(PHONE)
        sign_in(page, name)
        page.goto("/people/")
        page.get_by_label("Name or A-number").fill(own.number)
        press(page, "Search")
        assert "1 found" in content(page)
        follow(page, own.open[0])
        assert heading(page) == own.open[0]
        assert own.crimes[0] in content(page)
        unfold(page, "Why")
        assert page.locator("main details[open]").first.inner_text().count("\n") >= 2
        assert "not legal advice" in page.locator("body").inner_text()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_load_state()
        page.goto("/people/")
        assert heading(page) == "Sign in"
    assert seen == []


def test_a_wrong_password_lets_nobody_in_and_says_so(browser: Browser, site: Site[Built]) -> None:
    with signed_in(browser, site, "nobody") as context:
        page = context.new_page()
        page.goto("/sign-in/")
        fill(page, User_name="navigator", Password="not the password at all")
        press(page, "Sign in")
        assert heading(page) == "Sign in"
        assert page.locator("main .errorlist").inner_text()
        page.goto("/people/")
        assert heading(page) == "Sign in"
