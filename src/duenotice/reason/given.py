"""Whether the notice that a duty asks for was given before an act, early enough.

A notice counts for the first act that follows it; the next act needs a notice of its own (our
reading: a notice announces one detention).

The count. ``at least 14 days earlier`` is read as: the day of the act is the fourteenth day after
the day of the notice, or later. Where an order is silent a stricter count is possible, on which
fourteen whole days must lie between; the answer shows both, and calls a notice too late only if
it is too late on both. (Rolling over weekends and holidays comes with the counting rules.)
"""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import FIRST_DAY, Relation, Span, at_least_days_before, from_edtf, in_words
from duenotice.language import NoticeBefore, Verb
from duenotice.problems import RefusedDate
from duenotice.reason.evaluate import Evaluator
from duenotice.reason.explain import Explainer
from duenotice.reason.reasons import (
    Compared,
    Ease,
    Question,
    Reason,
    entries_of,
    kind_words,
    name_of,
    searches_words,
    span_words,
    the,
)
from duenotice.reason.timeline import Happening, Timeline, related
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, all_of, any_of


def given(duty: NoticeBefore[Kind], act: Happening, timeline: Timeline) -> tuple[Truth, tuple[Reason, ...]]:
    """Whether the notice was given early enough before this act, and why."""
    wanted, number = _wanted(duty), duty.amount.number
    truths, reasons = [NO], list[Reason]()
    for notice, base in timeline.candidates(wanted):
        early = related(notice, Relation.AT_LEAST_DAYS_BEFORE, act, number)
        used = _used(notice, duty.act, act, timeline)
        truths.append(min(base, early, ~used))
        reasons += _told(notice, wanted, act, number, timeline)
        if used is not NO:
            reasons.append(_for_another(notice, act, used))
    if not reasons:
        reasons.append(Reason(f"no {wanted} is on file"))
    reasons += _of_another_sort(wanted, timeline)
    reasons += searches_words(timeline.searches(wanted))
    since, latest = _fresh_since(duty.act, act, timeline), act.date.hi - number
    for gap in timeline.unseen(wanted):
        span = Span(max(gap.lo, since), min(gap.hi, latest))
        if span.lo <= span.hi and any_of(truths) is not YES:
            truths.append(UNKNOWN)
            reasons.append(_nobody_looked(wanted, span, timeline))
    return any_of(truths), tuple(reasons)


def _of_another_sort(wanted: Kind, timeline: Timeline) -> Iterator[Reason]:
    """Notices on file that do not fit what is owed, such as one that was spoken."""
    fitting = [notice for notice, _ in timeline.candidates(wanted)]
    for notice, _ in timeline.candidates(Kind(wanted.term)):
        if notice not in fitting:
            says = f"does not count: {name_of(notice)}, which is no {wanted}"
            yield Reason(says, entries_of(notice))


def shifted(happening: Happening, days: int) -> str:
    """The day some days later (or earlier), as EDTF, with an open end left open; empty outside the
    years 0001 to 9999."""
    try:
        return str(happening.date.shifted(days))
    except RefusedDate:
        return ""


def _wanted(duty: NoticeBefore[Kind]) -> Kind:
    """The notice owed: what the duty names, handed or mailed if it says so."""
    added = {Verb.GIVE: (), Verb.MAIL: ("mailed",), Verb.HAND: ("handed",)}[duty.verb]
    return Kind(duty.what.term, tuple(sorted({*duty.what.qualifiers, *added})))


def _used(notice: Happening, kind: Kind, act: Happening, timeline: Timeline) -> Truth:
    """Whether another act of the kind came between, so that the notice was for that one."""
    between = timeline.candidates_in(Span(notice.date.lo, act.date.hi), kind)
    return any_of(
        all_of([truth, related(other, Relation.ON_OR_AFTER, notice), related(other, Relation.BEFORE, act)])
        for other, truth in between
        if other is not act
    )


def _fresh_since(kind: Kind, act: Happening, timeline: Timeline) -> int:
    """The first day on which a notice that nobody looked for could be for this act, not an earlier one."""
    earlier = (
        other.date.lo
        for other, truth in timeline.candidates(kind)
        if other is not act and min(truth, related(other, Relation.BEFORE, act)) is YES
    )
    return max(earlier, default=FIRST_DAY - 1) + 1


def _told(
    notice: Happening, wanted: Kind, act: Happening, number: int, timeline: Timeline
) -> Iterator[Reason]:
    """One notice on file: how early it was, on both counts, and what is doubtful about it."""
    early = related(notice, Relation.AT_LEAST_DAYS_BEFORE, act, number)
    question = None
    if early is UNKNOWN:
        question = _which_day(notice, act, number)
    says = str(Compared(notice.date, Relation.AT_LEAST_DAYS_BEFORE, number, act.date, the(act), early))
    if related(notice, Relation.AFTER, act) is YES:
        says = f"only after {the(act)}"
    elif early is NO:
        says += _shortfall(notice, act, number)
    yield Reason(f"{name_of(notice)}, {says}", entries_of(notice, act), question)
    if early is not NO:
        yield from Explainer(Evaluator(timeline)).doubts(notice, wanted)
    lawful = shifted(notice, number + 1)
    if lawful and at_least_days_before(notice.date, act.date, number + 1) is not early:
        says = (
            f"on a stricter count, {number} whole days must lie between, and {in_words(from_edtf(lawful))} "
            "would be the first lawful day (which count applies is to verify)"
        )
        yield Reason(says, entries_of(notice))


def _which_day(notice: Happening, act: Happening, number: int) -> Question:
    """Which days were they? With what depends on it, so that a rough answer may be enough."""
    rough = [happening for happening in (notice, act) if not happening.date.exact]
    asked = " and ".join(
        f"the {h.event.kind} that is on file as {in_words(h.date)}" for h in rough if h.event
    )
    why = f"The question is whether the notice was at least {number} days before {the(act)}."
    return Question(f"On which day was {asked}? {why}", Ease.PAPER, about=entries_of(notice, act))


def _for_another(notice: Happening, act: Happening, used: Truth) -> Reason:
    """That another act of the kind came, or may have come, between the notice and this act."""
    if used is YES:
        return Reason("another act of this kind came between; that notice was for it", entries_of(notice))
    ask = f"Was {the(notice)} for {the(act)}, or for another before it?"
    question = Question(ask, Ease.PAPER, about=entries_of(notice, act))
    return Reason("another act of this kind may have come between", entries_of(notice), question)


def _shortfall(notice: Happening, act: Happening, number: int) -> str:
    """By how many days a notice came too late, at the least and at the most."""
    least, most = number - (act.date.hi - notice.date.lo), number - (act.date.lo - notice.date.hi)
    days = str(least) if least == most else f"{least} to {most}"
    return f", short by {days} day{'' if days == '1' else 's'}"


def _nobody_looked(wanted: Kind, span: Span, timeline: Timeline) -> Reason:
    words = span_words(span)
    where = timeline.vocabulary.event(wanted.term).look_in
    ask = f"Was there {kind_words(wanted)} {words}?"
    question = Question(ask, Ease.SEARCH, (wanted.term,), span, where=where)
    return Reason(f"nobody looked for {kind_words(wanted)} {words}", (), question)
