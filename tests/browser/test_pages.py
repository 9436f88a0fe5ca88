"""Every page that the resolver has, in a real browser: no violation of accessibility in light or dark, no
wider than a phone, whole on paper, reached by keyboard, without JavaScript, and asking nobody but us."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from tests.browser.forms import safe_forms, send
from tests.browser.looking import accessible, fits_a_phone, prints, signed_in, takes_keys, watched
from tests.browser.site import Site
from tests.browser.visits import Built, Visit, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OPENED = "as opened"


def by_reader(found: list[Visit]) -> Iterator[tuple[str, list[Visit]]]:
    """The pages that are HTML, reader by reader."""
    pages = sorted((visit for visit in found if visit.html), key=lambda visit: visit.who)
    for who, theirs in groupby(pages, key=lambda visit: visit.who):
        yield who, list(theirs)


def looked_at(page: Page, first: bool) -> dict[str, list[str]]:
    """What is wrong with an open page, by what was looked for; keys and paper only as it opens first."""
    return {
        "keyboard": takes_keys(page) if first else [],
        "axe": accessible(page),
        "360 px": fits_a_phone(page),
        "paper": prints(page) if first else [],
    }


def test_every_page_is_accessible_fits_a_phone_prints_and_asks_nobody_else(
    browser: Browser, site: Site[Built]
) -> None:
    began = time.monotonic()
    found, unopened = visits(site)
    assert unopened == [], "nobody opened these: give `visits.addresses` an id that fits"
    faults: dict[str, list[str]] = defaultdict(list)
    opened = 0
    for who, theirs in by_reader(found):
        with signed_in(browser, site, who) as context:
            seen = watched(context, site.origin)
            page = context.new_page()
            for visit in theirs:
                for state in states(page, visit):
                    opened += 1
                    for kind, wrong in looked_at(page, state == OPENED).items():
                        faults[kind] += [f"{who} {visit.address} {state}: {each}" for each in wrong]
                    where = f"{who} {visit.address} {state}"
                    faults["requests and console"] += [f"{where}: {each}" for each in seen]
                    seen.clear()
    found_faults = {kind: wrong for kind, wrong in faults.items() if wrong}
    print(
        f"pages in Chromium: {opened} ({len({visit.route for visit in found})} patterns) in "
        f"{time.monotonic() - began:.0f} s: "
        + ", ".join(f"{kind} {len(wrong)}" for kind, wrong in faults.items())
    )
    print("\n".join(f"{kind}: {each}" for kind, wrong in faults.items() for each in wrong))
    assert found_faults == {}
    assert opened >= len(found) - 1


def states(page: Page, visit: Visit) -> Iterator[str]:
    """The page as it opens, and after each of its forms was sent with nothing in it."""
    answer = page.goto(visit.address)
    assert answer is not None
    assert answer.status == 200, visit
    yield OPENED
    for number in safe_forms(page):
        page.goto(visit.address)
        if send(page, number, "") and page.query_selector("main h1"):
            yield f"after form {number}"


def test_every_page_works_without_javascript(browser: Browser, site: Site[Built]) -> None:
    found, _ = visits(site)
    opened, faults = 0, list[str]()
    for who, theirs in by_reader(found):
        with (
            signed_in(browser, site, who) as with_scripts,
            signed_in(browser, site, who, java_script_enabled=False) as without,
        ):
            page, plain = with_scripts.new_page(), without.new_page()
            for visit in theirs:
                page.goto(visit.address)
                plain.goto(visit.address)
                opened += 1
                texts = [each.locator("main").inner_text().split() for each in (page, plain)]
                missing = [word for word in texts[0] if word not in texts[1]]
                forms = [each.locator("main form").count() for each in (page, plain)]
                if not texts[1] or len(missing) > len(texts[0]) / 10 or forms[0] != forms[1]:
                    faults.append(f"{who} {visit.address}: {missing[:10]} {forms}")
    print(f"without JavaScript: {opened} pages, {len(faults)} faults")
    assert faults == []
