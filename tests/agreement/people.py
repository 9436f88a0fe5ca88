"""Random people, fast: the records of `tests.strategies`, drawn from a plain random generator.

Hypothesis draws orders, where a failure must be made small; the thousands of people that each order is
asked about come from here, each from its own seed. The distributions are those of the property tests.
"""

from __future__ import annotations

import random
from typing import Any, cast

from hypothesis import strategies as st

from duenotice.days import DateFact, from_day, from_edtf, iso
from duenotice.record import Event, Fact, Record
from duenotice.terms import CLOCKS, NOT_UNDERSTOOD, UNDERSTOOD, Kind
from tests.learning import NARROWEST
from tests.strategies import (
    DAYS,
    EVENTS,
    START,
    VOCABULARY,
    Reads,
    a_fact,
    a_search,
    bounded_dates,
    dates,
    pick,
    related_events,
    upto,
)

KNOWN = {id(upto(most)): most for most in range(NARROWEST + 1)}
"""The whole numbers that are drawn, by the strategy that would draw them."""
TONGUES = ("in English", "in Khmer", NOT_UNDERSTOOD)
"""A paper that contradicts itself, for a person who understands one of the languages."""
OPEN = ("2018-12", "2019-01", "2018", "unknown")


class Draw:
    """Draws from the strategies that `tests.strategies` builds records of."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a test, repeatable

    def __call__(self, strategy: Any) -> Any:
        if strategy is dates:
            return a_date(self.random)
        if strategy is bounded_dates:
            return from_day(START + self.random.randint(0, DAYS))
        return self.random.randint(0, KNOWN[id(strategy)])


def a_date(draw: random.Random) -> DateFact:
    """A day; at times two days, a set, an open end, a month, about, or perhaps."""
    day = START + draw.randint(0, DAYS)
    match draw.randint(0, 9):
        case 6:
            return from_edtf(f"{iso(day)}/{iso(day + 1 + draw.randint(0, 3))}")
        case 7:
            more = f",{iso(day + 9)}" if draw.randint(0, 5) == 0 else ""
            return from_edtf(f"[{iso(day)},{iso(day + 2 + draw.randint(0, 3))}{more}]")
        case 8:
            return from_edtf(draw.choice((f"../{iso(day)}", f"{iso(day)}/..", *OPEN)))
        case 9:
            return from_edtf(iso(day) + draw.choice("~?%"))
        case _:
            return from_day(day)


def a_time(draw: random.Random) -> DateFact:
    """A date, at times with the time of day."""
    if draw.randint(0, 2):
        return a_date(draw)
    day = iso(START + draw.randint(0, DAYS))
    return from_edtf(f"{day}T{draw.randint(0, 23):02}:{draw.choice((0, 1, 30, 59)):02}")


def a_record(seed: int, of: Reads, timed: bool = False) -> Record:
    """A person about whom the order has something to say. timed: some dates have a time of day."""
    plain = Draw(seed)
    draw = cast(st.DrawFn, plain)
    pool = (*(related_events(of.terms) or EVENTS), *of.acted)
    pool += tuple(Kind(of_.term, TONGUES) for of_ in of.kinds if UNDERSTOOD in of_.qualifiers)
    events = []
    for _ in range(plain.random.randint(0, 6)):
        kind = pick(draw, EVENTS if plain.random.randint(0, 7) == 0 else pool)
        date = a_time(plain.random) if timed else a_date(plain.random)
        events.append(Event(kind, date, clocks=some_clocks(plain.random, kind)))
    names = sorted({name for name, _ in of.facts})
    found: list[Fact] = [a_fact(draw, name, dates) for name in names for _ in range(pick(draw, (1, 1, 2, 0)))]
    terms = sorted(of.terms) or ["check-in"]
    looked = [a_search(draw, terms, dates) for _ in range(plain.random.randint(0, 3))]
    return Record("", tuple(found), tuple(events), tuple(looked))


def some_clocks(draw: random.Random, kind: Kind) -> tuple[tuple[str, DateFact], ...]:
    """Further days of a paper, in the order of time more or less."""
    if not VOCABULARY.event(kind.term).clocks or draw.randint(0, 2):
        return ()
    names = [name for name in CLOCKS if draw.randint(0, 2) == 0]
    return tuple((name, a_date(draw)) for name in names)
