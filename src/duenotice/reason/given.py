"""Whether what a duty asks for was given: a notice early enough before an act, or a thing after it.

A notice counts for the first act that follows it; the next act needs a notice of its own (our
reading: a notice announces one detention). How early it was is counted in `duenotice.reason.early`
on every reading, and where the readings differ the answer is unknown and names them: nobody may say
that a notice was too late while one way to count it says that it was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Relation, Span, from_day, from_span, in_words
from duenotice.days.counting.periods import Periods
from duenotice.language import DutyAfter, DutyByDay, Lapsed, Named, NoticeBefore, Verb
from duenotice.problems import RefusedDate
from duenotice.reason.early import Counted, counts, early_enough, latest_given
from duenotice.reason.evaluate import Evaluator
from duenotice.reason.explain import Explainer
from duenotice.reason.languages import language_reasons, understood
from duenotice.reason.numbers import enough, number_reasons, parted, short_of, step_numbers
from duenotice.reason.reasons import (
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
from duenotice.reason.step_reasons import step_reasons
from duenotice.reason.steps import Step, all_readings
from duenotice.reason.timeline import Happening, Timeline, related
from duenotice.record import Event
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed, all_of, any_of


@dataclass(frozen=True)
class Given:
    """Whether a notice was given early enough before an act, why, and every count of each notice on file."""

    truth: Truth
    reasons: tuple[Reason, ...]
    counted: tuple[tuple[Event, Counted], ...]


def given(duty: NoticeBefore[Kind], act: Happening, timeline: Timeline, then: Timeline) -> Given:
    """Whether the notice was given early enough before this act, and why. then: what held on the day of
    the act, for what is asked about the person."""
    wanted = as_owed(duty)
    truths, reasons = [NO], list[Reason]()
    counted: list[tuple[Event, Counted]] = []
    for notice, base in timeline.candidates(wanted):
        early = early_enough(notice, act, duty, timeline.periods)
        used = used_up(notice, duty.act, act, timeline)
        truths.append(min(base, early, ~used, understood(notice, duty, then)))
        ways = counts(notice, act, duty, timeline.periods)
        counted += [(event, way) for event in entries_of(notice) for way in ways]
        reasons += _told(notice, early, act, duty, ways, timeline.periods)
        reasons += number_reasons(notice, act, duty, timeline.periods)
        if early is not NO:
            reasons += language_reasons(notice, duty, then)
            reasons += Explainer(Evaluator(timeline)).doubts(notice, wanted)
        if used is not NO:
            reasons.append(_for_another(notice, act, used))
    if not reasons:
        reasons.append(Reason(f"no {wanted} is on file"))
    reasons += _of_another_sort(wanted, timeline)
    reasons += searches_words(timeline.searches(wanted))
    since = _fresh_since(duty.act, act, timeline)
    latest = latest_given(act.date, duty, timeline.periods)
    for gap in timeline.unseen(wanted):
        span = Span(max(gap.lo, since), min(gap.hi, latest))
        if span.lo <= span.hi and any_of(truths) is not YES:
            truths.append(UNKNOWN)
            reasons.append(_nobody_looked(wanted, span, timeline))
    return Given(any_of(truths), tuple(reasons), tuple(counted))


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


@dataclass(frozen=True)
class After:
    """What is owed after an act, as one step for each reading of how long, and why."""

    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]

    @property
    def over(self) -> Truth:
        """Whether the time is over, on every reading."""
        return agreed(step.over for step in self.steps)

    @property
    def done(self) -> Truth:
        """Whether it was done in time, on every reading."""
        return agreed(step.done for step in self.steps)

    @property
    def due_by(self) -> str:
        """The last day (or minute) as EDTF, a span over the readings; empty where there is none."""
        if len(self.steps) == 1:
            return self.steps[0].clock.due_by
        last = all_readings(step.clock.last for step in self.steps)
        return str(from_span(max(last.lo, FIRST_DAY), last.hi)) if FIRST_DAY <= last.hi <= LAST_DAY else ""


def given_after(duty: DutyAfter[Kind], act: Happening, timeline: Timeline) -> After:
    """What a duty after an act asks for: whether its time is over and whether it was done, and why."""
    evaluator, bound = Evaluator(timeline), (("act", act),)
    steps, reasons = list[Step](), list[tuple[Reason, ...]]()
    for amount in duty.amounts:
        lapsed = Lapsed(amount, Named("act"), as_owed(duty))
        steps.append(evaluator.step(lapsed, bound))
        reasons.append(tuple(step_reasons(lapsed, steps[-1], bound, Explainer(evaluator))))
    return After(tuple(steps), step_numbers(duty, steps, reasons))


def as_owed(duty: NoticeBefore[Kind] | DutyAfter[Kind] | DutyByDay[Kind]) -> Kind:
    """What is owed: what the duty names, handed or mailed if it says so."""
    added = {Verb.GIVE: (), Verb.MAIL: ("mailed",), Verb.HAND: ("handed",)}[duty.verb]
    return Kind(duty.what.term, tuple(sorted({*duty.what.qualifiers, *added})))


def used_up(notice: Happening, kind: Kind, act: Happening, timeline: Timeline) -> Truth:
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
    notice: Happening,
    early: Truth,
    act: Happening,
    duty: NoticeBefore[Kind],
    ways: tuple[Counted, ...],
    periods: Periods,
) -> Iterator[Reason]:
    """One notice on file: how early it was, and on which count."""
    entries = entries_of(notice, act)
    if related(notice, Relation.AFTER, act) is YES:
        yield Reason(f"{name_of(notice)}, only after {the(act)}", entries)
        return
    between = days_between(notice.date, act.date)
    plain = f"{_days(between)} before {the(act)}" if between.isdigit() else f"before {the(act)}"
    says = f"on the day of {the(act)}" if between == "0" else plain
    verdict = {
        YES: enough(duty.amount),
        NO: short_of(duty.amount),
    }
    how = verdict.get(early, f"may or may not be {duty.amount.earlier}")
    if duty.readings and early is UNKNOWN:
        how = "may or may not be early enough"
    question = None if parted(notice, act, duty, periods) else _which(notice, act, early, ways, duty)
    yield Reason(f"{name_of(notice)}, {says}: {how}{shortfall(ways, early)}", entries, question)
    yield from (Reason(way_words(way), entries_of(notice)) for way in ways)


def way_words(way: Counted) -> str:
    """One way to count: ``by FRCP 6(a), from the day it was received: lawful from 18 January 2019``."""
    since = "" if way.clock == "given" else f", from the day it was {way.clock}"
    short = f", {_days(str(way.short))} too early" if way.short else ", in time"
    act = f"the act was lawful from {in_words(from_day(way.first))}{short}"
    return f"{way.label}{since}: {act} ({way.cite})"


def shortfall(ways: tuple[Counted, ...], early: Truth) -> str:
    """By how many days a notice came too late, on the mildest count and on the strictest."""
    if early is not NO or not ways:
        return ""
    least, most = ways[0].short, ways[-1].short
    return f", short by {_days(str(least) if least == most else f'{least} to {most}')}"


def _days(number: str) -> str:
    return f"{number} day{'' if number == '1' else 's'}"


def days_between(one: DateFact, other: DateFact) -> str:
    """How many days lie from one to the other, or ``3 to 5``; empty if nothing bounds them."""
    least, most = other.lo - one.hi, other.hi - one.lo
    if most > MOST_DAYS_SHOWN:
        return ""
    return str(least) if least == most else f"{least} to {most}"


MOST_DAYS_SHOWN = 36_525
"""More days than that between two dates are an open end, and no number."""


def _which(
    notice: Happening, act: Happening, early: Truth, ways: tuple[Counted, ...], duty: NoticeBefore[Kind]
) -> Question | None:
    """What would settle it: the days, if they are rough; the count, if the readings differ."""
    if early is not UNKNOWN:
        return None
    if notice.date.exact and act.date.exact and ways:
        first, last = (in_words(from_day(way.first)) for way in (ways[0], ways[-1]))
        ask = f"How is the time before {the(act)} counted? It depends on the reading: the act was lawful "
        return Question(f"{ask}from {first} on one, from {last} on another.", Ease.LAWYER)
    rough = [happening for happening in (notice, act) if not happening.date.exact] or [notice, act]
    asked = " and ".join(
        f"the {h.event.kind} that is on file as {in_words(h.date)}" for h in rough if h.event
    )
    when = "At what time of which day" if duty.hourly else "On which day"
    ask = f"{when} was {asked}?"
    before = f"at least {duty.amount} before" if duty.amount.number else "before"
    why = f"The question is whether the notice was {before} {the(act)}."
    return Question(f"{ask} {why}", Ease.PAPER, about=entries_of(notice, act))


def _for_another(notice: Happening, act: Happening, used: Truth) -> Reason:
    """That another act of the kind came, or may have come, between the notice and this act."""
    if used is YES:
        return Reason("another act of this kind came between; that notice was for it", entries_of(notice))
    ask = f"Was {the(notice)} for {the(act)}, or for another before it?"
    question = Question(ask, Ease.PAPER, about=entries_of(notice, act))
    return Reason("another act of this kind may have come between", entries_of(notice), question)


def _nobody_looked(wanted: Kind, span: Span, timeline: Timeline) -> Reason:
    words = span_words(span)
    where = timeline.vocabulary.event(wanted.term).look_in
    ask = f"Was there {kind_words(wanted)} {words}?"
    question = Question(ask, Ease.SEARCH, (wanted.term,), span, where=where)
    return Reason(f"nobody looked for {kind_words(wanted)} {words}", (), question)
