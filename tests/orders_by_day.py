"""Random questions about what is owed by a day, and what the reference says of each such day."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from duenotice.days import DateFact, Relation, from_day
from duenotice.language import (
    Amount,
    Choice,
    Class,
    DutyByDay,
    EventExists,
    Group,
    How,
    Letter,
    Named,
    NoEvent,
    OnDate,
    Phrase,
    Rules,
    Timing,
    Unit,
    Verb,
)
from duenotice.reason import Status
from duenotice.record import Event, Fact, Record, Search
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN
from tests.counted import View
from tests.orders import ACTS, AFTERWARDS, CITE, COURTS, NEVER, PRESENT, WRITTEN, lives, order_of
from tests.reference import Reference, in_force
from tests.strategies import START, Asked, bounded_dates, kind, one_in, pick, sent, upto
from tests.worlds import MINUTES, Happened, World

NOON = MINUTES // 2


@st.composite
def duties_by_day(draw: st.DrawFn, dated: st.SearchStrategy[DateFact] = bounded_dates) -> Asked:
    """Something owed by a day to whoever is in the country, or still held: done or not, once or twice,
    mostly about when its time ends, and often with everything searched."""
    act, what = pick(draw, ACTS), pick(draw, AFTERWARDS)
    order = order_of(
        Rules((a_class(draw, act),), (a_duty(draw, act, what),), draw(lives(simple=True))),
        pick(draw, COURTS),
    )
    day = START + draw(upto(8))
    taken = Event(kind(act), draw(dated) if one_in(draw, 4) else from_day(day))
    found = [taken]
    for _ in range(draw(upto(2))):
        found.append(Event(kind(what), draw(dated) if one_in(draw, 4) else from_day(day + draw(upto(24)))))
    if one_in(draw, 3):
        found.append(Event(kind("release from ICE custody"), from_day(day + draw(upto(20)))))
    terms = pick(draw, (("everything",), ("everything",), (kind(what).term,), ()))
    looked = (Search(terms, from_day(START + pick(draw, (60, 14)))),) if terms else ()
    record = Record("").adding(Fact("presence", PRESENT.values), *found, *looked)
    return Asked(order, record, draw(dated) if one_in(draw, 4) else from_day(START + 2 + draw(upto(34))))


def a_class(draw: st.DrawFn, act: str) -> Class[Phrase]:
    """Who is in the country; or who was taken and not released since."""
    letters: tuple[Letter[Phrase], ...] = (Letter("a", PRESENT),)
    if one_in(draw, 2):
        since = (Timing(Relation.ON_OR_AFTER, Named("act")),)
        letters = (
            Letter("a", EventExists(Choice.LAST, Phrase(act), (), "act")),
            Letter("b", NoEvent(Phrase("release from ICE custody"), since)),
        )
    return Class("class", CITE, Group(How.ALL, letters), NEVER)


def a_duty(draw: st.DrawFn, act: str, what: str) -> DutyByDay[Phrase]:
    """By a date, by a day some time after an act or a date, or by each such day."""
    since: Phrase | OnDate = Phrase(act)
    if one_in(draw, 3):
        since = OnDate(draw(WRITTEN) if one_in(draw, 3) else from_day(START + draw(upto(12))))
    every = one_in(draw, 2)
    amount = Amount(3 + draw(upto(9)), pick(draw, (Unit.DAYS, Unit.DAYS, Unit.BUSINESS_DAYS)))
    amount = pick(draw, (amount, amount, amount, Amount(1, Unit.WEEKS), Amount(1, Unit.MONTHS)))
    if isinstance(since, OnDate) and one_in(draw, 2):
        amount, every = Amount(0), False
    return DutyByDay("duty", CITE, "class", since, amount, every, Verb.GIVE, Phrase(what))


def status_by(
    duty: DutyByDay[Kind], begun: Happened | None, number: int, world: World, rules: Rules[Kind], view: View
) -> Status:
    """What came of the n-th day by which something was owed, in a world, under one view. begun: what began
    the time; none where it was a date of the order."""
    now = Reference(world, view)
    start = begun.at if begun else _written(duty, world) * MINUTES + NOON
    opens, ends = _time(duty, start, number, world, view)
    then = Reference(world, view)
    then.day = min(ends, world.today)
    then.at = then.day * MINUTES + NOON
    class_ = next(class_ for class_ in rules.classes if class_.name == duty.owed_to)
    owed = min(then.member(class_), in_force(world, rules.life, then.day))
    if begun and not now.counts(begun):
        owed = NO
    done = any(opens <= event.day <= ends and event is not begun for event in now.fitting(sent(duty), (), {}))
    if owed is NO:
        return Status.NOT_OWED
    if owed is UNKNOWN:
        return Status.UNKNOWN
    if done:
        return Status.MET
    return Status.VIOLATED if world.today > ends else Status.PENDING


def _written(duty: DutyByDay[Kind], world: World) -> int:
    assert isinstance(duty.since, OnDate)
    return world.written[duty.since.date]


def _time(duty: DutyByDay[Kind], start: int, number: int, world: World, view: View) -> tuple[int, int]:
    """The first and the last day of the n-th time."""
    if duty.on_date:
        return world.life[0][0], start // MINUTES
    ends = [view.last(start, _times(duty.amount, n)) // MINUTES for n in (number - 1, number) if n]
    return (start // MINUTES if number == 1 else ends[0] + 1), ends[-1]


def _times(amount: Amount, number: int) -> Amount:
    return replace(amount, number=amount.number * number)
