"""T-XSS: three hundred payloads in every text, every page opened: nothing runs, and nothing even tries to."""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.browser.forms import safe_forms, send
from tests.browser.looking import signed_in
from tests.browser.payloads import PAYLOADS, packed
from tests.browser.planting import PACKS, few, hostile
from tests.browser.running import Ran
from tests.browser.site import UNESCAPED, UNGUARDED, Site, running
from tests.browser.visits import Built, Visit, visits
from tests.web.site_requests import fields

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUERY = sorted({*fields(), "on", "known", "next", "q", "page", "sort", "before", "status", "order", "view"})
ADDRESS = 7_500
"""Characters of the longest address that is opened."""
PACKS_A_FORM = 1
PEOPLE = 1
"""How many people besides the one with every payload have their pages opened; all are on the lists."""


def test_no_payload_runs_on_any_page(browser: Browser) -> None:
    began = time.monotonic()
    ran, opened = Ran(), 0
    with running(hostile, lambda made: made.accounts) as site:
        found, _ = visits(site)
        for who in sorted({visit.who for visit in found}):
            theirs = [visit for visit in found if visit.who == who]
            with signed_in(browser, site, who) as context:
                ran.watch(context)
                page = context.new_page()
                opened += sum(opens(page, visit, site, ran) for visit in theirs)
    print(
        f"T-XSS: {len(PAYLOADS)} payloads in every text, {opened} pages opened in "
        f"{time.monotonic() - began:.0f} s: {sum(ran.executions.values())} executions, "
        f"{sum(ran.violations.values())} violations of the policy, {len(ran.injected)} elements injected"
    )
    assert ran.injected == []
    assert not ran.violations
    assert not ran.executions
    assert opened > len(found)


def opens(page: Page, visit: Visit, site: Site[Built], ran: Ran) -> int:
    """Open a page, its forms filled with payloads, and its addresses with payloads in them; how many."""
    if not visit.html:
        return exported(page, visit, ran)
    opened = 0
    for address in (visit.address, *others(visit, site), *hostile_addresses(visit, site)):
        page.goto(address)
        ran.look(page)
        opened += 1
    page.goto(visit.address)
    for number in safe_forms(page):
        for text in (" ".join(PAYLOADS), *islice(turned(visit.route), PACKS_A_FORM)):
            page.goto(visit.address)
            if number in safe_forms(page) and send(page, number, text):
                ran.look(page)
                opened += 1
    return opened


def turned(route: str) -> Iterator[str]:
    """The packs, from a place that differs from page to page."""
    first = sum(map(ord, route)) % len(PACKS)
    yield from (*PACKS[first:], *PACKS[:first])


def exported(page: Page, visit: Visit, ran: Ran) -> int:
    """A file of the site, opened as a browser opens it: shown as text, or kept."""
    from playwright.sync_api import Error

    try:
        page.goto(visit.address)
    except Error as kept:
        assert "Download is starting" in str(kept), visit  # noqa: PT017 - it tells that the file was kept
        return 1
    ran.look(page)
    return 1


def others(visit: Visit, site: Site[Built]) -> list[str]:
    """The same page about further people, if it is about one."""
    own = str(site.world.world.own.person.pk)
    if own not in visit.address:
        return []
    return [visit.address.replace(own, each) for each in site.world.more[:PEOPLE]]


def hostile_addresses(visit: Visit, site: Site[Built]) -> Iterator[str]:
    """The page with payloads as what its address asks for, wherever it tells that back."""
    words = {name: f"zq{at}zq" for at, name in enumerate(QUERY)}
    body = site.ask(f"{visit.address}?{urllib.parse.urlencode(words)}", site.keys.get(visit.who, "")).body
    told = [name for name, word in words.items() if word in body] or ["next"]
    share = ADDRESS // len(told) // 3
    for pack in packed(PAYLOADS, max(share, 60)) if told != ["next"] else PACKS[:1]:
        yield f"{visit.address}?{urllib.parse.urlencode(dict.fromkeys(told, pack))}"[:ADDRESS]


@pytest.mark.parametrize(
    ("changes", "runs", "stopped"),
    [(UNESCAPED + UNGUARDED, True, False), (UNESCAPED, False, True)],
    ids=["without escaping and policy", "without escaping"],
)
def test_the_same_look_finds_scripts_where_nothing_is_escaped(
    browser: Browser, changes: str, runs: bool, stopped: bool
) -> None:
    """The control: with escaping off they run, and are seen; the policy alone stops every one of them."""
    ran = Ran()
    with (
        running(few, lambda made: made.accounts, changes) as site,
        signed_in(browser, site, "navigator") as context,
    ):
        ran.watch(context)
        page = context.new_page()
        for address in ("/people/", *(f"/people/{each}/" for each in site.world.more[:PEOPLE])):
            page.goto(address, wait_until="commit")
            page.wait_for_timeout(300)
            ran.look(page)
    print(
        f"control: {len(ran.executions)} payloads ran, {sum(ran.violations.values())} violations, "
        f"{len(ran.injected)} elements injected"
    )
    assert bool(ran.executions) is runs
    assert bool(ran.violations) is stopped
    assert ran.injected


def test_most_payloads_run_where_they_are_written_into_a_page_as_they_are(browser: Browser) -> None:
    """So that they are payloads at all. The others need a template engine, a click, or an old browser."""
    ran = Ran()
    context = browser.new_context()
    ran.watch(context)
    page = context.new_page()
    for each in PAYLOADS:
        bare = f'<p>{each}</p><input value="{each}"><textarea>{each}</textarea>'
        page.set_content(bare, wait_until="commit")
        page.wait_for_timeout(5)
    page.wait_for_timeout(200)
    context.close()
    print(f"control: {len(ran.executions)} of {len(PAYLOADS)} payloads run in a bare page")
    assert len(ran.executions) > len(PAYLOADS) / 2
