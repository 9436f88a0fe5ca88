"""The distinct things that data says, by number: kinds, entries, searches, dates, papers.

A million rows hold a few thousand different dates and a few dozen different kinds of event. Each is
understood once, in Python, and is a whole number from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from duenotice.days import DateFact
from duenotice.terms import Kind

Rows = list[tuple[int, ...]]
DatesOf = Callable[[list[int]], Iterable[int]]
"""The codes of the dates on which events of some kinds fall."""


@dataclass(frozen=True)
class Entry:
    """What a record says of a fact, without days and sources."""

    name: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class Paper:
    """A notice with all its days: everything that can matter for how early it was."""

    kind: Kind
    date: DateFact
    clocks: tuple[tuple[str, DateFact], ...] = ()


@dataclass
class Codebook:
    """What occurs, each with its number, counted from 1."""

    kinds: dict[Kind, int] = field(default_factory=dict)
    entries: dict[Entry, int] = field(default_factory=dict)
    looked: dict[tuple[str, ...], int] = field(default_factory=dict)
    dates: dict[DateFact, int] = field(default_factory=dict)
    papers: dict[Paper, int] = field(default_factory=dict)

    @property
    def spans(self) -> int:
        """How many spans a date may have; 0 where all have one."""
        most = max((len(date.spans) for date in self.dates), default=1)
        return most if most > 1 else 0

    @property
    def date_columns(self) -> tuple[str, ...]:
        """The columns of the table of dates."""
        return ("date", *(f"{end}{n}" for n in range(1, self.spans + 1) for end in ("lo", "hi")))

    def date_rows(self) -> Rows:
        """The spans of the dates that have several, each row with the same number of columns."""
        return [
            (
                code,
                *(
                    bound
                    for span in [*date.spans, *[date.spans[-1]] * (self.spans - len(date.spans))]
                    for bound in span
                ),
            )
            for date, code in self.dates.items()
            if len(date.spans) > 1
        ]
