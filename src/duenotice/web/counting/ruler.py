"""The days of a count as weeks side by side: where each stands, what happened to it, its number in the count.

Geometry only, in units of the drawing: the template draws it with attributes, and the same days stand
beside it as a list. Long periods show their first and their last weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duenotice.days.calendars import Calendar
from duenotice.days.counting import Count, Direction, What
from duenotice.days.counting.doubts import PREVAILING
from duenotice.days.counting.roll import WEEKDAYS, days_of
from duenotice.days.counting.words import moment_in_words
from duenotice.days.refusals import MONTHS
from duenotice.web.counting.selectors import number, plain_end

CELL, HIGH, HEAD = 48, 46, 22
WEEKS = 8
"""Of a long period this many weeks are drawn at each end."""
SAYS = {
    "start": "day 0",
    "counted": "counted",
    "closed": "closed, counted",
    "skipped": "skipped",
    "end": "END",
    "other": "another end",
    "out": "",
}


@dataclass(frozen=True)
class Cell:
    """One day: its corner, its kind (a key of `SAYS`), the day of the month, and its number in the count."""

    x: int
    y: int
    kind: str
    day: str
    mark: str
    words: str

    @property
    def middle(self) -> int:
        """Where its texts stand."""
        return self.x + CELL // 2

    @property
    def above(self) -> int:
        """The line of the day of the month."""
        return self.y + 18

    @property
    def below(self) -> int:
        """The line of the mark."""
        return self.y + 36


@dataclass(frozen=True)
class Ruler:
    """The drawing: its size, the names of the weekdays, the cells, and the days that matter as a list."""

    width: int
    height: int
    heads: tuple[tuple[int, str], ...]
    cells: tuple[Cell, ...]
    listed: tuple[Cell, ...]
    left_out: int
    cell: int = CELL - 4
    high: int = HIGH - 4


def ruler(counted: Count) -> Ruler:
    """The drawing of a count."""
    marks = _marks(counted)
    first, last = min(marks) // 7, max(marks) // 7
    weeks = list(range(first, last + 1))
    left_out = max(0, len(weeks) - 2 * WEEKS)
    shown = weeks[:WEEKS] + weeks[-WEEKS:] if left_out else weeks
    cells = [
        _cell(day, row, marks) for row, week in enumerate(shown) for day in range(week * 7, week * 7 + 7)
    ]
    heads = tuple((index * CELL + CELL // 2, name[:2]) for index, name in enumerate(WEEKDAYS))
    listed = [cell for cell in cells if cell.kind in ("start", "skipped", "end", "other")]
    return Ruler(7 * CELL, HEAD + len(shown) * HIGH, heads, tuple(cells), tuple(listed), left_out)


def _cell(day: int, row: int, marks: dict[int, tuple[str, str]]) -> Cell:
    on = date.fromordinal(day)
    kind, mark = marks.get(day, ("out", ""))
    name = (
        f"{on.day} {MONTHS[on.month - 1][:3]}"
        if on.day == 1 or day == min(marks) or not day % 7
        else str(on.day)
    )
    words = f"{moment_in_words(on)}: {SAYS[kind]}"
    return Cell(day % 7 * CELL, HEAD + row * HIGH, kind, name, mark, words)


def _marks(counted: Count) -> dict[int, tuple[str, str]]:
    """What happened to each day, and what is written on it."""
    q, days = counted.question, days_of(counted.question, Calendar.load())
    marks: dict[int, tuple[str, str]] = {}
    for at, (day, what) in enumerate(_counted(counted), start=1):
        closed = days.closed(day, PREVAILING, q.direction is not Direction.BEFORE)
        marks[day] = ("closed" if closed and what is What.COUNTED else "counted", str(at))
    for step in counted.readings[0].steps:
        if step.what is What.SKIPPED:
            for day in range(step.first.toordinal(), step.last.toordinal() + 1):
                marks[day] = ("skipped", marks.get(day, ("", ""))[1] + "\N{MULTIPLICATION SIGN}")
    for other in (plain_end(counted).toordinal(), *(number(each.at) for each in counted.readings[1:])):
        marks[other] = ("other", marks.get(other, ("", ""))[1] + "?")
    marks[q.start_day] = ("start", "0")
    marks[number(counted.prevailing)] = ("end", "END")
    return marks


def _counted(counted: Count) -> Iterator[tuple[int, What]]:
    """The days that the prevailing reading counts, in the order of counting."""
    sign = counted.question.sign
    for step in counted.readings[0].steps:
        if step.what in (What.COUNTED, What.ADDED):
            days = range(step.first.toordinal(), step.last.toordinal() + 1)
            yield from ((day, step.what) for day in (days if sign > 0 else reversed(days)))
