"""Every order on a shelf about one person: which are in force, what each says, the strictest duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import (
    Condition,
    DayIs,
    DutyAfter,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    How,
    Lapsed,
    NoEvent,
    NoticeBefore,
    Order,
    Readings,
    Unit,
    letters_of,
)
from duenotice.reason.answer import Answer, ClassAnswer, answer
from duenotice.reason.duties import DutyAnswer, Status
from duenotice.reason.explain import Finding
from duenotice.record import Record
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, Truth


@dataclass(frozen=True)
class CaseOverview:
    """The orders of one case, oldest first."""

    case: str
    answers: tuple[Answer, ...]

    @property
    def that_matter(self) -> tuple[Answer, ...]:
        """Those that could matter for this person on this day."""
        return tuple(found for found in self.answers if could_matter(found))

    @property
    def strictest(self) -> tuple[Answer, DutyAnswer] | None:
        """The strictest duty that is, or may be, owed under any of them."""
        owed = [
            (found, duty)
            for found in self.that_matter
            for duty in found.duties
            if duty.status is not Status.NOT_OWED
        ]
        return max(owed, key=lambda pair: _strictness(pair[1]), default=None)


@dataclass(frozen=True)
class Overview:
    """All cases; `known_on` is empty if everything on file counts."""

    on: DateFact
    known_on: str
    cases: tuple[CaseOverview, ...]

    @property
    def orders(self) -> tuple[Order, ...]:
        """Every order that was asked."""
        return tuple(found.order for case in self.cases for found in case.answers)


def overview(
    orders: Iterable[Order], record: Record, vocabulary: Vocabulary, on: DateFact, known_on: int = LAST_DAY
) -> Overview:
    """Ask every order about one person."""
    by_case: dict[str, list[Answer]] = {}
    for order in orders:
        by_case.setdefault(order.identity.case, []).append(answer(order, record, vocabulary, on, known_on))
    cases = tuple(CaseOverview(case, tuple(answers)) for case, answers in by_case.items())
    return Overview(on, "" if known_on == LAST_DAY else iso(known_on), cases)


def could_matter(found: Answer) -> bool:
    """Whether an order may bind for this person on this day, or may have been broken before."""
    judged = any(
        duty.status in (Status.MET, Status.VIOLATED)
        or (duty.status is Status.UNKNOWN and duty.deciding.act is not None)
        for duty in found.duties
    )
    in_class = any(class_.truth is not NO for class_ in found.classes)
    return judged or (found.standing.truth is not NO and in_class)


def awaits_list(found: Answer) -> tuple[str, ...]:
    """The closed lists without which no class of the order can hold, where nothing on file tells of any of
    them whether the person is on it. None if something else may open a class, or leaves it open."""
    lists: dict[str, Truth] = {}
    for class_ in found.classes:
        if _may_reach_others(found, class_) or not _needs_list(class_.class_.body):
            return ()
        lists |= _lists(class_)
    return tuple(lists) if all(truth is UNKNOWN for truth in lists.values()) else ()


def _may_reach_others(found: Answer, class_: ClassAnswer) -> bool:
    """Whether what the file leaves out may open the class for this person, on a list or not."""
    omitted = [left for left in found.order.rules.left_out if left.when.letters]
    guarded = zip(omitted, found.guards, strict=True)
    return any(left.changes == class_.class_.name and guard.truth is not NO for left, guard in guarded)


def _needs_list(condition: Condition[Kind]) -> bool:
    """Whether it cannot hold for somebody who is on no list."""
    match condition:
        case FactIs(fact, _, negated):
            return fact.term == "roster" and not negated
        case Group(how, letters):
            need = [_needs_list(letter.condition) for letter in letters]
            return any(need) if how is How.ALL else all(need)
        case Readings(readings):
            return all(_needs_list(reading.condition) for reading in readings)
        case EventExists() | NoEvent() | DayIs() | Lapsed():
            return False
        case _:
            assert_never(condition)


def _lists(class_: ClassAnswer) -> dict[str, Truth]:
    """Each list that a letter asks for, with what the letter says of the person."""
    told = {finding.label: finding.truth for finding in _every(class_.membership.letters)}
    return {
        letter.condition.values[0]: told[label]
        for label, letter in letters_of(class_.class_.body)
        if isinstance(letter.condition, FactIs) and letter.condition.fact.term == "roster" and label in told
    }


def _every(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from _every(finding.below)


def _strictness(found: DutyAnswer) -> tuple[int, int, int]:
    """What is surely owed before what may be; an act forbidden before a notice; more days before fewer."""
    sure = found.status is not Status.UNKNOWN
    match found.duty:
        case Forbidden():
            return sure, 1, 0
        case NoticeBefore(amount=amount):
            return sure, 0, amount.number * (1 if amount.unit is not Unit.HOURS else 0)
        case DutyAfter():
            return sure, -1, 0
        case _:
            assert_never(found.duty)
