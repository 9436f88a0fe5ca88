"""Debian's Chromium, driven by Playwright. Without either, tests are skipped; with `CI` set, they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAM = Path(os.environ.get("DUENOTICE_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


def missing() -> str:
    """What is not here, in words; empty if all is."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "no Playwright: pip install --group dev"
    if not os.access(PROGRAM, os.X_OK):
        return f"no browser at {PROGRAM}: apt-get install chromium, or name one in DUENOTICE_CHROMIUM"
    return ""


def needed() -> None:
    """Skip the test if there is no browser; fail it in CI, where one is installed."""
    why = missing()
    if why and os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        pytest.fail(why)
    if why:
        pytest.skip(why)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with nobody's profile.

    While it is open, Playwright's loop runs in this thread, and Django takes that for asynchronous code; but
    nothing of ours runs at the same time.
    """
    from playwright.sync_api import sync_playwright

    with patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}), sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(PROGRAM), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
