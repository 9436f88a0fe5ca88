"""What the details of an entry may hold: counts, and words of closed lists. Never free text.

A name, an A-number or a note cannot be written into the journal, because nothing that takes one exists:
a count is smaller than any A-number (eight or nine digits), and a word stands in this program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST = 9_999_999
"""The largest count. An A-number has eight or nine digits, so none can pass for a count."""


@dataclass(frozen=True)
class Count:
    """A whole number from 0 to `MOST`."""

    def takes(self, value: str | int) -> bool:
        """Whether the value is a count. True and False are none."""
        return type(value) is int and 0 <= value <= MOST

    def __str__(self) -> str:
        return f"a whole number from 0 to {MOST}"


@dataclass(frozen=True)
class Words:
    """A word of a closed list."""

    words: frozenset[str]

    def takes(self, value: str | int) -> bool:
        """Whether the value is one of the words."""
        return isinstance(value, str) and value in self.words

    def __str__(self) -> str:
        return "one of " + ", ".join(sorted(self.words))


COUNT = Count()


def words(*of: str) -> Words:
    """A closed list."""
    return Words(frozenset(of))


@dataclass(frozen=True)
class Shape:
    """Which details an action must have, and which it may have."""

    must: Mapping[str, Count | Words] = field(default_factory=dict)
    may: Mapping[str, Count | Words] = field(default_factory=dict)

    def wrong(self, details: Mapping[str, str | int]) -> str:
        """Why these details do not fit, in one line; empty if they do. Names no value."""
        known = {**self.must, **self.may}
        for name, value in details.items():
            if name not in known:
                return f"`{name}` is no detail of it"
            if not known[name].takes(value):
                return f"`{name}` must be {known[name]}"
        missing = [name for name in self.must if name not in details]
        return f"`{missing[0]}` is missing" if missing else ""


NOTHING = Shape()


def counts(*names: str) -> Shape:
    """The details are these counts, all of them."""
    return Shape(dict.fromkeys(names, COUNT))
