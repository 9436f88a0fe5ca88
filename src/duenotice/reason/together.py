"""All orders together about one person on one day: the strictest duty of each kind, and who gives it.

Theory. Whoever is protected by any of the orders is protected (Kleene's *or*), so a further order never
takes protection away. For each matter (`strictness`) the duties that bind *surely* are compared, and
only the strictest stand. A duty of which it is unknown whether it binds may still be the strictest: it
stands as *perhaps*, unless one that surely binds asks at least as much. Nothing is left out for being
unknown. What orders ask may be hard to keep at once; those pairs are named, and not settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import Duty, DutyAfter, Forbidden, NoticeBefore, Order
from duenotice.reason.answer import Answer, answer, owed_on
from duenotice.reason.duties import DutyAnswer, Status
from duenotice.reason.strictness import asks_as_much, asks_more, matter, takes_in
from duenotice.record import Record
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, YES, Truth, any_of

_BINDS = {Status.PENDING: YES, Status.NOT_OWED: NO, Status.UNKNOWN: UNKNOWN}
"""What `owed_on` says of a duty, as a truth."""


@dataclass(frozen=True)
class Demand:
    """One duty of one order: whether it binds on the day, and what came of it for the acts on file."""

    answer: Answer
    duty: Duty[Kind]
    owed: Truth
    came: DutyAnswer

    @property
    def order(self) -> Order:
        """The order that gives it."""
        return self.answer.order


@dataclass(frozen=True)
class Strictest:
    """One matter: the strictest duties that surely bind, and those that perhaps do and would ask more."""

    matter: str
    surely: tuple[Demand, ...]
    perhaps: tuple[Demand, ...]


@dataclass(frozen=True)
class Conflict:
    """Two duties of two orders that are hard to keep at once: `one` `says` `other`, as in *gives another
    time than*. `truth` is whether both bind."""

    one: Demand
    says: str
    other: Demand
    truth: Truth


@dataclass(frozen=True)
class Together:
    """Every order about one person on one day; `known_on` is empty if everything on file counts."""

    on: DateFact
    known_on: str
    answers: tuple[Answer, ...]
    demands: tuple[Demand, ...]

    @property
    def protected(self) -> Truth:
        """Whether any of the orders protects the person."""
        return any_of(found.protected for found in self.answers)

    @property
    def strictest(self) -> tuple[Strictest, ...]:
        """Matter by matter, where anything binds or may."""
        bind = [demand for demand in self.demands if demand.owed is not NO]
        matters = sorted({matter(demand.duty) for demand in bind})
        return tuple(_strictest(name, [d for d in bind if matter(d.duty) == name]) for name in matters)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs that are hard to keep at once, where both bind or may."""
        bind = [demand for demand in self.demands if demand.owed is not NO]
        found = [conflict for pair in combinations(bind, 2) if (conflict := _conflict(*pair)) is not None]
        return tuple(sorted(found, key=lambda conflict: -conflict.truth.value))

    def asked(self, duty: Duty[Kind]) -> Truth:
        """Whether anything that asks at least as much as `duty` binds under any of the orders."""
        return any_of(min(demand.owed, asks_as_much(demand.duty, duty)) for demand in self.demands)


def together(
    orders: Iterable[Order], record: Record, vocabulary: Vocabulary, on: DateFact, known_on: int = LAST_DAY
) -> Together:
    """Ask every order about one person, and put what they ask side by side."""
    answers = tuple(answer(order, record, vocabulary, on, known_on) for order in orders)
    demands = tuple(
        Demand(found, now.duty, _BINDS[now.status], came)
        for found in answers
        for now, came in zip(
            owed_on(found.order, record, vocabulary, on, known_on), found.duties, strict=True
        )
    )
    return Together(on, "" if known_on == LAST_DAY else iso(known_on), answers, demands)


def _strictest(name: str, bind: list[Demand]) -> Strictest:
    sure = [demand for demand in bind if demand.owed is YES]
    top = [d for d in sure if not any(asks_more(other.duty, d.duty) for other in sure)]
    perhaps = [
        demand
        for demand in bind
        if demand.owed is UNKNOWN and not any(asks_as_much(d.duty, demand.duty) is YES for d in top)
    ]
    perhaps.sort(key=lambda demand: -sum(asks_more(demand.duty, other.duty) for other in bind))
    return Strictest(name, tuple(top), tuple(perhaps))


def _conflict(one: Demand, other: Demand) -> Conflict | None:
    """Why two duties are hard to keep at once; None if they are not, or one order asks for both."""
    if one.order.id == other.order.id:
        return None
    for first, second in ((one, other), (other, one)):
        says = _says(first.duty, second.duty)
        if says:
            return Conflict(first, says, second, min(first.owed, second.owed))
    return None


def _says(one: Duty[Kind], other: Duty[Kind]) -> str:
    """What is between two duties, said of the first; nothing if both can be kept."""
    match one, other:
        case NoticeBefore(), Forbidden() if takes_in(other.act, one.act):
            return f"allows {one.act} after notice, which is forbidden with or without notice by"
        case DutyAfter(), Forbidden() if takes_in(other.act, one.what):
            return f"asks for {one.what}, which is forbidden by"
        case NoticeBefore(), NoticeBefore() if takes_in(one.act, other.act) and _form(one) != _form(other):
            return f"asks for another notice of {one.act} than"
        case DutyAfter(), DutyAfter() if matter(one) == matter(other) and one.amounts != other.amounts:
            return f"gives another time for {one.what.term} than"
        case _:
            return ""


def _form(duty: NoticeBefore[Kind]) -> tuple[object, ...]:
    return duty.verb, duty.what, duty.amounts, duty.counts_from, duty.understood
