"""What an order says of one completed world: language.md, "What it means", read word for word.

Nothing is open in a world (`tests.worlds`), so everything here is plainly so or not so, except
where the law itself is open: readings that differ, a stale file, the day on which an order ends. How a
period is counted is open too; a world is asked under one view of that at a time (`tests.counted`).
It is written to be read, not to be fast, and shares nothing with ``duenotice.reason`` but the tree.

    A record answers yes   only if every completion of it does, under every view,
                    no     only if none does, under any.          (soundness)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product

from duenotice.days import FIRST_DAY, Relation, from_day
from duenotice.language import (
    Act,
    Amount,
    Anchor,
    Choice,
    Class,
    Condition,
    CountsFrom,
    DayIs,
    Duty,
    DutyAfter,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    How,
    Lapsed,
    Letter,
    Life,
    Named,
    NoEvent,
    NoticeBefore,
    OnDate,
    Readings,
    Rules,
    TheDay,
    Timing,
)
from duenotice.reason import Status
from duenotice.terms import LANGUAGE, NOT_UNDERSTOOD, UNDERSTOOD, Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth
from tests.counted import View
from tests.strategies import VALUES, VOCABULARY, sent
from tests.worlds import MINUTES, Happened, World, ways

NEVER: Group[Kind] = Group(How.ANY, ())
Names = Mapping[str, int]
"""The minutes of the events that names mean."""

MEANS: dict[Relation, Callable[[int, int, int], bool]] = {
    Relation.AFTER: lambda left, right, _: left > right,
    Relation.BEFORE: lambda left, right, _: left < right,
    Relation.ON_OR_AFTER: lambda left, right, _: left >= right,
    Relation.ON_OR_BEFORE: lambda left, right, _: left <= right,
    Relation.SAME_DAY: lambda left, right, _: left == right,
    Relation.WITHIN_DAYS_AFTER: lambda left, right, n: 0 <= left - right <= n,
    Relation.AT_LEAST_DAYS_BEFORE: lambda left, right, n: right - left >= n,
    Relation.MORE_THAN_DAYS_AFTER: lambda left, right, n: left - right > n,
}


class Contradiction(Exception):
    """The record says of a fact that it is so and that it is not: no such world exists."""


class Reference:
    """A world under one view of counting, asked at the moment of the question, or that of an act."""

    def __init__(self, world: World, view: View, act: Happened | None = None) -> None:
        self.world, self.view, self.act = world, view, act
        self.at = act.at if act else world.today * MINUTES + world.minute
        self.day = self.at // MINUTES

    def member(self, class_: Class[Kind]) -> Truth:
        """Whether the person is in a class; unknown where the readings differ."""
        return self.so(class_.body, class_.unless)

    def so(self, body: Group[Kind], unless: Group[Kind] = NEVER) -> Truth:
        """Whether a group holds and its exception does not, on every reading or on none."""
        found = {
            self.group(one, {}, partial(self.fails, other))
            for one, other in product(plain(body), plain(unless))
        }
        return UNKNOWN if len(found) == 2 else Truth.of(found == {True})

    def fails(self, group: Group[Kind], names: Names) -> bool:
        return not self.group(group, names, _always)

    def group(self, group: Group[Kind], names: Names, then: Callable[[Names], bool]) -> bool:
        """Whether a group holds for some choice of events with which `then` holds as well."""
        if group.how is How.ANY:
            return any(self.holds(letter.condition, names) for letter in group.letters) and then(names)
        return self.all_hold(group.letters, names, then)

    def all_hold(
        self, letters: tuple[Letter[Kind], ...], names: Names, then: Callable[[Names], bool]
    ) -> bool:
        if not letters:
            return then(names)
        condition, rest = letters[0].condition, letters[1:]
        if isinstance(condition, EventExists) and condition.name:
            return any(
                self.all_hold(rest, {**names, condition.name: event.at}, then)
                for event in self.chosen(condition, names)
            )
        return self.holds(condition, names) and self.all_hold(rest, names, then)

    def holds(self, condition: Condition[Kind], names: Names) -> bool:
        """Whether one condition holds, the names meaning the days of these events."""
        match condition:
            case FactIs(fact=fact, values=values, negated=negated):
                return self.fact(fact.term, frozenset(values)) is not negated
            case EventExists():
                return bool(self.chosen(condition, names))
            case NoEvent(what=what, timings=timings):
                return not self.fitting(what, timings, names)
            case DayIs(timing=timing):
                return self.stands(self.day, timing, names)
            case Lapsed(period=period, anchor=anchor):
                start = self.anchor(anchor, names)
                return self.view.over(self.at, start, period) and not self.done(condition, start, names)
            case Group():
                return self.group(condition, names, _always)
            case Readings():
                raise AssertionError("`plain` has chosen a reading already")

    def done(self, step: Lapsed[Kind], start: int, names: Names) -> bool:
        """Whether what a step asks for came in its time."""
        found = self.fitting(step.what, step.timings, names)
        since = start // MINUTES if not step.timings else 0
        return any(e.day >= since and not self.view.over(e.at, start, step.period) for e in found)

    def chosen(self, wanted: EventExists[Kind], names: Names) -> list[Happened]:
        """The events that the letter may speak of: any, or those with none beyond them."""
        found = self.fitting(wanted.what, wanted.timings, names)
        match wanted.choice:
            case Choice.A:
                return found
            case Choice.FIRST:
                return [event for event in found if not any(other.day < event.day for other in found)]
            case Choice.LAST:
                return [event for event in found if not any(other.day > event.day for other in found)]

    def fitting(self, what: Kind, timings: tuple[Timing, ...], names: Names) -> list[Happened]:
        return [
            event
            for event in self.world.events
            if self.counts(event)
            and is_of(event, what)
            and all(self.stands(event.day, timing, names) for timing in timings)
        ]

    def counts(self, event: Happened) -> bool:
        """Whether an event had happened by the day, and nothing on file undid it."""
        if event is self.act:
            return True
        doubters = {kind.term for kind in VOCABULARY.events[event.term].doubted_by}
        doubted = any(
            other.entry and other.term in doubters and event.day <= other.day <= self.day
            for other in self.world.events
        )
        return event.day <= self.day and (event.stands or not doubted)

    def stands(self, day: int, timing: Timing, names: Names) -> bool:
        return MEANS[timing.relation](day, self.anchor(timing.anchor, names) // MINUTES, timing.days)

    def anchor(self, anchor: Anchor, names: Names) -> int:
        """The minute that an anchor means."""
        match anchor:
            case Named(name=name):
                return names[name]
            case OnDate(date=date):
                return self.world.written[date] * MINUTES + MINUTES // 2
            case TheDay():
                return self.at

    def fact(self, name: str, wanted: frozenset[str]) -> bool:
        """Whether a fact has one of these values on the day."""
        term = VOCABULARY.facts[name]
        holding = [f for f in self.world.facts if f.entry.name == name and f.since <= self.day <= f.until]
        undone = {kind.term for kind in term.doubted_by}
        if any(e.entry and e.term in undone and e.day <= self.day for e in self.world.events):
            holding = [f for f in holding if f.stands or f.entry.since.lo > FIRST_DAY]
        said = frozenset(value for f in holding if not f.denied for value in f.values)
        denied = frozenset(value for f in holding if f.denied for value in f.values)
        background = self.world.otherwise[name]
        many = len(said) > 1 and not term.together
        if said & denied or (term.single and (many or (not said and background & denied))):
            raise Contradiction
        values = (said or background) if term.single else said | (background - denied)
        return bool(values & wanted)


def _always(_: Names) -> bool:
    return True


def is_of(event: Happened, wanted: Kind) -> bool:
    """Whether an event is of a kind: by its name, or because the vocabulary says that it shows it."""
    for way, hint in ways(wanted):
        if way.term != event.term or not {text.casefold() for text in way.qualifiers} <= event.has:
            continue
        term = VOCABULARY.events[event.term]
        asked = {text.casefold() for text in way.qualifiers}
        weak = any(q.weakens for text in event.has - asked if (q := term.qualifier(text)))
        if (event.enough or not weak) and (event.came_true or not hint):
            return True
    return False


def plain(group: Group[Kind]) -> Iterator[Group[Kind]]:
    """The group on every combination of readings."""
    each = [list(_plain(letter.condition)) for letter in group.letters]
    for conditions in product(*each):
        letters = zip(group.letters, conditions, strict=True)
        yield Group(group.how, tuple(Letter(letter.label, c, letter.cite) for letter, c in letters))


def _plain(condition: Condition[Kind]) -> Iterator[Condition[Kind]]:
    match condition:
        case Readings(readings=readings):
            for reading in readings:
                yield from _plain(reading.condition)
        case Group():
            yield from plain(condition)
        case _:
            yield condition


AFTERWARDS = {
    Act.ENTERED: "binds",
    Act.EXTENDED: "binds",
    Act.STAY_LIFTED: "binds",
    Act.STAYED: "paused",
    Act.VACATED: "in doubt",
    Act.MANDATE: "over",
    Act.SUPERSEDED: "over",
    Act.DISSOLVED: "over",
    Act.EXPIRED: "over",
}
BINDING = {"binds": YES, "paused": NO, "in doubt": UNKNOWN, "over": NO}


def in_force(world: World, life: Life, day: int) -> Truth:
    """Whether an order binds on a day: *no* before it was entered and after an ending act, *yes*
    through *known through*, *unknown* after it and on the day on which an act takes the force away."""
    mandate = any(act.act is Act.MANDATE for _, act in world.life)
    states = {"over"}
    for done, act in world.life:
        if act.act is Act.HEARING or (act.act is Act.VACATED and mandate) or done > day:
            continue
        new = AFTERWARDS[act.act]
        states = states | {new} if done == day and new != "binds" else {new}
    stale = day > life.known_through.lo and bool(states & {"binds", "paused"})
    found = {BINDING[state] for state in states}
    return UNKNOWN if stale or len(found) > 1 else found.pop()


def status_of(duty: Duty[Kind], act: Happened, world: World, rules: Rules[Kind], view: View) -> Status:
    """What came of a duty before or after one act, in a world that the act belongs to, under one view."""
    then = Reference(world, view, act)
    class_ = next(class_ for class_ in rules.classes if class_.name == duty.owed_to)
    owed = min(then.member(class_), in_force(world, rules.life, act.day))
    if act.day > world.today:
        owed = NO
    came = [(False, True)]
    match duty:
        case Forbidden(ends=ends):
            owed = min(owed, ~then.so(ends))
        case NoticeBefore():
            came = [(noticed(duty, act, amount, world, view), True) for amount in duty.amounts]
        case DutyAfter():
            now, begun = Reference(world, view), OnDate(from_day(act.day))
            came = [
                (now.done(Lapsed(a, begun, sent(duty)), act.at, {}), view.over(now.at, act.at, a))
                for a in duty.amounts
            ]
    if owed is NO:
        return Status.NOT_OWED
    if owed is UNKNOWN:
        return Status.UNKNOWN
    found = {_came(*each) for each in came}
    return Status.UNKNOWN if len(found) > 1 else found.pop()


def _came(done: bool, over: bool) -> Status:
    if done:
        return Status.MET
    return Status.VIOLATED if over else Status.PENDING


def noticed(duty: NoticeBefore[Kind], act: Happened, amount: Amount, world: World, view: View) -> bool:
    """Whether a notice came early enough on one reading of how much, in a language that the person
    understands if it must be, and no act of the same kind on file came between.

    An act that nobody recorded might have used the notice up as well. A duty is judged by the acts
    on file (docs/decisions/0006).
    """
    now, wanted = Reference(world, view), sent(duty)
    filed = [event for event in world.events if event.entry and event is not act]
    acts = [event for event in filed if is_of(event, duty.act) and now.counts(event)]
    return any(
        notice.day <= act.day
        and view.lawful(counted_from(notice, duty, view), act.at, amount, by_mail(notice, duty, view))
        and (not duty.understood or read(notice, Reference(world, view, act)))
        and not any(notice.day <= other.day < act.day for other in acts)
        for notice in world.events
        if is_of(notice, wanted) and now.counts(notice)
    )


def read(notice: Happened, then: Reference) -> bool:
    """Whether the person understands a notice: it says so, or it is in a language of theirs. One that is
    said not to be understood contradicts a language of theirs."""
    languages = [value for value in VALUES[LANGUAGE] if f"in {value}".casefold() in notice.has]
    known = any(then.fact(LANGUAGE, frozenset([value])) for value in languages)
    if known and NOT_UNDERSTOOD in notice.has:
        raise Contradiction
    return UNDERSTOOD in notice.has or known


def which(duty: NoticeBefore[Kind], notice: Happened, view: View) -> str:
    """The day of a notice that counts: the one that the order names, or if it names none, any on file."""
    if duty.counts_from is not CountsFrom.SILENT:
        return str(duty.counts_from.value)
    return view.clock if view.clock in dict(notice.clocks) else "given"


def counted_from(notice: Happened, duty: NoticeBefore[Kind], view: View) -> int:
    return dict(notice.clocks).get(which(duty, notice, view), notice.at)


def by_mail(notice: Happened, duty: NoticeBefore[Kind], view: View) -> tuple[bool, ...]:
    """The ways in which a notice can have gone, as far as that can lengthen the period."""
    match which(duty, notice, view):
        case "mailed" | "postmarked":
            return (True,)
        case "received" | "acknowledged":
            return (False,)
        case "given" if notice.has & {"mailed", "handed"}:
            return ("mailed" in notice.has,)
        case _:
            return (True, False)
