"""Since when something has been so: the first day of the stretch that reaches the day asked about.

Membership, force and the end of a stay can turn only on some days: those of the events, facts and
searches that bear on them, the day after each, and the last days of the steps' clocks. Between two
such days nothing turns, so it is enough to ask on each of them, from the day asked about backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, from_day
from duenotice.language import EventExists, Forbidden, Group, Lapsed, NoEvent, conditions_of
from duenotice.library import in_force
from duenotice.notice.steps import Way
from duenotice.reason.duties import Judge
from duenotice.reason.evaluate import NEVER
from duenotice.reason.membership import membership
from duenotice.reason.timeline import Happening, Moment
from duenotice.terms import Kind
from duenotice.truth import YES, Truth

MOST_DAYS = 2_000
"""On how many turning days is asked at most; a stretch that began before them is said to be older."""


@dataclass(frozen=True)
class Since:
    """The first day (a day number; 0 if it is not so on the day asked about, or began too long ago to
    be followed) and what turned on it, in words."""

    day: int
    why: str


NOT_SO = Since(0, "")


def since(on: int, turning: Iterable[int], truth: Callable[[int], Truth]) -> int:
    """The first day of the stretch of *yes* that reaches `on`; 0 if it is not *yes* on `on`, or if more
    than `MOST_DAYS` turning days lie in it."""
    if truth(on) is not YES:
        return 0
    first = on
    for number, day in enumerate(sorted({day for day in turning if day <= on}, reverse=True)):
        if number == MOST_DAYS:
            return 0
        if truth(day) is not YES:
            return first
        first = day
    return first


def protected_since(judge: Judge, owed_to: str, on: DateFact) -> Since:
    """Since when the person has been a member while the order was in force, and what began it."""
    order = judge.order

    def protected(day: int) -> Truth:
        moment = judge.today if day == on.lo and on.exact else Moment(Happening(from_day(day)))
        force = in_force(order.rules.life, moment.date).truth
        return force if force is not YES else judge.member(owed_to, moment).truth

    if not on.exact:
        return NOT_SO
    day = since(on.lo, turning_days(judge), protected)
    return Since(day, "; ".join(_begun(judge, day))) if day else NOT_SO


def ended_since(duty: Forbidden[Kind], steps: Iterable[Way], judge: Judge) -> Since:
    """Since when the protection of a stay is over for this person, and by which letter."""
    if not judge.today.date.exact or not duty.ends.letters:
        return NOT_SO

    def ended(day: int) -> Truth:
        moment = judge.today if day == judge.today.date.lo else Moment(Happening(from_day(day)))
        return membership(duty.ends, NEVER, judge.timeline(moment), duty.cite).truth

    ends = [end + 1 for way in steps for clock in way.clocks for end in clock.last if end]
    record = judge.happenings.record
    days = [day for event in record.events for span in event.date.spans for day in (span.lo, span.hi)]
    after = [day + 1 for day in days]
    turning = (day for day in (*ends, *days, *after, *turning_days(judge)) if FIRST_DAY <= day <= LAST_DAY)
    day = since(judge.today.date.lo, turning, ended)
    by = [way.label for way in steps if way.truth is YES]
    return Since(day, " ".join(by)) if day else NOT_SO


def turning_days(judge: Judge) -> Iterator[int]:
    """The days on which membership or force can turn."""
    record = judge.happenings.record
    dates = [act.date for act in judge.order.rules.life.acts]
    dates += [judge.order.rules.life.known_through]
    read = _terms(judge)
    dates += [event.date for event in record.events if event.kind.term in read]
    dates += [day for fact in record.facts for day in (fact.since, fact.until)]
    dates += [day for search in record.searches for day in (search.since, search.through)]
    for date in dates:
        for span in date.spans:
            days = (span.lo, span.lo + 1, span.hi, span.hi + 1)
            yield from (day for day in days if FIRST_DAY <= day <= LAST_DAY)


def _terms(judge: Judge) -> frozenset[str]:
    """The event terms that can bear on a letter of the order's classes."""
    read = judge.happenings.vocabulary.read_by
    groups = [group for class_ in judge.order.rules.classes for group in (class_.body, class_.unless)]
    kinds = {kind for group in groups for kind in _kinds(group)}
    return frozenset(term for kind in kinds for term in read[kind.term])


def _kinds(group: Group[Kind]) -> Iterator[Kind]:
    for condition in conditions_of(group):
        if isinstance(condition, EventExists | NoEvent | Lapsed):
            yield condition.what


def _begun(judge: Judge, day: int) -> Iterator[str]:
    """What began on the day or the day before it: an act of the order, an event of the person."""
    for act in judge.order.rules.life.acts:
        if act.date.lo in (day, day - 1):
            yield f"the order was {act.act.value} {act.cite}".rstrip()
    read = _terms(judge)
    for event in judge.happenings.record.events:
        if event.date.lo in (day, day - 1) and event.kind.term in read:
            yield str(event.kind)
