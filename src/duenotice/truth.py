"""Truth: yes, no, and unknown.

Takes nothing, gives the three values that every other room speaks, and must not know what they
are about. The logic is strong Kleene's: with *no* < *unknown* < *yes*, "all" is the least, "any"
is the greatest, and "not" turns the order round. An unknown is a value like the other two; it
never counts as *no*. Asking a truth for its boolean is therefore an error: write
``value is Truth.YES`` and say which of the three you mean.

The tables are kept as data in ``conformance/truth.csv``; every engine must pass them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NoReturn


class Truth(IntEnum):
    """One of yes, no, unknown. The numbers (0, 1, 2) are the ones that the SQL carries."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a Truth has three values and cannot stand in an `if`; "
            "write `value is Truth.YES`, `is Truth.NO` or `is Truth.UNKNOWN`"
        )

    def __invert__(self) -> Truth:
        """Kleene's *not*: ``~Truth.UNKNOWN`` is still unknown."""
        return Truth(2 - self.value)

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def of(cls, sure: bool) -> Truth:
        """The truth of something that is known either way."""
        return cls.YES if sure else cls.NO

    @classmethod
    def from_text(cls, text: str) -> Truth:
        """Read ``yes``, ``no`` or ``unknown``; anything else raises `ValueError`."""
        try:
            return cls[text.strip().upper()]
        except KeyError:
            raise ValueError(f"`{text}` is none of yes, no, unknown") from None


YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def all_of(values: Iterable[Truth]) -> Truth:
    """The least of the values; *yes* for none at all. Nothing is asked for after the first *no*."""
    least = YES
    for value in values:
        if value is NO:
            return NO
        least = min(least, value)
    return least


def any_of(values: Iterable[Truth]) -> Truth:
    """The greatest of the values; *no* for none at all. Nothing is asked for after the first *yes*."""
    greatest = NO
    for value in values:
        if value is YES:
            return YES
        greatest = max(greatest, value)
    return greatest


def agreed(values: Iterable[Truth]) -> Truth:
    """The value that all share, else *unknown*: how contested readings and sets of dates combine.

    An empty collection is *unknown*: nobody has said anything.
    """
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else UNKNOWN
