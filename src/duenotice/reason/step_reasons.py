"""Why a step with its clock is done, over or open: when its time ends, what was done in it, who looked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from duenotice.days import NOT_KNOWN, in_words
from duenotice.language import Lapsed, Named
from duenotice.reason.reasons import (
    Ease,
    Question,
    Reason,
    anchor_words,
    entries_of,
    kind_words,
    name_of,
    searches_words,
    span_words,
)
from duenotice.reason.timeline import NOBODY_KNOWS, Happening
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from duenotice.reason.evaluate import Bound
    from duenotice.reason.explain import Explainer
    from duenotice.reason.steps import Step

_IN_TIME = {YES: "in time", NO: "too late", UNKNOWN: "may or may not be in time"}


def step_reasons(lapsed: Lapsed[Kind], step: Step, bound: Bound, explainer: Explainer) -> Iterator[Reason]:
    """A step with its clock: when its time ends, what was done in it, and where nobody looked."""
    yield _clock(lapsed, step, explainer)
    timings, found = explainer.evaluator.step_timings(lapsed), dict(step.found)
    for happening, _ in explainer.timeline.candidates(lapsed.what):
        if explainer.evaluator.fits_timings(happening, timings, bound) is NO:
            yield explainer.ruled_out(happening, timings, bound)
        else:
            truth = found.get(happening, NO)
            yield _on_file(happening, truth, step)
            if truth is not NO:
                yield from explainer.doubts(happening, lapsed.what)
    if not step.found:
        yield Reason(explainer.nothing(lapsed.what))
    yield from searches_words(explainer.timeline.searches(lapsed.what))
    for span in () if step.done is YES else step.unseen:
        words = f"{kind_words(lapsed.what)} {span_words(span)}"
        question = explainer.search_question(lapsed.what, f"Was there {words}?", span.lo, span.hi)
        yield Reason(f"nobody looked for {words}", (), question if step.over is not NO else None)


def _on_file(happening: Happening, truth: Truth, step: Step) -> Reason:
    """One thing that was done, and whether that was in time; asks its day if that is what is open."""
    late = step.clock.over(happening.date)
    question = None
    if late is UNKNOWN and truth is UNKNOWN and step.over is not NO and not happening.date.exact:
        assert happening.event is not None
        was = f"the {happening.event.kind} that is on file as {in_words(happening.date)}"
        ask = f"On which day was {was}? The question is whether it was within {step.clock.period}."
        question = Question(ask, Ease.PAPER, about=entries_of(happening))
    return Reason(f"on file: {name_of(happening)}, {_IN_TIME[~late]}", entries_of(happening), question)


def _clock(lapsed: Lapsed[Kind], step: Step, explainer: Explainer) -> Reason:
    """When the time of a step ends, on every reading."""
    start = step.start
    if start is NOBODY_KNOWS or (not start.seen and start.date == NOT_KNOWN):
        return Reason(f"when {_the_time(lapsed)} began is not known")
    moment = explainer.timeline.moment.happening
    ends = f"{lapsed.period} after {anchor_words(lapsed.anchor, start)} {_ends(lapsed, step)}"
    over = {YES: ": over on", NO: ": not over on", UNKNOWN: ""}[step.over]
    says = f"{ends}{over} {in_words(moment.date)}" if over else ends
    ask = step.over is UNKNOWN and step.done is not YES
    return Reason(says, entries_of(start, moment), _when_over(lapsed, step, moment, ends) if ask else None)


def _the_time(lapsed: Lapsed[Kind]) -> str:
    return str(lapsed.period) if lapsed.period.clock else f"the time of {lapsed.period}"


def _ends(lapsed: Lapsed[Kind], step: Step) -> str:
    """``end on 30 May 2018``; a period with a name of its own ``ends``."""
    verb = "ends" if lapsed.period.clock or lapsed.period.number == 1 else "end"
    words = [in_words(date) for date in step.clock.last_dates]
    if not words:
        return f"{verb} on a day that nobody can tell"
    if len(words) == 1:
        return f"{verb} on {words[0]}"
    return f"{verb} between {words[0]} and {words[-1]}, by the days and the way of counting"


def _when_over(lapsed: Lapsed[Kind], step: Step, moment: Happening, ends: str) -> Question | None:
    """What would tell when it is over: the rough day, or a lawyer's word on the count."""
    start = step.start
    rough = [h for h in (start, moment) if h.event and not h.date.exact]
    if rough:
        asked = " and ".join(
            f"the {h.event.kind} that is on file as {in_words(h.date)}" for h in rough if h.event
        )
        why = f"The question is whether {lapsed.period} had passed."
        return Question(f"On which day was {asked}? {why}", Ease.PAPER, about=entries_of(*rough))
    if not start.seen and isinstance(lapsed.anchor, Named):
        return None
    return Question(f"How is this time counted? It depends on the reading: {ends}.", Ease.LAWYER)
