"""Whether an order is in force on a day.

Theory. The acts in an order's life are read from top to bottom; each says what the order's force
is from then on. Before the first act nothing is in force. An act that takes force away leaves its
own day unknown, because the hour is not on file; an act that gives force gives it from its own
day. Where the date of an act is rough, or the day asked about is, both states are possible and
the answer is unknown unless they agree. After *known through*, an order that was last seen in
force, or last seen stayed, is unknown: a stale file never says yes.

A higher court's *vacated* leaves the order binding until the mandate; where the file has no
mandate, whether it still binds is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span, after, from_day, in_words, on_or_after
from duenotice.days.words import when_in_words
from duenotice.language import Act, Life, LifeAct
from duenotice.truth import NO, UNKNOWN, YES, Truth


class Force(Enum):
    """What an order's force is after an act: its truth, and whether a later act could restore it."""

    NONE = "not entered"
    BINDS = "in force"
    PAUSED = "stayed"
    DOUBTED = "vacated, mandate not on file"
    OVER = "ended"


_TRUTH = {
    Force.NONE: NO,
    Force.BINDS: YES,
    Force.PAUSED: NO,
    Force.DOUBTED: UNKNOWN,
    Force.OVER: NO,
}

_EFFECT: dict[Act, Force | None] = {
    Act.ENTERED: Force.BINDS,
    Act.EXTENDED: Force.BINDS,
    Act.HEARING: None,
    Act.STAYED: Force.PAUSED,
    Act.STAY_LIFTED: Force.BINDS,
    Act.VACATED: Force.DOUBTED,
    Act.MANDATE: Force.OVER,
    Act.SUPERSEDED: Force.OVER,
    Act.DISSOLVED: Force.OVER,
    Act.EXPIRED: Force.OVER,
}
"""What each act does to an order's force; None: nothing (it is told for the reader)."""


@dataclass(frozen=True)
class Standing:
    """Whether an order is in force on a day, the acts that say so, and the sentence that explains it."""

    truth: Truth
    says: str
    acts: tuple[LifeAct, ...]
    stale: bool


def in_force(life: Life, day: DateFact, kind: str = "order") -> Standing:
    """Whether the order was in force on `day` (which may be roughly known). `kind` is what the sentence
    calls it: an order or a rule."""
    possible = {Force.NONE}
    told: list[LifeAct] = []
    for act in life.acts:
        effect = _effect(act, life)
        if effect is None:
            continue
        done = _done(act, effect, day)
        if done is not NO:
            told.append(act)
        if done is YES:
            possible = {effect}
        elif done is UNKNOWN:
            possible |= {effect}
    stale = after(day, life.known_through) is not NO
    truths = {_TRUTH[force] for force in possible}
    if stale and possible & {Force.BINDS, Force.PAUSED}:
        truths.add(UNKNOWN)
    truth = truths.pop() if len(truths) == 1 else UNKNOWN
    return Standing(truth, _says(truth, possible, life, day, kind if stale else ""), tuple(told), stale)


@dataclass(frozen=True)
class Interval:
    """A stretch of days with one standing; the last one has no end that the file knows."""

    days: Span
    truth: Truth


def intervals(life: Life) -> tuple[Interval, ...]:
    """The whole life as stretches of days, from the beginning of time, without gap or overlap.

    The standing can only change on or next to a day that the file names, so those are asked.
    """
    bounds = [bound for act in life.acts for span in act.date.spans for bound in span]
    bounds += [bound for span in life.known_through.spans for bound in span]
    turns = sorted({FIRST_DAY, *(day for b in bounds for day in (b, b + 1) if FIRST_DAY <= day <= LAST_DAY)})
    found: list[Interval] = []
    for start, end in zip(turns, [*(turn - 1 for turn in turns[1:]), LAST_DAY], strict=True):
        truth = in_force(life, from_day(start)).truth
        if found and found[-1].truth is truth:
            found[-1] = Interval(Span(found[-1].days.lo, end), truth)
        else:
            found.append(Interval(Span(start, end), truth))
    return tuple(found)


def _effect(act: LifeAct, life: Life) -> Force | None:
    """A higher court's opinion that vacates binds from the mandate, if the file has one."""
    mandate = any(other.act is Act.MANDATE for other in life.acts)
    return None if act.act is Act.VACATED and mandate else _EFFECT[act.act]


def _done(act: LifeAct, effect: Force, day: DateFact) -> Truth:
    """Whether the act had its effect on `day`: a beginning from its own day, an end after it."""
    if effect is Force.BINDS:
        return on_or_after(day, act.date)
    begun, past = on_or_after(day, act.date), after(day, act.date)
    return begun if begun is past else UNKNOWN


def _says(truth: Truth, possible: set[Force], life: Life, day: DateFact, stale: str) -> str:
    """In words; `stale` is what the file is about, if it is too old to say."""
    entered = life.acts[0] if life.acts else None
    if possible == {Force.NONE} and entered:
        return f"it was entered {when_in_words(entered.date)} only"
    last = next((a for a in reversed(life.acts) if _done_at_all(a, life, day)), entered)
    told = f"{last.act.value} {when_in_words(last.date)}" if last else "no act is on file"
    if truth is YES:
        return f"{told}, and known through {in_words(life.known_through)}"
    if truth is NO:
        return told
    if stale and possible & {Force.BINDS, Force.PAUSED}:
        known = in_words(life.known_through)
        return f"this file knows of the {stale} through {known} only ({told})"
    return f"{told}, and the hour or the day of an act is not known well enough"


def _done_at_all(act: LifeAct, life: Life, day: DateFact) -> bool:
    effect = _effect(act, life)
    return effect is not None and _done(act, effect, day) is not NO
