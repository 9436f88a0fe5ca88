"""The months of a count, drawn: which days are counted, skipped and closed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from duenotice.days.calendars import Calendar
from duenotice.days.counting.doubts import PREVAILING
from duenotice.days.counting.model import Count, Direction, What
from duenotice.days.counting.roll import days_of
from duenotice.days.refusals import MONTHS

MARKS = {
    What.START: "s",
    What.COUNTED: "+",
    What.SKIPPED: "x",
    What.CLOSED: "x",
    What.ADDED: "m",
    What.END: "E",
}
LEGEND = "s event, + counted, x skipped, m added for service, E end, ~ end by another reading, . closed"


def draw(counted: Count, calendar: Calendar) -> Iterator[str]:
    """The months from the first day of the prevailing reading to the last of any, Sunday first."""
    marks = _marks(counted, calendar)
    first, last = date.fromordinal(min(marks)), date.fromordinal(max(marks))
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield from _month(index // 12, index % 12 + 1, marks, counted, calendar)
        yield ""
    yield LEGEND


def _marks(counted: Count, calendar: Calendar) -> dict[int, str]:
    q, days = counted.question, days_of(counted.question, calendar)
    forward = q.direction is not Direction.BEFORE
    marks: dict[int, str] = {}
    for step in counted.readings[0].steps:
        for day in range(step.first.toordinal(), step.last.toordinal() + 1):
            closed = step.what is What.COUNTED and days.closed(day, PREVAILING, forward)
            marks[day] = MARKS[step.what] + ("." if closed else "")
    marks[q.start_day] = "s"
    for reading in counted.readings:
        marks.setdefault(reading.at.toordinal(), "~")
        if reading.at.toordinal() != counted.prevailing.toordinal():
            marks[reading.at.toordinal()] = "~"
    marks[counted.prevailing.toordinal()] = "E"
    return marks


def _month(year: int, month: int, marks: dict[int, str], counted: Count, calendar: Calendar) -> Iterator[str]:
    days = days_of(counted.question, calendar)
    forward = counted.question.direction is not Direction.BEFORE
    first, length = date(year, month, 1).toordinal(), monthrange(year, month)[1]
    yield f"{MONTHS[month - 1]} {year}"
    yield "".join(f"{name:<5}" for name in ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")).rstrip()
    line = "     " * (first % 7)
    for day in range(first, first + length):
        mark = marks.get(day, "." if days.closed(day, PREVAILING, forward) else "")
        line += f"{day - first + 1:>2}{mark:<3}"
        if day % 7 == 6 or day == first + length - 1:
            yield line.rstrip()
            line = ""
