"""Every order on a shelf about one person: which are in force, what each says, the strictest duty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import DutyAfter, DutyByDay, Forbidden, NoticeBefore, Order, Unit
from duenotice.reason.answer import Answer, answer
from duenotice.reason.duties import DutyAnswer, Status
from duenotice.record import Record
from duenotice.terms import Vocabulary
from duenotice.truth import NO


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
    judged = any(duty.status in (Status.MET, Status.VIOLATED) for duty in found.duties)
    in_class = any(class_.truth is not NO for class_ in found.classes)
    return judged or (found.standing.truth is not NO and in_class)


def _strictness(found: DutyAnswer) -> tuple[int, int, int]:
    """What is surely owed before what may be; an act forbidden before a notice; more days before fewer."""
    sure = found.status is not Status.UNKNOWN
    match found.duty:
        case Forbidden():
            return sure, 1, 0
        case NoticeBefore(amount=amount):
            return sure, 0, amount.number * (1 if amount.unit is not Unit.HOURS else 0)
        case DutyAfter() | DutyByDay():
            return sure, -1, 0
        case _:
            assert_never(found.duty)
