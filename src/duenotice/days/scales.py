"""What each form of a date covers: the tables behind the grammar.

`PIECES` says which text is a day, a month, a season, a year, a decade, a century or nothing, and on
which days such a date may lie. `SEASONS` says how a season is taken, `ABOUT` how far "about" reaches.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Final

from duenotice.days import refusals
from duenotice.days.value import LAST_DAY, WHOLE_LINE, Span


class Scale(Enum):
    """How finely a piece of a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    NOTHING = "nothing"


ABOUT: Final[dict[Scale, int]] = {
    # how many days "about" adds on each side
    Scale.MINUTE: 1,
    Scale.DAY: 7,
    Scale.MONTH: 31,
    Scale.SEASON: 92,
    Scale.YEAR: 366,
    Scale.DECADE: 366,
    Scale.CENTURY: 3653,
    Scale.NOTHING: 0,
}

SEASONS: Final[dict[int, tuple[tuple[int, int, int, int], ...]]] = {
    # code: (years on, first month, years on, last month); northern, and read generously, so that the
    # months of the weather, the sun's quarters and loose talk all lie inside
    21: ((0, 3, 0, 6),),  # spring: March to June
    22: ((0, 6, 0, 9),),  # summer: June to September
    23: ((0, 9, 0, 12),),  # autumn: September to December
    24: ((0, 1, 0, 3), (0, 12, 1, 3)),  # winter: January to March, or December into the next March
}


def _day(year: int, month: int, day: int) -> tuple[Span, ...]:
    month_span = _month(year, month)[0]
    if not 1 <= day <= month_span.hi - month_span.lo + 1:
        raise refusals.no_such_day(year, month, day)
    return (Span(month_span.lo + day - 1, month_span.lo + day - 1),)


def _minute(year: int, month: int, day: int, _hour: int, _minute: int) -> tuple[Span, ...]:
    """The day; what the time of day is for is in `duenotice.days.value.DateFact.minute`."""
    return _day(year, month, day)


def _month(year: int, month: int) -> tuple[Span, ...]:
    _check_year(year)
    if not 1 <= month <= 12:
        raise refusals.no_such_month(year, month)
    return (_months(year, month, year, month),)


def _season(year: int, code: int) -> tuple[Span, ...]:
    _check_year(year)
    return tuple(_months(year + on, first, year + to, last) for on, first, to, last in SEASONS[code])


def _years(how_many: int) -> Callable[[int], tuple[Span, ...]]:
    """Spans of one year, of ten, or of a hundred, from the digits that are known."""

    def spans(known: int) -> tuple[Span, ...]:
        first = known * how_many
        _check_year(first)
        return (_months(first, 1, first + how_many - 1, 12),)

    return spans


def _months(first_year: int, first_month: int, last_year: int, last_month: int) -> Span:
    lo = date(first_year, first_month, 1).toordinal()
    if last_year > 9999:
        return Span(lo, LAST_DAY)
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Span(lo, end.toordinal())


def _check_year(year: int) -> None:
    if year < 1:
        raise refusals.outside_the_line(f"{year:04}")


_UNSPECIFIED = "(?:-XX){0,2}"

PIECES: Final = tuple(
    (re.compile(pattern), scale, spans_of)
    for pattern, scale, spans_of in (
        (r"([0-9]{4})-([0-9]{2})-([0-9]{2})", Scale.DAY, _day),
        (r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])", Scale.MINUTE, _minute),
        (r"([0-9]{4})-(2[1-4])", Scale.SEASON, _season),
        (r"([0-9]{4})-([0-9]{2})(?:-XX)?", Scale.MONTH, _month),
        (r"([0-9]{4})" + _UNSPECIFIED, Scale.YEAR, _years(1)),
        (r"([0-9]{3})X" + _UNSPECIFIED, Scale.DECADE, _years(10)),
        (r"([0-9]{2})XX" + _UNSPECIFIED, Scale.CENTURY, _years(100)),
        (r"XXXX" + _UNSPECIFIED, Scale.NOTHING, lambda: (WHOLE_LINE,)),
    )
)
