"""What is looked at on an open page: accessibility, width, keyboard, paper, and where its requests went."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from tests.browser.site import COOKIE, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
REACHED = "main a[href], main button, main input:not([type=hidden])"
MOST_TABS = 12
"""Elements of a page that are reached with the Tab key."""


@contextmanager
def signed_in(browser: Browser, site: Site[Any], who: str, **more: Any) -> Iterator[BrowserContext]:
    """A context with the session of an account; of nobody, if it has none."""
    context = browser.new_context(base_url=site.origin, viewport=WIDE, **more)
    if who in site.keys:
        context.add_cookies([{"name": COOKIE, "value": site.keys[who], "url": site.origin}])
    try:
        yield context
    finally:
        context.close()


def watched(context: BrowserContext, origin: str) -> list[str]:
    """What must not happen in a context, as it happens: a request that leaves, an error in the console."""
    seen: list[str] = []
    own = (f"{origin}/", "data:", "about:", "blob:")

    def asked_for(asked: Request) -> None:
        if not asked.url.startswith(own):
            seen.append(f"left: {asked.url}")

    context.on("request", asked_for)

    def hears(said: ConsoleMessage) -> None:
        refused = said.text.startswith("Failed to load") and " 400 " in said.text  # a form that was refused
        if said.type in ("error", "warning") and not refused:
            seen.append(f"console: {said.text}")

    context.on("console", hears)
    context.on("weberror", lambda failed: seen.append(f"script: {failed.error}"))
    return seen


def axe(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """The violations, each with the elements that have it. `rules`: only these."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
    enabled = {"color-contrast-enhanced": {"enabled": True}}
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    if not rules:
        options["rules"] = enabled
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{each['id']}: {node['html'][:160]} {_contrast(node)}"
        for each in found["violations"]
        for node in each["nodes"][:3]
    ]


def _contrast(node: dict[str, Any]) -> str:
    data = [each["data"] for each in node["any"] if isinstance(each.get("data"), dict)]
    return json.dumps([{k: d[k] for k in ("fgColor", "bgColor", "contrastRatio") if k in d} for d in data])


def accessible(page: Page) -> list[str]:
    """Violations in light, and what of them hangs on colours in dark."""
    page.emulate_media(color_scheme="light")
    found = [f"light {each}" for each in axe(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"dark {each}" for each in axe(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    return found


WIDER = """() => {
  const width = document.scrollingElement.scrollWidth;
  if (width <= 360) return [];
  const inside = each => each.parentElement && each.parentElement.closest('.wide');
  const over = [...document.body.querySelectorAll('*')].filter(
    each => each.getBoundingClientRect().right > 361 && !inside(each));
  return [`${width} px: ` + over.slice(-3).map(each => each.outerHTML.slice(0, 120)).join(' | ')];
}"""


def fits_a_phone(page: Page) -> list[str]:
    """Whether the page is wider than 360 px, and what makes it so."""
    page.set_viewport_size(PHONE)
    found: list[str] = page.evaluate(WIDER)
    page.set_viewport_size(WIDE)
    return found


STRIPPED = "text => text.replace(/\\s+/g, '')"
FIRST_WORDS = f"() => ({STRIPPED})(document.querySelector('main h1').innerText)"
NAMES = "() => [...document.querySelectorAll('body > header nav a')].map(each => each.innerText)"


def prints(page: Page) -> list[str]:
    """What is wrong with the page on paper: it must hold the main text, and nothing to click."""
    heading = page.evaluate(FIRST_WORDS)
    page.emulate_media(media="print")
    found = [
        f"{each} is on paper"
        for each in ("body > header", "body > footer form", ".skip")
        if page.is_visible(each)
    ]
    paper = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    page.emulate_media(media="screen")
    words = "".join("".join(sheet.extract_text().split()) for sheet in paper.pages)
    text = unicodedata.normalize("NFKC", words)  # without ligatures
    if not paper.pages or heading[:30] not in text:
        found.append(f"no {heading!r} on paper")
    if "Tothecontent" in text:
        found.append("the link to the content is on paper")
    return found


FROM_THE_TOP = """() => {
  document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
}"""
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  return {tag: here.outerHTML.slice(0, 100), skip: here.matches('.skip'), main: !!here.closest('main'),
    body: here === document.body,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth};
}"""


def takes_keys(page: Page) -> list[str]:
    """Whether the first Tab shows the link to the content, it leads there, and each focus can be seen."""
    page.evaluate(FROM_THE_TOP)
    found: list[str] = []
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUS)
    if not (first["skip"] and first["seen"] and first["ring"]):
        found.append(f"the first Tab leads to {first['tag']}")
        return found
    page.keyboard.press("Enter")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here["body"]:
            break
        if not (here["seen"] and here["ring"]):
            found.append(f"no focus to see on {here['tag']}")
        if _ == 0 and not here["main"] and page.query_selector(REACHED):
            found.append(f"the link to the content leads to {here['tag']}")
    return found
