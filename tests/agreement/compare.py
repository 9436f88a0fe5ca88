"""One person under one order, by `reason` and by an engine: where the two say something else.

Held equal, letter by letter and duty by duty: whether the order is in force and the person protected;
each class; each letter of a class, and the letters that decide; the status of each duty, the parts that
decide it, the act that decides it, the day it was due and by how many days notice was short.

Where a class names events, several choices of them may be equally good, and `reason` and an engine may
show another one; and where a letter is contested, `reason` shows the letters below it of the first reading,
an engine only those that every reading has. So letters below letters and exceptions are not compared, and of
what decides such a class only the outermost letters are; none, if by `reason` only an exception decides,
because an engine shows no exception that names events. Of every other class all that decides is compared.

`reason` words the shortfall notice by notice, for dates that are known to the day. Here it is worked out
for all dates from what `reason` holds of each notice, by the sentence of the reference: by how many days
the nearest notice came too late, on the mildest count and on the strictest. Nearest is the least of each.

Whom a fact keeps out of a class is not asked the other letters (`NOT_ASKED`); what an engine says of such a
person is compared, and nothing but what keeps out may decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duenotice.days import Relation, from_edtf
from duenotice.language import EventExists, Forbidden, NoticeBefore, Readings, conditions_of
from duenotice.reason import Answer, ClassAnswer, DutyAnswer, Status
from duenotice.reason.early import early_enough, first_lawful
from duenotice.reason.given import as_owed, used_up
from duenotice.reason.timeline import Happening, Timeline, related
from duenotice.screen import deciding, letters_of_row, parts_of
from duenotice.screen.answers import NOT_ASKED
from duenotice.screen.plan import Membership, Plan
from duenotice.terms import Kind
from duenotice.truth import NO, YES

STATUSES = (Status.NOT_OWED, Status.PENDING, Status.MET, Status.UNKNOWN, Status.VIOLATED)
NOT_SHORT = -1
"""What an engine gives for a number of days where no notice could be short."""

Said = tuple[str, object, object]


def differences(said: Answer, plan: Plan, row: Mapping[str, int]) -> list[str]:
    """What the two say differently about one person."""
    return [
        f"{what}: reason {one}, engine {other}" for what, one, other in _both(said, plan, row) if one != other
    ]


def _both(said: Answer, plan: Plan, row: Mapping[str, int]) -> Iterator[Said]:
    yield "protected", int(said.protected), row["protected"]
    yield "in force", int(said.standing.truth), row["force"]
    kept_out = False
    for number, (found, (_, step)) in enumerate(zip(said.classes, plan.classes, strict=True), 1):
        yield f"class {number}", int(found.truth), row[f"class_{number}"]
        letters = {finding.label: int(finding.truth) for finding in found.membership.letters}
        told = letters_of_row(step, number, row)
        asked = {label: truth for label, truth in told.items() if truth != NOT_ASKED}
        if asked != told:
            yield (
                f"a letter that keeps out of class {number}",
                True,
                0 in asked.values() and row[f"class_{number}_why"] > 0,
            )
        letters = {label: truth for label, truth in letters.items() if label in asked}
        yield f"letters of class {number}", letters, asked
        why, mask = _why(found, step, row[f"class_{number}_why"])
        yield f"what decides class {number}", why if asked == told else why & mask, mask
        kept_out |= asked != told
    now = said.classes[0].membership.timeline
    for number, duty in enumerate(said.duties, 1):
        yield f"duty {number}", STATUSES.index(duty.status), row[f"duty_{number}"]
        parts, why = set(duty.deciding.parts), set(parts_of(row[f"duty_{number}_why"]))
        yield f"what decides duty {number}", parts & why if kept_out else parts, why
        yield from _act(number, duty, now, row)


def _why(found: ClassAnswer, step: Membership, mask: int) -> tuple[set[str], set[str]]:
    """The letters that decide; only the outermost, and no exceptions, where several choices may be shown."""
    one, other = set(found.deciding), set(deciding(step, mask))
    if _plain(found):
        return one, other
    exceptions = {_outer(finding.label) for finding in found.membership.unless}
    letters = {_outer(label) for label in one} - exceptions
    if one and not letters:
        return set(), set()
    return letters, {_outer(label) for label in other} - exceptions


def _plain(found: ClassAnswer) -> bool:
    """Whether a class names no event and has no contested letter."""
    groups = (found.class_.body, found.class_.unless)
    named = (one for group in groups for one in conditions_of(group) if isinstance(one, EventExists))
    contested = any(isinstance(letter.condition, Readings) for group in groups for letter in group.letters)
    return not contested and not any(one.name for one in named)


def _outer(label: str) -> str:
    """``(g)`` for ``(g)(1)``."""
    outer, below, _ = label.partition(")(")
    return f"{outer})" if below else outer


def _act(number: int, duty: DutyAnswer, now: Timeline, row: Mapping[str, int]) -> Iterator[Said]:
    act, column = duty.deciding.act, f"duty_{number}"
    day = (act.date.lo, act.date.hi) if act else (0, 0)
    yield f"act of duty {number}", day, (row[f"{column}_act_lo"], row[f"{column}_act_hi"])
    if act and not isinstance(duty.duty, Forbidden):
        due = from_edtf(duty.deciding.due_by) if duty.deciding.due_by else None
        bounds = (due.lo, due.hi) if due else (0, 0)
        yield f"due of duty {number}", bounds, (row[f"{column}_due_lo"], row[f"{column}_due_hi"])
    if isinstance(duty.duty, NoticeBefore):
        short = _short(duty.duty, act, now) if act else (NOT_SHORT, NOT_SHORT)
        said = row[f"{column}_short_least"], row[f"{column}_short_most"]
        yield f"shortfall of duty {number}", short, said


def _short(duty: NoticeBefore[Kind], act: Happening, now: Timeline) -> tuple[int, int]:
    """By how many days the nearest notice came too late. Hours are not told in days."""
    found = [
        (first.lo - act.date.hi, first.hi - act.date.lo)
        for notice, _ in now.candidates(as_owed(duty))
        if not duty.hourly
        and early_enough(notice, act, duty, now.periods) is NO
        and related(notice, Relation.AFTER, act) is not YES
        and used_up(notice, duty.act, act, now) is not YES
        for first in [first_lawful(notice, duty, now.periods)]
    ]
    least, most = zip(*found, strict=True) if found else ((NOT_SHORT,), (NOT_SHORT,))
    return min(least), min(most)
