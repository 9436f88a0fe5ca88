"""The life of one order as a bar: where each stretch and each act stands, and the same as lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duenotice.days import FIRST_DAY, LAST_DAY, in_words
from duenotice.days.words import day_in_words
from duenotice.language import Act, Order
from duenotice.library.life import intervals
from duenotice.truth import NO, UNKNOWN, YES, Truth
from duenotice.web.site.verdicts import CLASSES

WIDTH, EDGE = 640, 10
SAYS = {YES: "in force", NO: "not in force", UNKNOWN: "not known"}
STAGES = (
    ("Issued", (Act.ENTERED,)),
    ("Extended", (Act.EXTENDED,)),
    ("Stayed", (Act.STAYED, Act.STAY_LIFTED)),
    ("Reversed", (Act.VACATED, Act.MANDATE)),
    ("Ended", (Act.SUPERSEDED, Act.DISSOLVED, Act.EXPIRED)),
)
"""The stages of a life, and the acts by which each is reached."""


@dataclass(frozen=True)
class Bar:
    """A stretch of days with one standing: its place in the drawing, its kind, and its days in words."""

    x: int
    width: int
    kind: str
    words: str


@dataclass(frozen=True)
class Mark:
    """One act: its place in the drawing, its number, its day and words, and where it is told of."""

    x: int
    number: int
    day: str
    words: str
    cite: str


@dataclass(frozen=True)
class Stage:
    """A stage of the life: when it was reached by the file; empty if it was not, as far as the file knows."""

    name: str
    reached: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """The bar of an order. `years`: a line for each new year; `on`: where the day asked about stands, -1
    outside."""

    width: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    years: tuple[tuple[int, str], ...]
    on: int
    known_through: str
    known_cite: str
    stages: tuple[Stage, ...]


def life_of(order: Order, on: date) -> Drawn:
    """The life of an order, with a day marked in it."""
    life = order.rules.life
    first = min((act.date.lo for act in life.acts), default=life.known_through.lo)
    last = max([life.known_through.hi, *(act.date.hi for act in life.acts if act.date.exact), first + 1])
    margin = max(10, (last - first) // 8)
    scale = _Scale(first - margin, last + margin)
    marks = tuple(
        Mark(scale.at(act.date.lo), number, in_words(act.date), act.act.value, str(act.cite).strip("[]"))
        for number, act in enumerate(life.acts, start=1)
    )
    bars = tuple(_bar(each.days.lo, each.days.hi, each.truth, scale) for each in intervals(life))
    seen = [(scale.at(date(year, 1, 1).toordinal()), str(year)) for year in scale.years()]
    day = on.toordinal()
    at = scale.at(day) if scale.first <= day <= scale.last else -1
    told = in_words(life.known_through)
    return Drawn(WIDTH, bars, marks, tuple(seen), at, told, str(life.cite).strip("[]"), _stages(order))


@dataclass(frozen=True)
class _Scale:
    first: int
    last: int

    def at(self, day: int) -> int:
        inside = min(max(day, self.first), self.last)
        return EDGE + (WIDTH - 2 * EDGE) * (inside - self.first) // (self.last - self.first)

    def years(self) -> list[int]:
        """At most eight years, evenly spaced."""
        years = range(date.fromordinal(self.first).year + 1, date.fromordinal(self.last).year + 1)
        return list(years[:: max(1, -(-len(years) // 8))])


def _bar(lo: int, hi: int, truth: Truth, scale: _Scale) -> Bar:
    first, last = scale.at(lo), scale.at(min(hi + 1, LAST_DAY))
    begin = "" if lo == FIRST_DAY else f"from {day_in_words(lo)}"
    end = "on" if hi == LAST_DAY else f"through {day_in_words(hi)}"
    words = f"{begin} {end}: {SAYS[truth]}".strip()
    return Bar(first, max(last - first, 2), CLASSES[truth], words)


def _stages(order: Order) -> tuple[Stage, ...]:
    acts = order.rules.life.acts
    return tuple(
        Stage(name, tuple(f"{each.act.value} {in_words(each.date)}" for each in acts if each.act in which))
        for name, which in STAGES
    )
