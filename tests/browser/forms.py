"""The forms of an open page, filled and sent past what a browser forbids (lengths, kinds, choices)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ENDS = re.compile(
    r"/(sign-out|lock-down|sessions/end|remove|release|password|codes/new|confirm|confirm/code|factor)/$"
    r"|/(change|offer|roles/[^/]+)/$|/account/factors/app/$"
)
"""Forms that end a session or an account, change how one signs in, or decide about a membership."""
FORMS = """() => [...document.forms].map(
  (each, at) => [at, new URL(each.getAttribute('action') || location, location).pathname])"""
SEND = """([at, text, names]) => {
  const form = document.forms[at];
  let filled = 0;
  for (const each of form.elements) {
    if (!each.name || each.name === 'csrfmiddlewaretoken') continue;
    if (each.tagName === 'SELECT') {
      if (text) each.add(new Option('', text, true, true));
    } else if (each.type === 'file' || each.type === 'submit' || each.tagName === 'BUTTON') {
      continue;
    } else if (each.type === 'checkbox' || each.type === 'radio') {
      if (text) { each.value = text; each.checked = true; }
    } else {
      if (each.type === 'hidden' && !names) continue;
      if (each.tagName !== 'TEXTAREA') each.type = 'text';
      each.value = text;
      filled += 1;
    }
  }
  const submit = HTMLFormElement.prototype.submit;
  submit.call(form);
  return filled;
}"""


def safe_forms(page: Page) -> list[int]:
    """The places of the forms that can be sent and leave the reader signed in."""
    found: list[list[object]] = page.evaluate(FORMS)
    return [int(str(at)) for at, path in found if not ENDS.search(str(path))]


def send(page: Page, at: int, text: str, hidden: bool = False) -> bool:
    """Send one form with this text in every field; whether a page of ours answered."""
    with page.expect_navigation(wait_until="load") as came:
        page.evaluate(SEND, [at, text, hidden])
    answer = came.value
    return "text/html" in (answer.headers.get("content-type") or "")
