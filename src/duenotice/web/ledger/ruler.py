"""A ruler of days for one notice: weekends and holidays marked, acts pinned, the first lawful days drawn.

Takes days that the ledger counted; gives cells with places on a drawing, in units of its view box. The
holidays are those of the court's calendar (`duenotice.days.calendars`), in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from duenotice.days import LAST_DAY
from duenotice.days.calendars import CERTAIN, NEVER, Calendar
from duenotice.notice.ledger import ActLine, NoticeLine
from duenotice.record import Event

CELL, SHORTEST, LONGEST = 44, 14, 60
"""Width of a day; the last day of a ruler at the least, and at the most."""


@dataclass(frozen=True)
class Cell:
    """One day: how many days after the notice, its place, and what there is to say of it."""

    number: int
    day: date
    x: int
    weekend: bool
    holidays: tuple[str, ...]
    acts: tuple[str, ...]
    lawful: tuple[str, ...]

    @property
    def middle(self) -> int:
        """Where its texts stand."""
        return self.x + CELL // 2

    @property
    def kind(self) -> str:
        """How it is drawn."""
        return "holiday" if self.holidays else "weekend" if self.weekend else "open"


@dataclass(frozen=True)
class Ruler:
    """A drawing and its list. cut: whether the last things to show lie behind its end."""

    cells: tuple[Cell, ...]
    width: int
    cut: bool

    @property
    def pinned(self) -> tuple[Cell, ...]:
        """The days with an act."""
        return tuple(cell for cell in self.cells if cell.acts)


def ruler(line: NoticeLine, acts: Iterable[ActLine], court: str) -> Ruler | None:
    """The ruler of a notice; None if the day on which it was given is not known to the day."""
    if not line.event.date.exact:
        return None
    start = line.event.date.lo
    pins = [act.judged.act.event for act in acts if act.judged.act and act.judged.act.event]
    after = [event for event in pins if event.date.exact and event.date.lo >= start]
    ends = [way.first for way in line.ways if way.first <= LAST_DAY] + [event.date.lo for event in after[:1]]
    wanted = max([start + SHORTEST, *ends])
    last = min(wanted, start + LONGEST)
    cells = tuple(_cells(range(start, last + 1), line, after, court))
    return Ruler(cells, len(cells) * CELL, wanted > last)


def _cells(days: range, line: NoticeLine, acts: list[Event], court: str) -> Iterator[Cell]:
    for number, day in enumerate(days):
        there = date.fromordinal(day)
        yield Cell(
            number,
            there,
            number * CELL,
            there.weekday() >= 5,
            holidays(day, court),
            tuple(str(event.kind) for event in acts if event.date.lo == day),
            tuple(way.label for way in line.ways if way.first == day),
        )


def holidays(day: int, court: str) -> tuple[str, ...]:
    """The names of the holidays of a court on a day; what hangs on a reading is said to be perhaps one."""
    calendar = Calendar.load()
    where = ["federal"] + ([calendar.court(court).state] if court and court != "any" else [])
    found = [each for place in where for each in calendar.days.get(place, {}).get(day, ())]
    names = (
        each.name if each.reading == CERTAIN else f"perhaps {each.name}"
        for each in found
        if each.reading != NEVER
    )
    return tuple(dict.fromkeys(names))
