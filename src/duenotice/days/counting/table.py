"""The legal calendar as a table that SQL engines join, so that a deadline is a look-up.

One row for every day of one place under one view: whether it is open after an event and before one,
and the nearest open days. ``next_open`` and ``prev_open`` are the day itself if it is open; the strict
ones never are. A deadline is a join on ``start + n``; with three mail days, a second join on its result
plus 3; n court days are n joins, or a look-up by rank. time.md 4.5.

The views bound each other: `broad` takes every contested day as closed and so gives the latest end
forward and the earliest backward; `narrow` takes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from duenotice.days.calendars import Calendar
from duenotice.days.counting.ask import rules_of
from duenotice.days.counting.count import AROUND, count
from duenotice.days.counting.doubts import CLOSED, PREVAILING
from duenotice.days.counting.roll import View, days_of, states_of

VIEWS: Final[dict[str, View]] = {
    "prevailing": PREVAILING & frozenset(CLOSED),
    "narrow": frozenset(),
    "broad": frozenset(CLOSED),
}


class LegalDay(NamedTuple):
    """One row. Days are dates, so that an engine can give them its own type."""

    ruleset: str
    state: str
    reading: str
    day: date
    open_fwd: bool
    open_back: bool
    next_open: date
    prev_open: date
    next_open_strict: date
    prev_open_strict: date


def legal_calendar(ruleset: str, court: str, reading: str, calendar: Calendar) -> Iterator[LegalDay]:
    """The rows for one rule set and court (``any`` for no state) under one view, oldest day first.

    The first and last fortnight of the calendar are left out: their neighbours are not known.
    """
    first, last = calendar.first + AROUND, calendar.last - AROUND
    middle = date.fromordinal((first + last) // 2)
    question = count(middle, 1, "days", "after", rules_of(ruleset).name, court, calendar=calendar).question
    days, view = days_of(question, calendar), VIEWS[reading]
    state = " ".join(states_of(question, calendar))
    for day in range(first, last + 1):
        open_fwd, open_back = not days.closed(day, view, True), not days.closed(day, view, False)
        yield LegalDay(
            *(ruleset, state, reading, date.fromordinal(day), open_fwd, open_back),
            next_open=date.fromordinal(days.moved(day, 1, view, True)),
            prev_open=date.fromordinal(days.moved(day, -1, view, False)),
            next_open_strict=date.fromordinal(days.moved(day + 1, 1, view, True)),
            prev_open_strict=date.fromordinal(days.moved(day - 1, -1, view, False)),
        )
