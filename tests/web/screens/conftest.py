"""The screens are open in a demonstration alone until every page of theirs has been attacked whole
(`duenotice.web.screens`), so their tests run when they are asked for: ``make screens``."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def _with_screens() -> Iterator[None]:
    if not os.environ.get("DUENOTICE_SCREENS"):
        pytest.skip("the screens are open in a demonstration only: make screens runs their tests")
    with override_settings(ROOT_URLCONF="duenotice.web.screens"):
        yield
