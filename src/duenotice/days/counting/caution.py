"""Which reading to use, which depends on who must act (section 2 of the design's ``time.md``).

| use                    | government's earliest act | government's last day to serve | own last day |
|------------------------|---------------------------|--------------------------------|--------------|
| to warn the person     | after the latest          | the earliest                   | the earliest |
| to allege a violation  | only under all readings   | only under all readings        | prevailing   |

The same doubt is resolved in opposite directions, so no function here has a default.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from duenotice.days.counting.count import count
from duenotice.days.counting.model import Count, Direction, Moment, Reading
from duenotice.truth import Truth


@dataclass(frozen=True)
class LawfulAct:
    """The first day on which an act is lawful under every reading.

    forward: the notice period from its service. backward: the last day to serve for an act on `day`.
    by_backward: whether only the backward count moved the day.
    """

    day: date
    forward: Count
    backward: Count
    by_backward: bool


@dataclass(frozen=True)
class Finding:
    """What an auditor may say. violated: *unknown* means that it depends on the reading.

    under: the readings by which it is a violation; otherwise: those by which it is none.
    """

    violated: Truth
    under: tuple[Reading, ...]
    otherwise: tuple[Reading, ...]

    @property
    def words(self) -> str:
        """``violated``, ``not violated``, or the readings that it depends on."""
        if self.violated is Truth.YES:
            return "violated under every reading"
        if self.violated is Truth.NO:
            return "not violated under any reading"
        if not self.under:
            return "a target date, which nobody can violate by days"
        return "depends on the reading; violated if: " + " | ".join(r.label for r in self.under)


def own_last_day(counted: Count) -> Moment:
    """A person's own deadline, and the government's last day to serve: the earliest reading."""
    return counted.earliest


def first_day_after(counted: Count) -> date:
    """The first day after a forward period, under its latest reading: the government's first day."""
    last = counted.latest
    return (last.date() if isinstance(last, datetime) else last) + timedelta(1)


def earliest_lawful_act(served: Moment, amount: int, unit: str = "days", **place: Any) -> LawfulAct:
    """The earliest lawful act after a notice of so many days (1.6: both tests must pass).

    Forward: the act comes after the end of the period that service began. Backward: service came no
    later than the same period before the act. The second is stricter where a day in lieu or a weekend
    stands at the other end. place: the arguments of `count` from `ruleset` on.
    """
    forward = count(served, amount, unit, "after", **place)
    day = first = first_day_after(forward)
    on = served.date() if isinstance(served, datetime) else served
    while (backward := count(day, amount, unit, "before", **{**place, "service": "none"})).earliest < on:
        day += timedelta(1)
    return LawfulAct(day, forward, backward, day > first)


def acted_too_early(counted: Count, acted: Moment) -> Finding:
    """Whether an act came before a period that had to pass first was over."""
    assert counted.question.direction is Direction.AFTER
    return _finding(counted, [(r, acted <= r.at) for r in counted.readings])


def acted_too_late(counted: Count, acted: Moment) -> Finding:
    """Whether an act came after the last day for it, forward or backward."""
    return _finding(counted, [(r, acted > r.at) for r in counted.readings])


def _finding(counted: Count, judged: Iterable[tuple[Reading, bool]]) -> Finding:
    rows = list(judged)
    under = tuple(reading for reading, is_one in rows if is_one)
    otherwise = tuple(reading for reading, is_one in rows if not is_one)
    if counted.is_target:
        return Finding(Truth.UNKNOWN, (), counted.readings)  # 1.5: targets are never hard violations
    if under and otherwise:
        return Finding(Truth.UNKNOWN, under, otherwise)
    return Finding(Truth.YES if under else Truth.NO, under, otherwise)
