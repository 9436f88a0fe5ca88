"""What the benchmarks share: timing repeated runs, and printing plain tables. Nothing here asserts a time."""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple


class Times(NamedTuple):
    """The least and the median of some runs, in milliseconds, and how many runs there were."""

    least: float
    median: float
    runs: int


def measured(run: Callable[[], object], runs: int = 50, most_seconds: float = 3.0) -> Times:
    """Run at least three times, and up to `runs` times while `most_seconds` have not passed."""
    run()
    taken: list[float] = []
    gc.collect()
    while len(taken) < 3 or (len(taken) < runs and sum(taken) < most_seconds):
        begun = perf_counter()
        run()
        taken.append(perf_counter() - begun)
    return Times(min(taken) * 1000, statistics.median(taken) * 1000, len(taken))


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in plain text."""
    widths = [max(len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]
    lines = ["  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    head = "  ".join(f"{cell:>{width}}" for cell, width in zip(columns, widths, strict=True))
    sys.stdout.write("\n".join([title, head, *lines, "", ""]))


def ms(value: float) -> str:
    """Milliseconds, with as many digits as mean something."""
    return f"{value:,.2f}" if value < 10 else f"{value:,.1f}"
