"""The ledger of one person under one order: owed, given, counted, judged.

    duty          ledger lines
    NoticeBefore  each notice with its days, every way to count it, the first lawful day, the days left;
                  each act with its verdict and the shortfall on every count
    DutyAfter     each act with the last day of what is owed after it, and what was done
    DutyByDay     each day by which something is owed, and what was done by it
    Forbidden     the chain of steps (`duenotice.notice.steps`), and each act done while it was forbidden

Verdicts are `reason`'s own statuses in the words of a ledger; nothing is judged twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import assert_never

from duenotice.days import LAST_DAY, DateFact, Relation, Span
from duenotice.days.counting.hour_periods import instants, local
from duenotice.language import Duty, DutyAfter, DutyByDay, Forbidden, NoticeBefore, Order
from duenotice.notice.since import NOT_SO, Since, ended_since, protected_since
from duenotice.notice.steps import Way, ways
from duenotice.reason import Answer, DutyAnswer, Judged, Status, answer
from duenotice.reason.duties import Judge
from duenotice.reason.early import (
    Counted,
    counts,
    early_enough,
    first_lawful,
    first_lawful_minutes,
    lawful_days,
)
from duenotice.reason.given import as_owed, used_up
from duenotice.reason.languages import understood
from duenotice.reason.steps import all_readings, clock_of
from duenotice.reason.timeline import Happening, Happenings, Moment, related
from duenotice.record import Event, Record
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, YES, Truth


class Verdict(Enum):
    """What a ledger says of one act."""

    HONOURED = "honoured"
    SHORT = "short"
    NONE = "none given"
    UNDONE = "not done"
    LATE = "late"
    FORBIDDEN = "done while forbidden"
    OPEN = "still time"
    UNKNOWN = "cannot tell"
    NOT_OWED = "not owed"


@dataclass(frozen=True)
class NoticeLine:
    """A notice on file. fits: whether it is what is owed (in writing, mailed, to the person, understood).

    first: the first lawful day of the act it announces, mildest and strictest (day numbers); instants:
    the same for hours, as text. used_by: the act on file that it came before, if there is one.
    """

    event: Event
    fits: Truth
    ways: tuple[Counted, ...]
    first: Span
    instants: tuple[str, str] | tuple[()]
    used_by: tuple[Event, ...]


@dataclass(frozen=True)
class ActLine:
    """An act on file with its verdict. short: the days by which it was too early (or what was owed came
    too late), on the mildest and on the strictest count; minutes: by how many minutes, where hours are owed
    and both times are known; counted: each count, for the nearest notice."""

    judged: Judged
    verdict: Verdict
    short: Span
    counted: tuple[Counted, ...]
    given: tuple[Event, ...]
    last: Span
    minutes: int = 0


@dataclass(frozen=True)
class DutyLines:
    """One duty. closes: the first day on which the act is lawful, on the mildest and on the strictest
    reading, after the notice that is still open, or (`given` is no) after one given on the day asked
    about; (0, 0) where there is no such day. ended: since when a stay is over."""

    duty: Duty[Kind]
    status: Status
    since: Since
    notices: tuple[NoticeLine, ...]
    acts: tuple[ActLine, ...]
    steps: tuple[Way, ...]
    closes: Span
    given: Truth
    ended: Since = NOT_SO


@dataclass(frozen=True)
class Ledger:
    """One person under one order on one day."""

    answer: Answer
    duties: tuple[DutyLines, ...]

    @property
    def closes(self) -> Span:
        """The first lawful day over all duties to give notice: what the window is counted back from."""
        spans = [lines.closes for lines in self.duties if lines.closes != NOWHEN]
        return Span(min(s.lo for s in spans), max(s.hi for s in spans)) if spans else NOWHEN


NOWHEN = Span(0, 0)
"""No such day."""


def ledger(
    order: Order, record: Record, vocabulary: Vocabulary, on: DateFact, known_on: int = LAST_DAY
) -> Ledger:
    """The ledger of this record under this order, as of the day `on`, by what was on file by `known_on`."""
    said = answer(order, record, vocabulary, on, known_on)
    happenings = Happenings(record.known_on(known_on), vocabulary, order.identity.periods)
    judge = Judge(order, happenings, Moment(Happening(on)))
    return Ledger(said, tuple(_lines(duty, judge) for duty in said.duties))


def _lines(found: DutyAnswer, judge: Judge) -> DutyLines:
    duty, since = found.duty, protected_since(judge, found.duty.owed_to, judge.today.date)
    match duty:
        case NoticeBefore():
            notices = tuple(_notices(duty, judge))
            acts = tuple(_act(duty, judged, judge) for judged in found.acts)
            closes, given = _closes(duty, notices, found.status, judge)
            return DutyLines(duty, found.status, since, notices, acts, (), closes, given)
        case DutyAfter():
            acts = tuple(_after(duty, judged, judge) for judged in found.acts)
            return DutyLines(duty, found.status, since, (), acts, (), NOWHEN, UNKNOWN)
        case DutyByDay():
            acts = tuple(_by_day(duty, judged, judge) for judged in found.acts)
            return DutyLines(duty, found.status, since, (), acts, (), NOWHEN, UNKNOWN)
        case Forbidden():
            acts = tuple(_forbidden(judged) for judged in found.acts)
            steps = ways(duty.ends, judge.now, duty.cite)
            ended = ended_since(duty, steps, judge)
            return DutyLines(duty, found.status, since, (), acts, steps, NOWHEN, UNKNOWN, ended)
        case _:
            assert_never(duty)


def _notices(duty: NoticeBefore[Kind], judge: Judge) -> Iterator[NoticeLine]:
    """Every notice of the kind on file, also those that are not what is owed."""
    fitting = dict(judge.now.candidates(as_owed(duty)))
    for notice, _ in judge.now.candidates(Kind(duty.what.term)):
        assert notice.event is not None
        fits = min(fitting.get(notice, NO), understood(notice, duty, judge.now))
        periods = judge.now.periods
        ways_, first = lawful_days(notice, duty, periods), NOWHEN
        instants: tuple[str, str] | tuple[()] = ()
        if not duty.hourly:
            first = first_lawful(notice, duty, periods)
        else:
            instants = _instants(notice, duty, judge)
        yield NoticeLine(notice.event, fits, ways_, first, instants, tuple(_used_by(notice, duty, judge)))


def _instants(notice: Happening, duty: NoticeBefore[Kind], judge: Judge) -> tuple[str, str] | tuple[()]:
    zone = judge.now.periods.zone
    try:
        first, last = (local(at, zone) for at in first_lawful_minutes(notice, duty, judge.now.periods))
    except (OverflowError, ValueError):
        return ()
    return first.strftime("%Y-%m-%dT%H:%M"), last.strftime("%Y-%m-%dT%H:%M")


def _used_by(notice: Happening, duty: NoticeBefore[Kind], judge: Judge) -> Iterator[Event]:
    """The first act on file that surely came on or after the notice."""
    acts = [act for act, truth in judge.now.candidates(duty.act) if truth is YES]
    later = [act for act in acts if related(act, Relation.ON_OR_AFTER, notice) is YES]
    for act in later[:1]:
        assert act.event is not None
        yield act.event


_BEFORE = {
    Status.MET: Verdict.HONOURED,
    Status.UNKNOWN: Verdict.UNKNOWN,
    Status.NOT_OWED: Verdict.NOT_OWED,
    Status.PENDING: Verdict.OPEN,
}


def _act(duty: NoticeBefore[Kind], judged: Judged, judge: Judge) -> ActLine:
    """An act before which notice was owed: the notice nearest to being early enough decides the shortfall."""
    assert judged.act is not None
    act = judged.act
    then = judge.timeline(Moment(act))
    found = [
        (
            _sure(notice, min(base, understood(notice, duty, then)), act, duty, judge),
            counts(notice, act, duty, judge.now.periods),
            notice,
        )
        for notice, base in judge.now.candidates(as_owed(duty))
        if related(notice, Relation.AFTER, act) is not YES
        and used_up(notice, duty.act, act, judge.now) is not YES
    ]
    _, counted, notice = max(found, key=_nearest, default=(NO, (), None))
    short = Span(counted[0].short, counted[-1].short) if counted else NOWHEN
    verdict = _BEFORE.get(judged.status, Verdict.SHORT if found else Verdict.NONE)
    given = (notice.event,) if notice and notice.event else ()
    minutes = min((m for *_, other in found if (m := _minutes_short(other, act, duty, judge))), default=0)
    minutes = minutes if verdict is Verdict.SHORT else 0
    return ActLine(judged, verdict, short, counted, given, NOWHEN, minutes)


_Found = tuple[Truth, tuple[Counted, ...], Happening]


def _sure(notice: Happening, base: Truth, act: Happening, duty: NoticeBefore[Kind], judge: Judge) -> Truth:
    """Whether this notice alone makes the act lawful."""
    return min(base, early_enough(notice, act, duty, judge.now.periods))


def _nearest(found: _Found) -> tuple[Truth, float, float]:
    """The notice that counts for the act: one that surely makes it lawful, else the least short one."""
    truth, ways_, _ = found
    return truth, -(ways_[0].short if ways_ else inf), -(ways_[-1].short if ways_ else inf)


def _minutes_short(notice: Happening, act: Happening, duty: NoticeBefore[Kind], judge: Judge) -> int:
    """By how many minutes an act came too early on the mildest reading; 0 where hours are not owed or a
    time is not on file."""
    if not duty.hourly or act.date.minutes.lo != act.date.minutes.hi:
        return 0
    first = first_lawful_minutes(notice, duty, judge.now.periods).lo
    done = instants(Span(act.date.lo, act.date.lo), act.date.minutes, judge.now.periods.zone)
    return max(0, first - done.hi)


def _after(duty: DutyAfter[Kind], judged: Judged, judge: Judge) -> ActLine:
    """An act after which something is owed: done in time, late by so many days, or not done."""
    assert judged.act is not None
    clocks = (clock_of(judged.act.date, amount, judge.now.periods) for amount in duty.amounts)
    last = all_readings(clock.last for clock in clocks)
    done = [
        happening
        for happening, _ in judge.now.candidates(as_owed(duty))
        if related(happening, Relation.BEFORE, judged.act) is not YES
    ]
    first = min(done, key=lambda happening: (happening.date.hi, happening.date.lo), default=None)
    short = NOWHEN
    if first is not None and judged.status is Status.VIOLATED:
        short = Span(max(0, first.date.lo - last.hi), max(0, first.date.hi - last.lo))
    late = Verdict.LATE if first is not None else Verdict.UNDONE
    verdict = _BEFORE.get(judged.status, late)
    given = (first.event,) if first is not None and first.event else ()
    return ActLine(judged, verdict, short, (), given, last)


def _by_day(duty: DutyByDay[Kind], judged: Judged, judge: Judge) -> ActLine:
    """A day by which something is owed: done in time, late by so many days, or not done. What comes again
    and again is not late: what is done later counts for the next time."""
    assert judged.due is not None
    opens, last = judged.due.opens, judged.due.ends
    done = [
        happening
        for happening, _ in judge.now.candidates(as_owed(duty))
        if happening is not judged.act and happening.date.hi >= opens.lo
    ]
    if judged.status is not Status.VIOLATED or duty.every:
        done = [happening for happening in done if happening.date.lo <= last.hi]
    first = min(done, key=lambda happening: (happening.date.hi, happening.date.lo), default=None)
    short = NOWHEN
    if first is not None and judged.status is Status.VIOLATED:
        short = Span(max(0, first.date.lo - last.hi), max(0, first.date.hi - last.lo))
    verdict = _BEFORE.get(judged.status, Verdict.LATE if first is not None else Verdict.UNDONE)
    given = (first.event,) if first is not None and first.event else ()
    return ActLine(judged, verdict, short, (), given, last)


def _forbidden(judged: Judged) -> ActLine:
    verdict = _BEFORE.get(judged.status, Verdict.FORBIDDEN)
    return ActLine(judged, verdict, NOWHEN, (), (), NOWHEN)


def _closes(
    duty: NoticeBefore[Kind], notices: tuple[NoticeLine, ...], status: Status, judge: Judge
) -> tuple[Span, Truth]:
    """From which day the act is lawful: after the notices that are still open, of which each is enough;
    else after one given on the day asked about."""
    if duty.hourly or status is Status.NOT_OWED:
        return NOWHEN, UNKNOWN
    waiting = [line for line in notices if not line.used_by and line.fits is not NO]
    if waiting:
        sure = [line for line in waiting if line.fits is YES]
        last = min(line.first.hi for line in sure or waiting)
        return Span(min(line.first.lo for line in waiting), last), YES if sure else UNKNOWN
    today, periods = judge.today.date, judge.now.periods
    spans = [periods.first_lawful(Span(today.lo, today.hi), amount.length) for amount in duty.amounts]
    return all_readings(spans), NO
