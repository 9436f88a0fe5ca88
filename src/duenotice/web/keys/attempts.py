"""How often the vault was tried and not opened: each further try must wait longer.

The file holds a count and a moment, nothing of what was typed. It slows down whoever sits at this machine;
whoever copied the key file is slowed down by argon2id alone. A try is counted before it is made, so that
ending the program in the middle does not give one for free.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FREE = 3
"""Tries that wait for nothing."""
LONGEST_WAIT = 900
"""Seconds; the wait doubles until then: 5, 10, 20, …"""


class TooSoon(Exception):
    """The next try must wait; `seconds` tells how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"after wrong tries the next one must wait {seconds} s")
        self.seconds = seconds


@contextmanager
def counted(at: Path, now: float | None = None) -> Iterator[None]:
    """Count the try made inside; forget them all when it succeeds. `now` is in seconds; raises `TooSoon`."""
    moment = time.time() if now is None else now
    failures, last = _read(at)
    left = wait(failures) - max(0.0, moment - last)
    if left > 0:
        raise TooSoon(int(left) + 1)
    _write(at, failures + 1, moment)
    yield
    with contextlib.suppress(FileNotFoundError):
        at.unlink()


def wait(failures: int) -> int:
    """Seconds to wait after so many failures."""
    return 0 if failures < FREE else min(LONGEST_WAIT, 5 * 2 ** min(failures - FREE, 20))


def _read(at: Path) -> tuple[int, float]:
    try:
        data = json.loads(at.read_text("ascii"))
        return int(data["failures"]), float(data["last"])
    except FileNotFoundError:
        return 0, 0.0
    except (ValueError, KeyError, TypeError):
        return FREE, time.time()  # somebody wrote into it: wait


def _write(at: Path, failures: int, last: float) -> None:
    part = at.with_suffix(f".{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        json.dump({"failures": failures, "last": last}, out)
    part.replace(at)
