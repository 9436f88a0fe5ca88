"""Random orders with every shape of the language: periods of every unit, steps with clocks, duties after."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from duenotice.days import Relation
from duenotice.language import (
    EARLIER,
    Amount,
    AmountReading,
    Anchor,
    CountsFrom,
    DutyAfter,
    DutyByDay,
    EventExists,
    Group,
    How,
    Lapsed,
    Letter,
    Named,
    NoticeBefore,
    OnDate,
    Order,
    Phrase,
    Rules,
    Timing,
    Unit,
    Verb,
    to_text,
)
from duenotice.library import order_from_text
from tests.orders import ACTS, CITE, FRONT, KINDS, NOTICES, WRITTEN, rules
from tests.strategies import VOCABULARY, one_in, pick, upto

STEPS = (Unit.DAYS, Unit.DAYS, Unit.BUSINESS_DAYS, Unit.WEEKS, Unit.MONTHS)
CLOCKS = ("bia-appeal", "motion-to-reopen", "removal-period")
COURTS = ("", "court id: cacd\n", "court id: mad\n")


def amounts(draw: st.DrawFn, hours: bool) -> Amount:
    """A period: a few days of some sort, hours, or a clock."""
    if hours and one_in(draw, 4):
        return Amount(1 + draw(upto(80)), Unit.HOURS)
    if one_in(draw, 8):
        return Amount(0, Unit.DAYS, pick(draw, CLOCKS))
    unit = pick(draw, STEPS)
    return Amount(1 + draw(upto(1 if unit is Unit.MONTHS else 6)), unit)


def others(draw: st.DrawFn, *more: Amount) -> tuple[AmountReading, ...]:
    """Up to two other readings of how long."""
    pool = (amounts(draw, hours=True), amounts(draw, hours=True), *more)
    return tuple(AmountReading("", pick(draw, pool), CITE) for _ in range(pick(draw, (0, 0, 1, 2))))


def a_step(draw: st.DrawFn, scope: list[str]) -> Lapsed[Phrase]:
    """``N days after the X have passed without a K``."""
    anchor: Anchor = Named(pick(draw, scope)) if scope and not one_in(draw, 4) else OnDate(draw(WRITTEN))
    timings: tuple[Timing, ...] = ()
    if one_in(draw, 3):
        timings = (Timing(pick(draw, (Relation.AFTER, Relation.BEFORE)), anchor),)
    return Lapsed(amounts(draw, hours=False), anchor, Phrase(pick(draw, KINDS)), timings)


def with_step(draw: st.DrawFn, group: Group[Phrase]) -> Group[Phrase]:
    """One more letter at the end of an *all of* group."""
    if group.how is How.ANY or not group.letters:
        return group
    named = [x.condition.name for x in group.letters if isinstance(x.condition, EventExists)]
    label = chr(ord(group.letters[-1].label) + 1)
    step = a_step(draw, [name for name in named if name])
    return Group(group.how, (*group.letters, Letter(label, step)))


def by_day(draw: st.DrawFn, act: Phrase, verb: Verb, what: Phrase) -> DutyByDay[Phrase]:
    """What is owed by a date, by a day some time after an act or a date, or by each such day."""
    since = act if one_in(draw, 2) else OnDate(draw(WRITTEN))
    if isinstance(since, OnDate) and one_in(draw, 3):
        return DutyByDay("by a day", CITE, "class", since, Amount(0), False, verb, what)
    every = one_in(draw, 2)
    amount = Amount(1 + draw(upto(8))) if every and one_in(draw, 2) else amounts(draw, hours=False)
    every = every and not amount.clock
    what = act if one_in(draw, 6) and verb is Verb.GIVE else what
    return DutyByDay("by a day", CITE, "class", since, amount, every, verb, what)


def wider_orders() -> st.SearchStrategy[Order]:
    """An order with at least one of the later shapes."""
    return _with_duty(upto(3))


def orders_by_day() -> st.SearchStrategy[Order]:
    """An order with a duty by a day."""
    return _with_duty(st.just(2))


@st.composite
def _with_duty(draw: st.DrawFn, which: st.SearchStrategy[int]) -> Order:
    drawn: Rules[Phrase] = draw(rules(omissions=True, most=3))
    class_ = drawn.classes[0]
    if not class_.unless.letters and one_in(draw, 2):
        class_ = replace(class_, body=with_step(draw, class_.body))
    act, what = Phrase(pick(draw, ACTS)), Phrase(pick(draw, NOTICES))
    verb = pick(draw, tuple(Verb))
    period = EARLIER if one_in(draw, 4) else amounts(draw, hours=True)
    runs, understood = pick(draw, tuple(CountsFrom)), one_in(draw, 2)
    further = (
        NoticeBefore(
            "before", CITE, "class", act, verb, what, period, runs, others(draw, EARLIER), understood
        ),
        DutyAfter("after", CITE, "class", act, verb, what, amounts(draw, hours=True), others(draw)),
        by_day(draw, act, verb, what),
        by_day(draw, act, verb, what),
    )
    made = replace(drawn, classes=(class_,), duties=(*drawn.duties, further[draw(which)]))
    court = pick(draw, COURTS)
    plain = "".join(line for line in FRONT.splitlines(keepends=True) if not line.startswith("court id"))
    front = plain.replace("version: 1\n", f"version: 1\n{court}")
    return order_from_text(f"{front}```order\n{to_text(made)}```\n", VOCABULARY, "random.md")
