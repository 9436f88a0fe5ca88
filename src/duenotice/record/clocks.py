"""The further days of a notice: which events have them, and in what order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from duenotice.days import DateFact
from duenotice.problems import Place, Problem, RefusedRecord, quoted
from duenotice.record.model import Event
from duenotice.terms import CLOCKS, Vocabulary

IN_LINE = re.compile(rf",\s+(?P<clock>{'|'.join(CLOCKS)})\s+")
"""Where a further day begins in a line of the case notation: ``…, received 2019-01-08``."""


def with_clocks(event: Event, clocks: Mapping[str, DateFact], vocabulary: Vocabulary, place: Place) -> Event:
    """The event with its further days. Raises `RefusedRecord` (R01, R02)."""
    if not clocks:
        return event
    if not vocabulary.event(event.kind.term).clocks:
        raise RefusedRecord(_no_paper(event, place))
    days = [(clock, clocks[clock]) for clock in CLOCKS if clock in clocks]
    for (first, one), (second, other) in (*pairwise(days), *_beside(event, clocks)):
        if one.lo > other.hi and {first, second} != {"mailed", "postmarked"}:
            raise RefusedRecord(_backwards(first, one, second, other, place))
    return replace(event, clocks=tuple(days))


_Day = tuple[str, DateFact]


def _beside(event: Event, clocks: Mapping[str, DateFact]) -> Iterator[tuple[_Day, _Day]]:
    """The further days beside the day on which it was given: what was handed over was dated by then, and
    received from then on. (It may be on file as given on the day of its mailing or of its receipt.)"""
    given = ("given", event.date)
    if "dated" in clocks:
        yield ("dated", clocks["dated"]), given
    for clock in ("received", "acknowledged"):
        if clock in clocks:
            yield given, (clock, clocks[clock])


def _no_paper(event: Event, place: Place) -> Problem:
    return Problem(
        "R02",
        place,
        f"{quoted(event.kind.term)} is no paper that could be {', '.join(CLOCKS[:-1])} or {CLOCKS[-1]}",
        "only a notice has days besides the day on which it was given",
        "give the further day a line of its own, as an event",
    )


def _backwards(first: str, one: DateFact, second: str, other: DateFact, place: Place) -> Problem:
    return Problem(
        "R01",
        place,
        f"this was {first} on `{one}` and {second} before, on `{other}`",
        f"a paper is {', '.join(CLOCKS[:-1])} and {CLOCKS[-1]} in this order, and given between the "
        "first and the last two",
        "exchange the two dates, or mend the one that is wrong",
    )
