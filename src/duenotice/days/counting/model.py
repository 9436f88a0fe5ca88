"""What is asked and what is answered when time is counted: a `Question`, and a `Count` of readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from duenotice.days.counting.rulesets import Clock, Kind, RuleSet, Service, Version

Moment: TypeAlias = date | datetime
"""A day, or for periods in hours an instant with its zone."""


class Unit(StrEnum):
    """What a period is stated in. A fixed date is no period at all."""

    DAYS = "days"
    COURT_DAYS = "court days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    FIXED = "fixed date"


class Direction(StrEnum):
    """Whether the period is measured after an event or before one; `ON` for a fixed date."""

    AFTER = "after"
    BEFORE = "before"
    ON = "on"


class What(StrEnum):
    """What one step of the working did with its days."""

    START = "not counted"
    COUNTED = "counted"
    SKIPPED = "skipped"
    CLOSED = "clerk's office closed"
    ADDED = "added"
    END = "end"


class Step(NamedTuple):
    """Some days in a row, what was done with them, why, and by which line of law."""

    first: date
    last: date
    what: What
    why: str
    cite: str


@dataclass(frozen=True)
class Question:
    """A period to be counted, read and complete.

    court_zone: the zone of the court's clerk, empty if there is no court.
    service_day: the day in the court's zone, if `start` is an instant that falls on another day there.
    closed: days on which the clerk's office was inaccessible; only filings wait for it, so it is empty
    for a notice. extra: days declared holidays for this court, beyond the calendar.
    """

    start: Moment
    amount: int
    unit: Unit
    direction: Direction
    rules: RuleSet
    version: Version
    court: str
    service: Service
    rule_date: date
    zone: str
    court_zone: str = ""
    service_day: date | None = None
    clock: Clock | None = None
    closed: frozenset[int] = frozenset()
    extra: frozenset[int] = frozenset()

    @property
    def sign(self) -> int:
        """The direction of counting: 1 forward, -1 backward."""
        return -1 if self.direction is Direction.BEFORE else 1

    @property
    def start_day(self) -> int:
        """The day number of the event: day 0."""
        return self.start.toordinal()

    def cite(self, part: str) -> str:
        """The rule, with its paragraph where this version has paragraphs."""
        return self.version.cite + (part if self.version.parts else "")


@dataclass(frozen=True)
class Reading:
    """One way to count: what it assumes, where it ends, how, and on whose authority."""

    label: str
    at: Moment
    steps: tuple[Step, ...]
    cite: str


@dataclass(frozen=True)
class Count:
    """The answer: every reading that gives another date, the prevailing one first.

    earliest, latest: over every combination of the open questions, so none lies outside them.
    """

    question: Question
    prevailing: Moment
    earliest: Moment
    latest: Moment
    readings: tuple[Reading, ...]

    @property
    def settled(self) -> bool:
        """Whether all readings agree."""
        return self.earliest == self.latest

    @property
    def is_target(self) -> bool:
        """Whether the date is a target that nobody can miss by a day."""
        return self.question.clock is not None and self.question.clock.kind is Kind.TARGET
