"""When the site was last used, by this process's own clock: a laptop's vault locks when nobody does."""

from __future__ import annotations

import time

_last = [time.monotonic()]


def used() -> None:
    """Somebody who is signed in asked for a page."""
    _last[0] = time.monotonic()


def seconds() -> float:
    """How long nobody has."""
    return time.monotonic() - _last[0]
