"""The days of a ledger that somebody must not forget, numbered as the printed ledger numbers them.

A day is kept only if it is on or after the day asked about. For the person's own steps it is the
earliest reading; for the government's acts both the mildest and the strictest day are listed, because
the act may be called lawful from the one and is lawful on every reading from the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.days import LAST_DAY
from duenotice.language import DutyAfter, DutyByDay, begun_text
from duenotice.notice.feed import Item, Sort
from duenotice.notice.ledger import NOWHEN, DutyLines, Ledger, Verdict
from duenotice.notice.steps import State
from duenotice.reason import Status
from duenotice.truth import NO


@dataclass(frozen=True)
class Day:
    """One numbered day: what it is in the words of the ledger, and the item of a calendar for it."""

    number: int
    day: int
    says: str
    item: Item


def days_of(ledger: Ledger) -> tuple[Day, ...]:
    """Every day to watch from the day asked about, in order of time."""
    today = ledger.answer.on.lo
    found = [
        (day, says, sort, f"{ledger.answer.order.id}|{lines.duty.name}|{name}")
        for lines in ledger.duties
        for day, says, sort, name in _days(lines)
        if today <= day <= LAST_DAY
    ]
    ordered = sorted(dict.fromkeys(found), key=lambda one: (one[0], one[1]))
    return tuple(
        Day(number, day, says, Item(name, number, day, sort, "L"))
        for number, (day, says, sort, name) in enumerate(ordered, start=1)
    )


def _days(lines: DutyLines) -> Iterator[tuple[int, str, Sort, str]]:
    if lines.closes != NOWHEN and lines.given is not NO and lines.status is not Status.NOT_OWED:
        act, (mild, strict) = begun_text(lines.duty), lines.closes
        yield mild, f"the {act} may be called lawful from this day", Sort.WATCH, "mildest"
        if strict != mild:
            yield strict, f"the {act} is lawful on every reading from this day", Sort.WATCH, "strictest"
    if lines.status is not Status.NOT_OWED:
        for clock in (clock for way in lines.steps for clock in way.clocks):
            if clock.state is State.RUNNING and clock.last != NOWHEN:
                yield clock.last.lo, f"last day of step {clock.label}: {clock.text}", Sort.STEP, clock.label
    for number, act_line in enumerate(lines.acts):
        if isinstance(lines.duty, DutyAfter | DutyByDay) and act_line.verdict is Verdict.OPEN:
            says = f"last day for the {lines.duty.what} that is owed"
            yield act_line.last.hi, says, Sort.WATCH, f"after {number}"
