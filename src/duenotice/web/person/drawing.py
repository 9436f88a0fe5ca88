"""The timeline as numbers: where each mark, bar, band and line of the drawing stands, in pixels.

The template writes them as attributes of an SVG; nothing here is text of a person. A day that is known
roughly is a bar as long as the doubt. What lies outside the days drawn is counted, not squeezed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from duenotice.days import FIRST_DAY, LAST_DAY, Span
from duenotice.language import Order
from duenotice.library import intervals
from duenotice.reason.reasons import no_bound
from duenotice.truth import NO, UNKNOWN, YES
from duenotice.web.person.lanes import Lane

LEFT, TOP, BAND, SUB, MARK = 8, 26, 16, 18, 7
"""Margins, the height of an order's band and of a row of marks, and half the width of a mark."""
LEAST_WIDTH = 640
MONTHS_SHOWN = 24
_PER_YEAR, _PER_MONTH = 44, 34


class Scale(Enum):
    """How far a day is from the next."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True)
class Dated:
    """What is to be drawn: its number in the list, its lane, and the days on which it may lie."""

    number: int
    lane: Lane
    days: Span
    says: str


@dataclass(frozen=True)
class Mark:
    """A shape in a lane; a bar if its `width` is not 0. `y` is its middle."""

    number: int
    kind: str
    x: int
    y: int
    width: int
    says: str


@dataclass(frozen=True)
class Band:
    """Days on which an order was in force (`sure`), or may have been. `shades`: the lanes are shaded too; a
    statute, which is always in force, shades nothing."""

    title: str
    sure: bool
    shades: bool
    x: int
    width: int
    y: int
    says: str


@dataclass(frozen=True)
class Row:
    """A lane, or the row of one order above the lanes."""

    title: str
    y: int
    height: int


@dataclass(frozen=True)
class Tick:
    """The first day of a year or a month."""

    x: int
    says: str


@dataclass(frozen=True)
class Drawing:
    """The whole drawing; `before` and `after` are how many entries lie outside of it."""

    scale: Scale
    first: date
    last: date
    width: int
    height: int
    top: int
    bands: tuple[Band, ...]
    orders: tuple[Row, ...]
    lanes: tuple[Row, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    today: int
    before: int
    after: int

    @property
    def earlier(self) -> int:
        """The year from which an earlier piece begins."""
        return self.first.year - MONTHS_SHOWN // 12

    @property
    def later(self) -> int:
        """The year from which a later piece begins."""
        return self.first.year + MONTHS_SHOWN // 12


def drawing(
    things: Sequence[Dated],
    orders: Sequence[Order],
    on: date,
    scale: Scale,
    since: int,
    lanes: Sequence[Lane],
) -> Drawing:
    """The drawing of some entries and of the orders that matter. `since`: the year from which a month scale
    begins; 0: so that the day asked about is in it. `lanes`: those that are drawn, empty or not."""
    first, last = _range(things, on, scale, since)
    ruler = _Ruler(first, last, scale)
    rows = tuple(
        Row(order.identity.title, TOP + place * (BAND + 4), BAND) for place, order in enumerate(orders)
    )
    top = TOP + len(rows) * (BAND + 4) + 8
    drawn, marks, bottom = _lanes(things, lanes, ruler, top)
    bands = [band for order, row in zip(orders, rows, strict=True) for band in _bands(order, row.y, ruler)]
    before = sum(1 for each in things if each.days.hi < ruler.lo)
    after = sum(1 for each in things if each.days.lo > ruler.hi)
    return Drawing(
        *(scale, first, last, ruler.width, bottom + 8, top, tuple(bands), rows, drawn, marks),
        *(tuple(ruler.ticks()), ruler.x(on.toordinal()), before, after),
    )


class _Ruler:
    """Days to pixels."""

    def __init__(self, first: date, last: date, scale: Scale) -> None:
        self.first, self.last, self.scale = first, last, scale
        self.lo, self.hi = first.toordinal(), last.toordinal()
        months = (last.year - first.year + 1) * 12
        wanted = months * _PER_MONTH if scale is Scale.MONTH else months * _PER_YEAR // 12
        self.width = max(wanted, LEAST_WIDTH) + 2 * LEFT

    def x(self, day: int) -> int:
        inside = min(max(day, self.lo), self.hi) - self.lo
        return LEFT + round(inside * (self.width - 2 * LEFT) / (self.hi - self.lo))

    def ticks(self) -> Iterable[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13) if self.scale is Scale.MONTH else (1,):
                words = f"{date(year, month, 1):%b}" if month > 1 else str(year)
                yield Tick(self.x(date(year, month, 1).toordinal()), words)


def _range(things: Sequence[Dated], on: date, scale: Scale, since: int) -> tuple[date, date]:
    if scale is Scale.MONTH:
        year = min(max(since or on.year - 1, 1900), 9990)
        return date(year, 1, 1), date(year + MONTHS_SHOWN // 12 - 1, 12, 31)
    days = [bound for each in things for bound in each.days if not no_bound(bound)]
    years = [date.fromordinal(day).year for day in days if FIRST_DAY < day < LAST_DAY]
    years = [year for year in years if abs(year - on.year) <= 120]
    return date(min([*years, on.year - 3]), 1, 1), date(max([*years, on.year]), 12, 31)


def _bands(order: Order, y: int, ruler: _Ruler) -> Iterable[Band]:
    for stretch in intervals(order.rules.life):
        lo, hi = stretch.days
        if stretch.truth is NO or hi < ruler.lo or lo > ruler.hi:
            continue
        x = ruler.x(lo)
        sure = stretch.truth is YES
        assert sure or stretch.truth is UNKNOWN
        says = "in force" if sure else "may be in force: the file does not know"
        yield Band(
            order.identity.title,
            sure,
            sure and order.identity.kind == "order",
            x,
            max(ruler.x(hi) - x, 2),
            y,
            says,
        )


def _lanes(
    things: Sequence[Dated], lanes: Sequence[Lane], ruler: _Ruler, top: int
) -> tuple[tuple[Row, ...], tuple[Mark, ...], int]:
    """The lanes as high as their marks need: what would lie on another goes one row down."""
    rows: list[Row] = []
    marks: list[Mark] = []
    for lane in lanes:
        ends: list[int] = []
        inside = [each for each in things if each.lane is lane and _drawn(each, ruler)]
        for each in sorted(inside, key=lambda each: (each.days.lo, each.number)):
            x = ruler.x(each.days.lo)
            width = ruler.x(each.days.hi) - x
            place = next((n for n, end in enumerate(ends) if end + 3 * MARK < x), len(ends))
            ends[place : place + 1] = [x + width]
            y = top + 20 + place * SUB + SUB // 2
            wide = width if width > 2 * MARK else 0
            marks.append(Mark(each.number, lane.name.lower(), x, y, wide, each.says))
        height = 24 + max(len(ends), 1) * SUB
        rows.append(Row(lane.value, top, height))
        top += height
    return tuple(rows), tuple(marks), top


def _drawn(each: Dated, ruler: _Ruler) -> bool:
    known = not (each.days.lo == FIRST_DAY and each.days.hi == LAST_DAY)
    return known and each.days.hi >= ruler.lo and each.days.lo <= ruler.hi
