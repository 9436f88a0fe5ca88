"""One person under one order, by `reason` and by an engine: where the two say something else.

Held equal, letter by letter and duty by duty: whether the order is in force and the person protected;
each class; each letter of a class; the status of each duty, the act that decides it and the day it was
due. Letters below letters and exceptions are not compared: where several choices of events are equally
good, `reason` and an engine may show them for another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duenotice.days import from_edtf
from duenotice.language import Forbidden
from duenotice.reason import Answer, DutyAnswer, Status
from duenotice.screen import letters_of_row
from duenotice.screen.answers import NOT_ASKED
from duenotice.screen.plan import Plan

STATUSES = (Status.NOT_OWED, Status.PENDING, Status.MET, Status.UNKNOWN, Status.VIOLATED)


def differences(said: Answer, plan: Plan, row: Mapping[str, int]) -> list[str]:
    """What the two say differently about one person."""
    return [
        f"{what}: reason {one}, engine {other}" for what, one, other in _both(said, plan, row) if one != other
    ]


def _both(said: Answer, plan: Plan, row: Mapping[str, int]) -> Iterator[tuple[str, object, object]]:
    yield "protected", int(said.protected), row["protected"]
    yield "in force", int(said.standing.truth), row["force"]
    for number, (found, (_, step)) in enumerate(zip(said.classes, plan.classes, strict=True), 1):
        yield f"class {number}", int(found.truth), row[f"class_{number}"]
        letters = {finding.label: int(finding.truth) for finding in found.membership.letters}
        told = letters_of_row(step, number, row)
        asked = {label: truth for label, truth in told.items() if truth != NOT_ASKED}
        if asked != told:
            yield f"a letter that keeps out of class {number}", True, 0 in asked.values()
        letters = {label: truth for label, truth in letters.items() if label in asked}
        yield f"letters of class {number}", letters, asked
    for number, duty in enumerate(said.duties, 1):
        yield f"duty {number}", STATUSES.index(duty.status), row[f"duty_{number}"]
        yield from _act(number, duty, row)


def _act(number: int, duty: DutyAnswer, row: Mapping[str, int]) -> Iterator[tuple[str, object, object]]:
    act, column = duty.deciding.act, f"duty_{number}"
    day = (act.date.lo, act.date.hi) if act else (0, 0)
    yield f"act of duty {number}", day, (row[f"{column}_act_lo"], row[f"{column}_act_hi"])
    if act and not isinstance(duty.duty, Forbidden):
        due = from_edtf(duty.deciding.due_by) if duty.deciding.due_by else None
        bounds = (due.lo, due.hi) if due else (0, 0)
        yield f"due of duty {number}", bounds, (row[f"{column}_due_lo"], row[f"{column}_due_hi"])
