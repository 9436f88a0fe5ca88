"""One browser and one site for all tests of a module; each test has contexts of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from duenotice.web.installation import Mode
from tests.browser.chromium import chromium, needed
from tests.web.vaults import template

template(Mode.LAPTOP)  # sets Django up, so that the modules beside this file can import models

from tests.browser.site import Site, running  # noqa: E402
from tests.browser.visits import Built, built  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    needed()
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def site() -> Iterator[Site[Built]]:
    """The site with the world of the site's tests."""
    needed()
    with running(built, lambda made: made.accounts) as one:
        yield one
