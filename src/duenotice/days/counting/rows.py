"""A conformance table of day counts: what its columns mean, and whether a row comes out as expected.

``id,start,amount,unit,direction,jurisdiction,service,tz,closed,extra_holidays,rule_date,expected,alt,source,note``

jurisdiction is ``ruleset/court``; for `eoir` and `dhs` the second part names the clock, for
`eoir-manual` it is not looked at. closed and extra_holidays hold days, separated by spaces, commas or
semicolons; ``a..b`` is every day from a through b. An empty rule_date is the start, but not before
1 December 2009, because the notes that most rows come from explain the rules as of that day.

A row passes when the prevailing reading is `expected` and `alt`, where given, is the earliest or the
latest. A row in hours expects an instant on the clock of its zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from duenotice.days.calendars import Calendar
from duenotice.days.counting.ask import unit_of
from duenotice.days.counting.count import count
from duenotice.days.counting.model import Count, Moment, Unit
from duenotice.days.counting.rulesets import NEW_COUNTING, RULES

COLUMNS: Final = (
    *("id", "start", "amount", "unit", "direction", "jurisdiction", "service", "tz", "closed"),
    *("extra_holidays", "rule_date", "expected", "alt", "source", "note"),
)
NAMES_A_CLOCK: Final = ("eoir", "dhs")


def came_of(cells: Mapping[str, str], calendar: Calendar) -> str:
    """What came out: the text of `expected` if the row passes, else the prevailing reading that came.

    Where `alt` fits neither the earliest nor the latest reading, those are said too. Raises
    `ValueError` for a cell that is no date or number, `Refused` for a name that is not known.
    """
    counted, alt = counted_of(cells, calendar), cells["alt"]
    agrees = _same(cells["expected"], counted.prevailing)
    came = cells["expected"] if agrees else _plain(counted.prevailing)
    if not alt or _same(alt, counted.earliest) or _same(alt, counted.latest):
        return came
    return f"{came}, earliest {_plain(counted.earliest)}, latest {_plain(counted.latest)}"


def counted_of(cells: Mapping[str, str], calendar: Calendar) -> Count:
    """The count that a row asks for."""
    start = _moment(cells["start"])
    unit = unit_of(cells["unit"] or "fixed date")
    rules, _, second = cells["jurisdiction"].lower().partition("/")
    clock = second if rules in NAMES_A_CLOCK and second not in ("", "any") else ""
    court = second if rules in RULES and rules not in (*NAMES_A_CLOCK, "eoir-manual") else ""
    return count(
        start,
        _number(cells["amount"]),
        unit,
        "on" if unit is Unit.FIXED else cells["direction"],
        rules,
        court or "any",
        cells["service"],
        clock=clock,
        rule_date=_rule_date(cells["rule_date"], start),
        zone=cells["tz"],
        closed=_days(cells["closed"]),
        extra_holidays=_days(cells["extra_holidays"]),
        calendar=calendar,
    )


def _rule_date(text: str, start: Moment) -> date:
    if text:
        return _day(text)
    return max(start.date() if isinstance(start, datetime) else start, NEW_COUNTING)


def _number(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal():
        raise ValueError(f"`{text}` is not a whole number")
    return int(text)


def _moment(text: str) -> Moment:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a day such as 2019-01-03, nor one with a time") from None


def _day(text: str) -> date:
    day = _moment(text)
    return day.date() if isinstance(day, datetime) else day


def _days(text: str) -> Iterator[date]:
    for piece in re.split(r"[\s,;|]+", text):
        if piece:
            first, _, last = piece.partition("..")
            day, end = _day(first), _day(last or first)
            while day <= end:
                yield day
                day += timedelta(1)


def _same(text: str, at: Moment) -> bool:
    wanted = _moment(text)
    if isinstance(wanted, datetime) and isinstance(at, datetime):
        return wanted == (at if wanted.tzinfo else at.replace(tzinfo=None))
    return wanted.toordinal() == at.toordinal() and not isinstance(wanted, datetime)


def _plain(at: Moment) -> str:
    return f"{at:%Y-%m-%dT%H:%M}" if isinstance(at, datetime) else at.isoformat()
