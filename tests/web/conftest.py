"""Every test that takes `vault` runs in both modes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from duenotice.web.installation import Installation, Mode
from tests.web.vaults import opened, template

template(Mode.LAPTOP)  # sets Django up, so that the tests beside this file can import models


@pytest.fixture(params=list(Mode))
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An empty vault."""
    with opened(request.param, tmp_path) as installation:
        yield installation
