"""The masks of an answer in words: which letters decide a class, which parts decide a duty."""

from __future__ import annotations

from collections.abc import Mapping

from duenotice.screen.classes import shown
from duenotice.screen.duties import PARTS
from duenotice.screen.plan import Membership

LEFT_OUT = "left out"


def deciding(step: Membership, mask: int) -> tuple[str, ...]:
    """The labels of the letters that decide a class; ``left out`` where an omission of the file does."""
    labels = [part.label for part in shown(step)] + [LEFT_OUT]
    return tuple(label for bit, label in enumerate(labels) if mask & 2**bit)


def parts_of(mask: int) -> tuple[str, ...]:
    """The parts that decide a duty."""
    return tuple(part for part, number in PARTS.items() if mask & number)


def letters_of_row(step: Membership, number: int, row: Mapping[str, int]) -> dict[str, int]:
    """The truth of each letter of a class (not of those below letters) in one row."""
    outer = [part for part in shown(step) if not part.above and not part.unless]
    return {part.label: row[f"class_{number}_{part.column}"] for part in outer}
