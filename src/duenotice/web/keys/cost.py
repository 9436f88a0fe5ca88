"""What a passphrase costs on this machine."""

from __future__ import annotations

import time
from dataclasses import replace

from duenotice.web.keys.keyfile import Cost, stretched

ABOUT = 1.0
"""Seconds that the passphrase should cost."""
MOST_PASSES = 16


def calibrated() -> Cost:
    """What a passphrase costs on this machine: the floor, or as many more passes as fit into `ABOUT`."""
    cost = Cost()
    began = time.monotonic()
    stretched("a passphrase of nobody", b"0123456789abcdef", cost)
    once = (time.monotonic() - began) / cost.passes
    return replace(cost, passes=max(cost.passes, min(MOST_PASSES, round(ABOUT / once))))
