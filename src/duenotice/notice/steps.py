"""Where a person stands in a chain of steps that keeps a stay alive: which step, its clock, what ends it.

An order says *protection ends for a person when any of these holds*; each of its letters is one way to
end. A way that holds a clock (``90 days after the file have passed without a motion``) is a step: it has
not begun while nothing on file begins its clock; it runs until its last day; what was done in that time
takes the person to the next step; if nothing was, the protection is over from the day after. All of it
is read off the evaluator's own choice of events, so that it cannot say anything else than the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from duenotice.days import LAST_DAY, Span
from duenotice.language import (
    Cite,
    DayIs,
    Group,
    How,
    Lapsed,
    OnDate,
    condition_text,
)
from duenotice.language.readings import resolutions
from duenotice.reason.evaluate import Bound, Evaluator
from duenotice.reason.steps import Step
from duenotice.reason.timeline import NOBODY_KNOWS, Happening, Timeline
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed


class State(Enum):
    """How far one step is."""

    NOT_BEGUN = "not begun"
    RUNNING = "running"
    DONE = "done in time"
    OVER = "over"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True)
class Clock:
    """One step of a chain: its label, what it says, how far it is, and its days.

    began: the event that began it (a stand-in, if nobody looked for it). last: its last day, on the
    earliest and on the latest reading (both 0 if nothing bounds it). done: what was done in time.
    """

    label: str
    text: str
    cite: Cite
    state: State
    began: Happening
    last: Span
    done: tuple[Happening, ...]
    what: Kind | None


@dataclass(frozen=True)
class Part:
    """One condition of a way: its label, its text, whether it holds, and its clock if it has one.
    `reading` says on which reading of a contested letter it stands there; empty for the first one."""

    label: str
    text: str
    truth: Truth
    clock: Clock | None = None
    reading: str = ""

    @property
    def shown(self) -> tuple[object, ...]:
        """What a reader sees of it, by which two readings are the same or not."""
        clock = (self.clock.text, self.clock.state, self.clock.last) if self.clock else ()
        return (self.label, self.text, self.truth, clock)


@dataclass(frozen=True)
class Way:
    """One way in which the protection can end: whether it has, by all readings together, and its
    conditions."""

    label: str
    truth: Truth
    parts: tuple[Part, ...]

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks of its conditions."""
        return tuple(part.clock for part in self.parts if part.clock)


def ways(ends: Group[Kind], timeline: Timeline, cite: Cite) -> tuple[Way, ...]:
    """Every way to end: each letter of an *any of* group, or an *all of* group as a whole. A contested
    letter is shown as first written; of its other readings, what is different."""
    if ends.how is How.ALL and ends.letters:
        label = " and ".join(f"({letter.label})" for letter in ends.letters)
        return (_way(label, ends, timeline, cite),)
    return tuple(
        _way(f"({letter.label})", Group(How.ALL, (letter,)), timeline, cite) for letter in ends.letters
    )


def _way(label: str, group: Group[Kind], timeline: Timeline, cite: Cite) -> Way:
    truths, parts = list[Truth](), dict[tuple[object, ...], Part]()
    for chosen, plain in resolutions(group):
        evaluator = Evaluator(timeline)
        best = evaluator.group(plain)
        truths.append(best.truth)
        others = [choice for choice in chosen if choice.number > 1]
        for part in _parts(plain, evaluator, best.bound, cite, ""):
            said = [choice.says for choice in others if part.label.startswith(choice.label)]
            parts.setdefault(
                part.shown, replace(part, reading="; ".join(said or (one.says for one in others)))
            )
    return Way(label, agreed(truths), tuple(sorted(parts.values(), key=lambda part: part.label)))


def _parts(group: Group[Kind], evaluator: Evaluator, bound: Bound, cite: Cite, prefix: str) -> Iterator[Part]:
    for letter in group.letters:
        label, condition = f"{prefix}({letter.label})", letter.condition
        own = letter.cite if letter.cite.text or letter.cite.to_verify else cite
        truth = evaluator.truth(condition, bound)
        match condition:
            case Group():
                below = evaluator.group(condition, bound).bound
                yield from _parts(condition, evaluator, below, own, label)
            case Lapsed():
                yield Part(label, "", truth, _clock(condition, evaluator, bound, own, label))
            case DayIs(timing=timing) if isinstance(timing.anchor, OnDate):
                yield Part(label, "", truth, _fixed(condition, evaluator, own, label, group, bound))
            case _:
                yield Part(label, condition_text(condition), truth)


def _clock(lapsed: Lapsed[Kind], evaluator: Evaluator, bound: Bound, cite: Cite, label: str) -> Clock:
    step = evaluator.step(lapsed, bound)
    done = tuple(happening for happening, truth in step.found if truth is not NO)
    last = step.clock.last if _bounded(step) else Span(0, 0)
    text = condition_text(lapsed)
    return Clock(label, text, cite, _state(step), step.start, last, done, lapsed.what)


def _bounded(step: Step) -> bool:
    return step.start is not NOBODY_KNOWS and step.start.seen and step.clock.last.hi <= LAST_DAY


def _state(step: Step) -> State:
    if step.start is NOBODY_KNOWS:
        return State.NOT_BEGUN
    if not step.start.seen:
        return State.UNKNOWN
    if step.done is YES:
        return State.DONE
    if step.over is NO:
        return State.RUNNING
    return State.OVER if step.over is YES and step.done is NO else State.UNKNOWN


def _fixed(
    day: DayIs, evaluator: Evaluator, cite: Cite, label: str, group: Group[Kind], bound: Bound
) -> Clock:
    """A day that the order itself names: nothing begins it. It is done in time if another condition of
    the same group fails, so that the day will pass without effect."""
    assert isinstance(day.timing.anchor, OnDate)
    over = evaluator.truth(day)
    state = {YES: State.OVER, NO: State.RUNNING, UNKNOWN: State.UNKNOWN}[over]
    others = [letter.condition for letter in group.letters if letter.condition is not day]
    rest = {evaluator.truth(condition, bound) for condition in others}
    if group.how is How.ALL and NO in rest:
        state = State.DONE
    elif over is YES and UNKNOWN in rest:
        state = State.UNKNOWN
    date = day.timing.anchor.date
    return Clock(label, condition_text(day), cite, state, Happening(date), Span(date.lo, date.hi), (), None)
