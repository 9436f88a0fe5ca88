"""A number of days or hours that is read in several ways: what each reading gives, and that they differ.

An act is judged once for each reading of how long its duty gives. What all of them agree on is the verdict;
else it is unknown *because the readings differ*, and only a lawyer can say which holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duenotice.days import Relation
from duenotice.days.counting.periods import Periods
from duenotice.language import Amount, DutyAfter, NoticeBefore
from duenotice.reason.early import early_by
from duenotice.reason.reasons import Ease, Question, Reason, entries_of
from duenotice.reason.steps import Step
from duenotice.reason.timeline import Happening, related
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth


def enough(amount: Amount) -> str:
    """``at least 14 days earlier on every way to count``."""
    return f"{amount.earlier} on every way to count" if amount.number else "earlier"


def short_of(amount: Amount) -> str:
    """``less than 14 days earlier on every way to count``."""
    return f"less than {amount} earlier on every way to count" if amount.number else "not earlier"


def number_reasons(
    notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods
) -> Iterator[Reason]:
    """How early a notice was on each reading of the number; nothing where there is but one."""
    if not duty.readings or related(notice, Relation.AFTER, act) is YES:
        return
    each = _each(notice, act, duty, periods)
    told = [f"{name}: {_how(a, t)}" for name, a, t in zip(names(duty), duty.amounts, each, strict=True)]
    if len(set(each)) > 1:
        yield _differ(told, str(duty.what), notice)
    else:
        yield Reason("; ".join(told), entries_of(notice))


def parted(notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods) -> bool:
    """Whether it is settled on each reading how early a notice was, and they differ: no paper could tell."""
    each = _each(notice, act, duty, periods) if duty.readings else ()
    return len(set(each)) > 1 and UNKNOWN not in each


def _each(notice: Happening, act: Happening, duty: NoticeBefore[Kind], periods: Periods) -> tuple[Truth, ...]:
    return tuple(early_by(notice, act, duty, amount, periods) for amount in duty.amounts)


def _how(amount: Amount, truth: Truth) -> str:
    return {YES: enough(amount), NO: short_of(amount)}.get(truth, f"may or may not be {amount.earlier}")


def step_numbers(
    duty: DutyAfter[Kind], steps: Sequence[Step], reasons: Sequence[tuple[Reason, ...]]
) -> tuple[Reason, ...]:
    """The reasons of each reading of the number, each sentence once, and whether the readings differ."""
    if not duty.readings:
        return reasons[0]
    each = [(step.done, step.done if step.done is YES else step.over) for step in steps]
    told = [f"{name}: {_came(step)}" for name, step in zip(names(duty), steps, strict=True)]
    listed = _differ(told, str(duty.what)) if len(set(each)) > 1 else Reason("; ".join(told))
    return (listed, *dict.fromkeys(reason for found in reasons for reason in found))


def _came(step: Step) -> str:
    if step.done is not NO:
        return "done in time" if step.done is YES else "perhaps done in time"
    return {YES: "not done in time", NO: "there is still time"}.get(step.over, "perhaps too late by now")


def names(duty: NoticeBefore[Kind] | DutyAfter[Kind]) -> tuple[str, ...]:
    """What each reading is called: ``14 days``, ``2 days (class counsel)``."""
    first = _amount(duty.amount)
    return (
        first,
        *(f"{_amount(r.amount)} ({r.label})" if r.label else _amount(r.amount) for r in duty.readings),
    )


def _amount(amount: Amount) -> str:
    return str(amount) if amount.number else "no number"


def _differ(told: Sequence[str], about: str, *notices: Happening) -> Reason:
    listed = "; ".join(told)
    ask = f"Which reading of the time for the {about} is right? A lawyer must say. ({listed})"
    return Reason(f"the readings differ ({listed})", entries_of(*notices), Question(ask, Ease.LAWYER))
