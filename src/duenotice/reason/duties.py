"""Duties: not owed, owed and pending, met, violated, or unknown.

A duty is judged on the day of each act. Owed = the person is in the class, the order is in force,
and the act was done, all on that day. What came of it is then a table: `_JUDGED`. If nothing that
was owed has been done yet, the question is whether the duty is owed now.

Where no act begins the duty but a day that comes of itself, that day takes the place of the act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import assert_never

from duenotice.days import FIRST_DAY, DateFact, Span, from_span, in_words, iso
from duenotice.days.counting.series import Due
from duenotice.language import Duty, DutyAfter, DutyByDay, Forbidden, NoticeBefore, OnDate, Order, Unit
from duenotice.library import Standing, in_force
from duenotice.reason.by_day import DueDay, due_by, due_days, given_by
from duenotice.reason.early import Counted, latest_day
from duenotice.reason.evaluate import NEVER, Evaluator
from duenotice.reason.explain import Explainer, Finding
from duenotice.reason.given import given, given_after, shifted
from duenotice.reason.membership import Membership, membership
from duenotice.reason.reasons import (
    Ease,
    Question,
    Reason,
    entries_of,
    name_of,
)
from duenotice.reason.timeline import Happening, Happenings, Moment, Timeline
from duenotice.record import Entry, Event
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, all_of


class Status(Enum):
    """What can be said of a duty, the most serious last."""

    NOT_OWED = "not owed"
    PENDING = "pending"
    MET = "met"
    UNKNOWN = "unknown"
    VIOLATED = "violated"


_JUDGED = {
    (YES, YES, YES): Status.MET,
    (YES, YES, UNKNOWN): Status.MET,
    (YES, YES, NO): Status.MET,
    (YES, NO, YES): Status.VIOLATED,
    (YES, NO, NO): Status.PENDING,
}
"""(owed, done as owed, its time over) to the status of one act. What is not owed is not owed whatever was
done, and all else is unknown. Before an act the time is over when the act is done."""


@dataclass(frozen=True, eq=False)
class Judged:
    """One act, or the present if nothing was done yet: whether the duty was owed and what came of it.

    `due_by` is the last day on which the notice could have been given by the order's own words, or on
    which what is owed after the act could be done (EDTF; empty if no act is on file). `truths` holds the
    parts besides the class that the status comes from. `left_out` holds the questions about what the
    order file leaves out, where that is what decides. `counted` holds every way to count every notice,
    `ended` whether the
    protection of a stay has ended, and `due` the day by which something was owed that follows no act.
    """

    order: str
    status: Status
    act: Happening | None
    due_by: str
    truths: Mapping[str, Truth]
    told: tuple[Reason, ...]
    member: Membership
    standing: Standing
    left_out: tuple[Question, ...] = ()
    counted: tuple[tuple[Event, Counted], ...] = ()
    ended: Membership | None = None
    due: Due | None = None

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, with how protection has ended or lasts. It is worked out when somebody asks: a stay has
        many letters, and most answers about it are settled by the class or the order's life."""
        return (*self.told, *(_protection(self.ended) if self.ended else ()))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What decides: ``class``, ``in force``, ``act``, ``protection``, ``notice``, ``done``,
        ``left out``."""
        if self.left_out:
            return ("left out",)
        return _parts(self.status, {"class": self.member.truth, **self.truths})

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What would settle it, if it is unknown."""
        if self.left_out or self.status is not Status.UNKNOWN:
            return self.left_out
        asked = [reason.question for reason in self.reasons if reason.question]
        if "class" in self.parts:
            asked = [*self.member.questions, *asked]
        if "in force" in self.parts:
            asked.append(still_in_force(self.order, self.standing))
        return tuple(sorted(dict.fromkeys(asked), key=lambda question: question.ease))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the record that it rests on."""
        return tuple(dict.fromkeys([*self.member.entries, *(e for r in self.reasons for e in r.entries)]))


@dataclass(frozen=True)
class DutyAnswer:
    """A duty with every act judged; `deciding` is the most serious of them."""

    duty: Duty[Kind]
    status: Status
    deciding: Judged
    acts: tuple[Judged, ...]


class Judge:
    """Judges the duties of one order for one record, as seen on one day."""

    def __init__(self, order: Order, happenings: Happenings, today: Moment) -> None:
        self.order, self.happenings, self.today = order, happenings, today
        self.now = self.timeline(today)
        self._members: dict[tuple[str, Happening], Membership] = {}
        self._days: dict[Span, Moment] = {}

    def timeline(self, moment: Moment) -> Timeline:
        """The record as it stood at a moment."""
        return Timeline(self.happenings.record, self.happenings.vocabulary, moment, self.happenings)

    def member(self, name: str, moment: Moment) -> Membership:
        """Whether the person was in the class at a moment."""
        key = (name, moment.happening)
        if key not in self._members:
            class_ = next(c for c in self.order.rules.classes if c.name == name)
            timeline = self.now if moment is self.today else self.timeline(moment)
            self._members[key] = membership(class_.body, class_.unless, timeline, class_.cite)
        return self._members[key]

    def in_force(self, day: DateFact) -> Standing:
        """Whether the order was in force on a day."""
        return in_force(self.order.rules.life, day, self.order.identity.kind)

    def duty(self, duty: Duty[Kind]) -> DutyAnswer:
        """Every act on file judged, or every day that came of itself; if none was owed, what is owed now."""
        if isinstance(duty, DutyByDay):
            return self._by_day(duty)
        acts = tuple(self._act(duty, happening, truth) for happening, truth in self.now.candidates(duty.act))
        owed = [act for act in acts if act.status is not Status.NOT_OWED]
        deciding = max(owed, key=lambda act: _SERIOUS[act.status]) if owed else self.present(duty)
        return DutyAnswer(duty, deciding.status, deciding, acts)

    def _by_day(self, duty: DutyByDay[Kind]) -> DutyAnswer:
        """Every day by which something was owed judged. What was owed on none of them is not owed."""
        days = tuple(self._day(duty, day) for day in due_days(duty, self.order.rules.life, self.now))
        owed = [day for day in days if day.status is not Status.NOT_OWED]
        if owed:
            deciding = max(owed, key=lambda day: _SERIOUS[day.status])
        else:
            deciding = self.present(duty)
            if days and deciding.status is not Status.NOT_OWED:
                told = (*deciding.told, Reason("on none of the days that have come was it owed"))
                deciding = replace(deciding, status=Status.NOT_OWED, truths={"day": NO}, told=told)
        return DutyAnswer(duty, deciding.status, deciding, days)

    def _day(self, duty: DutyByDay[Kind], day: DueDay) -> Judged:
        asked = self._asked_on(day.due.day(Span(self.today.date.lo, self.today.date.hi)))
        member, standing = self.member(duty.owed_to, asked), self.in_force(asked.date)
        found = given_by(duty, day, self.now)
        truths = {"in force": standing.truth, "act": day.happened}
        owed = _and_member(all_of(truths.values()), member)
        status = (
            Status.NOT_OWED if owed is NO else _JUDGED.get((owed, found.done, found.over), Status.UNKNOWN)
        )
        truths["done"] = found.done if found.done is not NO else ~found.over
        told = (Reason(f"whether it was owed is asked about {in_words(asked.date)}"), *found.reasons)
        if day.happened is UNKNOWN and not isinstance(duty.since, OnDate):
            told = (*told, *Explainer(Evaluator(self.now)).doubts(day.start, duty.since))
        due = due_by(day.due)
        return Judged(self.order.id, status, day.start, due, truths, told, member, standing, due=day.due)

    def _asked_on(self, days: Span) -> Moment:
        """The moment of a day that is no event: today, or a day before it."""
        if days == Span(self.today.date.lo, self.today.date.hi):
            return self.today
        return self._days.setdefault(days, Moment(Happening(from_span(*days))))

    def binds(self, duty: Duty[Kind]) -> Judged:
        """Whether the duty is owed now, whatever was done before. No day that is past brings anything new."""
        if isinstance(duty, DutyByDay) and (found := self.duty(duty)).status is Status.NOT_OWED:
            return found.deciding
        return self.present(duty)

    def _act(
        self, duty: NoticeBefore[Kind] | DutyAfter[Kind] | Forbidden[Kind], act: Happening, happened: Truth
    ) -> Judged:
        moment = Moment(act)
        member, standing = self.member(duty.owed_to, moment), self.in_force(act.date)
        over, counted = YES, tuple[tuple[Event, Counted], ...]()
        stay: Membership | None = None
        match duty:
            case NoticeBefore():
                found = given(duty, act, self.now, self.timeline(moment))
                done, reasons, counted = found.truth, found.reasons, found.counted
                due, protected = self._due(duty, act), YES
            case DutyAfter():
                after = given_after(duty, act, self.now)
                done, over, protected = after.done, after.over, YES
                reasons, due = after.reasons, after.due_by
            case Forbidden():
                ended = membership(duty.ends, NEVER, self.timeline(moment), duty.cite)
                protected, done, due = ~ended.truth, NO, ""
                reasons, stay = (), ended
            case _:
                assert_never(duty)
        truths = {"in force": standing.truth, "act": happened, "protection": protected}
        owed = _and_member(all_of(truths.values()), member)
        status = Status.NOT_OWED if owed is NO else _JUDGED.get((owed, done, over), Status.UNKNOWN)
        if isinstance(duty, NoticeBefore):
            truths["notice"] = done
        elif isinstance(duty, DutyAfter):
            truths["done"] = done if done is not NO else ~over
        told = (Reason(f"the act: {name_of(act)}", entries_of(act)), *reasons)
        if happened is UNKNOWN:
            told = (*told, *Explainer(Evaluator(self.now)).doubts(act, duty.act))
        return Judged(self.order.id, status, act, due, truths, told, member, standing, (), counted, stay)

    def _due(self, duty: NoticeBefore[Kind], act: Happening) -> str:
        """The last day of a notice that is early enough by the order's own words."""
        if duty.amount.unit is Unit.DAYS:
            return shifted(act, -duty.amount.number)
        day = latest_day(act.date, duty.amount, self.now.periods) if act.date.exact else 0
        return iso(day) if day >= FIRST_DAY else ""

    def present(self, duty: Duty[Kind]) -> Judged:
        """Whether the duty is owed now, as if nothing that was owed had been done yet."""
        member = self.member(duty.owed_to, self.today)
        standing = self.in_force(self.today.date)
        ended, stay = NO, None
        if isinstance(duty, Forbidden):
            stay = membership(duty.ends, NEVER, self.now, duty.cite)
            ended = stay.truth
        truths = {"in force": standing.truth, "protection": ~ended}
        owed = _and_member(all_of(truths.values()), member)
        status = {YES: Status.PENDING, NO: Status.NOT_OWED, UNKNOWN: Status.UNKNOWN}[owed]
        acts = duty.since if isinstance(duty, DutyByDay) else duty.act
        says = f"no {acts} that this duty was owed for is on file by {in_words(self.today.date)}"
        if isinstance(acts, OnDate):
            says = f"asked about {in_words(self.today.date)}"
        told = (Reason(says),)
        return Judged(self.order.id, status, None, "", truths, told, member, standing, ended=stay)


def _and_member(rest: Truth, member: Membership) -> Truth:
    """Whether all the rest holds and the person is a member, who is only asked about if it matters."""
    return rest if rest is NO else min(rest, member.truth)


_SERIOUS = {status: number for number, status in enumerate(Status)}


def still_in_force(order: str, standing: Standing) -> Question:
    """The question that an order of unknown force leaves to a lawyer."""
    return Question(f"Was {order} in force on that day? As far as is known: {standing.says}.", Ease.LAWYER)


def _protection(ended: Membership) -> list[Reason]:
    word = {
        YES: "protection has ended",
        NO: "protection lasts",
        UNKNOWN: "whether protection has ended is unknown",
    }
    reasons = [Reason(word[ended.truth], ended.entries)]
    reasons += [Reason(f"{leaf.label} {leaf.truth}: {leaf.text}") for leaf in _leaves(ended.letters)]
    return reasons + [Reason(f"still to find out: {q.ask}", q.about, q) for q in ended.questions]


def _leaves(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield from _leaves(finding.below) if finding.below else [finding]


def _parts(status: Status, truths: dict[str, Truth]) -> tuple[str, ...]:
    """The parts that decide: those that are *no* if nothing is owed or it was broken, else those unknown."""
    match status:
        case Status.NOT_OWED:
            return tuple(
                part for part, truth in truths.items() if truth is NO and part not in ("notice", "done")
            )
        case Status.VIOLATED:
            return tuple(part for part, truth in truths.items() if truth is NO) or ("act",)
        case Status.UNKNOWN:
            return tuple(part for part, truth in truths.items() if truth is UNKNOWN)
        case Status.MET | Status.PENDING:
            return ()
        case _:
            assert_never(status)
