"""What is owed by a day that follows no act: the days, and whether it was done by each of them.

To whom it is owed is asked about that last day, or about today as long as the day is to come: who was let
go a week before it is owed nothing. The days themselves are counted in `duenotice.days.counting.series`.
What begins the time is never what is owed in it: a review within a year after each review is another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, from_day, from_span, in_words
from duenotice.days.counting.series import Due, by_date, by_each_period, by_period
from duenotice.language import DutyByDay, Life, OnDate, due_text
from duenotice.reason.evaluate import Evaluator
from duenotice.reason.explain import Explainer
from duenotice.reason.given import as_owed
from duenotice.reason.reasons import (
    Ease,
    Question,
    Reason,
    entries_of,
    kind_words,
    name_of,
    searches_words,
    span_words,
)
from duenotice.reason.timeline import Happening, Timeline
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, any_of


@dataclass(frozen=True)
class DueDay:
    """One day by which something is owed: what began the time (a date of the order has no event), whether
    that happened, and the day."""

    start: Happening
    happened: Truth
    due: Due


@dataclass(frozen=True)
class GivenBy:
    """Whether it was done by that day, whether the day is over, and why."""

    done: Truth
    over: Truth
    reasons: tuple[Reason, ...]


def due_days(duty: DutyByDay[Kind], life: Life, timeline: Timeline) -> Iterator[DueDay]:
    """Every day by which the duty is owed and whose time may have begun, in order of what began it."""
    today = timeline.moment.date
    if isinstance(duty.since, OnDate):
        starts: tuple[tuple[Happening, Truth], ...] = ((Happening(duty.since.date), YES),)
    else:
        starts = timeline.candidates(duty.since)
    for start, happened in starts:
        for due in _dues(duty, start, life, Span(today.lo, today.hi), timeline):
            yield DueDay(start, happened, due)


def _dues(
    duty: DutyByDay[Kind], start: Happening, life: Life, today: Span, timeline: Timeline
) -> tuple[Due, ...]:
    if duty.on_date:
        return (by_date(start.date, entered(life)),)
    if duty.every:
        return by_each_period(start.date, duty.amount.length, timeline.periods, today)
    return (by_period(start.date, duty.amount.length, timeline.periods),)


def entered(life: Life) -> Span:
    """The day on which an order was entered: from then on counts what is owed by a date."""
    return Span(life.acts[0].date.lo, life.acts[0].date.hi) if life.acts else Span(FIRST_DAY, FIRST_DAY)


def given_by(duty: DutyByDay[Kind], day: DueDay, timeline: Timeline) -> GivenBy:
    """Whether what is owed was done by one day, by what is on file today, and why."""
    wanted, due, today = as_owed(duty), day.due, timeline.moment.date
    over = _after(today, due.ends)
    truths, reasons = [NO], [_when(duty, day, over, timeline)]
    for happening, base in timeline.candidates(wanted):
        if happening is day.start:
            continue
        fits = min(_since(happening, due.opens), ~_after(happening.date, due.ends))
        truths.append(min(base, fits))
        reasons += _on_file(happening, base, fits, wanted, due, timeline)
    if len(truths) == 1:
        reasons.append(Reason(f"no {wanted} is on file"))
    reasons += searches_words(timeline.searches(wanted))
    for gap in timeline.unseen(wanted):
        span = Span(max(gap.lo, due.opens.lo), min(gap.hi, due.ends.hi))
        if span.lo <= span.hi and any_of(truths) is not YES:
            truths.append(UNKNOWN)
            reasons.append(_nobody_looked(wanted, span, over, timeline))
    return GivenBy(any_of(truths), over, tuple(reasons))


def _after(date: DateFact, ends: Span) -> Truth:
    """Whether a day lies after the last one, on every reading or on none."""
    if date.lo > ends.hi:
        return YES
    return NO if date.hi <= ends.lo else UNKNOWN


def _since(happening: Happening, opens: Span) -> Truth:
    """Whether it lies on or after the day from which it counts."""
    if happening.date.lo >= opens.hi:
        return YES
    return NO if happening.date.hi < opens.lo else UNKNOWN


_SAID = {YES: "in time", NO: "not in its time", UNKNOWN: "may or may not be in its time"}


def _on_file(
    happening: Happening, base: Truth, fits: Truth, wanted: Kind, due: Due, timeline: Timeline
) -> Iterator[Reason]:
    """One thing that was done, and whether in the time that counts."""
    says = _SAID[fits]
    if _after(happening.date, due.ends) is YES:
        says = "too late"
    elif _since(happening, due.opens) is NO:
        says = "before the time that counts"
    question = None
    if fits is UNKNOWN and not happening.date.exact:
        ask = f"On which day was the {wanted} that is on file as {in_words(happening.date)}?"
        question = Question(ask, Ease.PAPER, about=entries_of(happening))
    elif fits is UNKNOWN and base is not NO:
        ask = f"How is this time counted? On one reading {name_of(happening)} is in it, on another not."
        question = Question(ask, Ease.LAWYER, about=entries_of(happening))
    yield Reason(f"on file: {name_of(happening)}, {says}", entries_of(happening), question)
    if fits is not NO:
        yield from Explainer(Evaluator(timeline)).doubts(happening, wanted)


def _when(duty: DutyByDay[Kind], day: DueDay, over: Truth, timeline: Timeline) -> Reason:
    """The day, from when on something counts for it, and whether it is over."""
    ends = f"by {_days(day.due.ends)}" if day.due.ends.lo <= LAST_DAY else "by a day that nobody can tell"
    begun = f" (begun by {name_of(day.start)})" if day.start.event else ""
    again = f", time number {day.due.number}, which begins on {_days(day.due.opens)}"
    says = f"owed {due_text(duty)}{begun}: {ends}{again if day.due.number > 1 else ''}"
    word = {YES: "over on", NO: "not over on", UNKNOWN: "may or may not be over on"}[over]
    says = f"{says}, {word} {in_words(timeline.moment.date)}"
    entries, question = entries_of(day.start), None
    if over is UNKNOWN and day.start.event and not day.start.date.exact:
        on_file = f"the {day.start.event.kind} that is on file as {in_words(day.start.date)}"
        question = Question(f"On which day was {on_file}?", Ease.PAPER, about=entries)
    elif over is UNKNOWN:
        ask = f"How is this time counted? It depends on the reading: it ends {ends.removeprefix('by ')}."
        question = Question(ask, Ease.LAWYER)
    return Reason(says, entries, question)


def _days(span: Span) -> str:
    """One day, or the two between which it lies."""
    first = in_words(from_day(span.lo))
    if span.lo == span.hi:
        return first
    last = in_words(from_day(span.hi)) if span.hi <= LAST_DAY else "an unknown day"
    return f"a day between {first} and {last}"


def _nobody_looked(wanted: Kind, span: Span, over: Truth, timeline: Timeline) -> Reason:
    words = span_words(span)
    where = timeline.vocabulary.event(wanted.term).look_in
    ask = f"Was there {kind_words(wanted)} {words}?"
    question = Question(ask, Ease.SEARCH, (wanted.term,), span, where=where) if over is not NO else None
    return Reason(f"nobody looked for {kind_words(wanted)} {words}", (), question)


def due_by(due: Due) -> str:
    """The last day as EDTF, a span if the readings or the days differ; empty if nobody can tell."""
    return str(from_span(*due.ends)) if due.ends.hi <= LAST_DAY else ""
