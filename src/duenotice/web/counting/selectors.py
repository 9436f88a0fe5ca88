"""A count as the page shows it: the days by each method, the working line by line, what was closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from duenotice.days.calendars import Calendar
from duenotice.days.counting import Count, Direction, Moment, Reading, Unit, What
from duenotice.days.counting.doubts import PREVAILING
from duenotice.days.counting.ends import shifted
from duenotice.days.counting.roll import days_of
from duenotice.days.counting.words import (
    caution_in_words,
    close_in_words,
    count_in_words,
    moment_in_words,
    rule_in_words,
)

MOST = 150
"""Lines of one working, or days of one list, that the page shows."""


@dataclass(frozen=True)
class Way:
    """One way to count: what it is called, the day it gives, and by what authority."""

    name: str
    ends: str
    cite: str


@dataclass(frozen=True)
class Line:
    """One line of the working: its days, what was done with them, and by which line of law."""

    days: str
    did: str
    cite: str


@dataclass(frozen=True)
class Working:
    """The arithmetic of one reading; `more`: how many of its lines are not shown."""

    name: str
    ends: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True)
class Closed:
    """A closed day inside the period: why, and what became of it."""

    day: str
    why: str
    did: str


@dataclass(frozen=True)
class Told:
    """Everything that the page says of one count. `ways`: the rule's day, every other reading's, and the
    plain number of days; `differ`: whether they are not all the same."""

    answer: str
    caution: str
    close: str
    rule: str
    start: str
    ways: tuple[Way, ...]
    differ: bool
    workings: tuple[Working, ...]
    closed: tuple[Closed, ...]
    more_closed: int
    weekends: int


def told(counted: Count) -> Told:
    """The count in words."""
    ways = tuple(_ways(counted))
    closed = tuple(_closed(counted))
    kept = [each for each in closed if each.did == "skipped" or each.why not in ("Saturday", "Sunday")]
    return Told(
        count_in_words(counted),
        caution_in_words(counted),
        close_in_words(counted),
        rule_in_words(counted),
        moment_in_words(counted.question.start),
        ways,
        len({way.ends for way in ways}) > 1,
        tuple(_working(each) for each in counted.readings),
        tuple(kept[:MOST]),
        max(0, len(kept) - MOST),
        len(closed) - len(kept),
    )


def plain_end(counted: Count) -> date:
    """The day by the calendar alone: no weekend and no holiday is looked at."""
    q = counted.question
    unit = Unit.DAYS if q.unit is Unit.COURT_DAYS else q.unit
    return date.fromordinal(shifted(q.start_day, q.amount, unit, q.sign))


def _ways(counted: Count) -> Iterator[Way]:
    for reading in counted.readings:
        name = "by the rule" if reading.label == "prevailing" else f"by the rule, if {reading.label}"
        yield Way(name, moment_in_words(reading.at), reading.cite)
    yield Way("by the calendar alone, without weekends and holidays", moment_in_words(plain_end(counted)), "")


def _working(reading: Reading) -> Working:
    lines = [
        Line(
            _days(step.first, step.last),
            step.why if step.what in (What.END, What.COUNTED) else f"{step.what}: {step.why}",
            step.cite,
        )
        for step in reading.steps
    ]
    return Working(reading.label, moment_in_words(reading.at), tuple(lines[:MOST]), max(0, len(lines) - MOST))


def _days(first: date, last: date) -> str:
    if first == last:
        return moment_in_words(first)
    return f"{moment_in_words(first)} through {moment_in_words(last)}"


def _closed(counted: Count) -> Iterator[Closed]:
    """The closed days from the event to the end of the prevailing reading, in the order of counting."""
    q = counted.question
    days = days_of(q, Calendar.load())
    skipped = _skipped(counted)
    end = number(counted.prevailing)
    for day in range(q.start_day, end + q.sign, q.sign):
        why = days.closed(day, PREVAILING, q.direction is not Direction.BEFORE)
        if why and day != q.start_day:
            name = moment_in_words(date.fromordinal(day))
            yield Closed(name, why, "skipped" if day in skipped else "counted")


def _skipped(counted: Count) -> frozenset[int]:
    steps = [step for step in counted.readings[0].steps if step.what is What.SKIPPED]
    return frozenset(day for s in steps for day in range(s.first.toordinal(), s.last.toordinal() + 1))


def number(at: Moment) -> int:
    """The day number of a day or an instant."""
    return (at.date() if isinstance(at, datetime) else at).toordinal()
