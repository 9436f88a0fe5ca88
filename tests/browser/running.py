"""What tells that a script ran: in any frame, by any way that a payload knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, Page

LISTENING = """document.addEventListener('securitypolicyviolation', event =>
  window.told && window.told(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""
INJECTED = """() => [...document.querySelectorAll('*')].filter(each =>
  [...each.attributes].some(one => /^on/i.test(one.name) || /^(data-)?hx-on/i.test(one.name)
    || (/^(href|src|action|formaction|srcdoc|xlink:href|background)$/i.test(one.name)
        && /^[\\s\\x00-\\x20]*(javascript|vbscript|data):/i.test(one.value)))
  || /^(iframe|object|embed|base|frameset|marquee|math)$/i.test(each.tagName)
  || (each.tagName === 'SCRIPT' && !each.src && each.type !== 'application/json')
).slice(0, 3).map(each => each.outerHTML.slice(0, 200))"""


@dataclass
class Ran:
    """`executions`: the numbers of the payloads that ran, and dialogs; `violations`: what the policy stopped;
    `injected`: elements that came out of a payload."""

    executions: Counter[str] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    injected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """From now on, on every page and in every frame of the context."""

        def ran(_: Any, number: object = "?") -> None:
            self.executions[str(number)] += 1

        def told(_: Any, what: str) -> None:
            self.violations[what] += 1

        def asked(dialog: Dialog) -> None:
            ran(None, "dialog")
            dialog.dismiss()

        context.expose_binding("ran", ran)
        context.expose_binding("told", told)
        context.add_init_script(LISTENING)
        context.on("dialog", asked)

    def look(self, page: Page) -> None:
        """At what a page holds now, once its events have run."""
        page.wait_for_timeout(20)
        self.injected += [f"{page.url}: {each}" for each in page.evaluate(INJECTED)]

    @property
    def clean(self) -> bool:
        return not (self.executions or self.violations or self.injected)
