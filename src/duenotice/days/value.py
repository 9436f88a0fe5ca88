"""A date as we hold it: the days on which one thing may have happened.

The line of days is the whole numbers from `FIRST_DAY` (1 January of year 1) to `LAST_DAY`
(31 December 9999), counted as ``date.toordinal()`` counts. A date is one or several closed spans of
that line, and means *some one day in here*, never *all of these days*: a stay in detention is two
dates, its first day and its last.

The two ends of the line also stand for "no bound is known on this side". They are real numbers and
never nulls, because SQL engines disagree about nulls and infinities. An open end stays open when a
date is shifted.

Two dates are `==` when they are written alike: ``2003`` and ``2003-XX-XX`` hold the same days and
differ. Use `duenotice.days.compare` to ask about the days themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from duenotice.days import refusals

FIRST_DAY = 1
LAST_DAY = 3_652_059


class Span(NamedTuple):
    """A closed span of day numbers. With ``lo > hi`` it holds no day at all."""

    lo: int
    hi: int


WHOLE_LINE = Span(FIRST_DAY, LAST_DAY)


@dataclass(frozen=True, slots=True)
class DateFact:
    """One day, known to lie somewhere in `spans`.

    text: the EDTF text it was read from, white space normalised.
    spans: where the day may lie: sorted, apart from each other, and already widened if "about".
    approximate: the text said "about" (``~`` or ``%``) somewhere.
    doubtful: the text said "perhaps" (``?`` or ``%``) somewhere; the spans are as written.
    """

    text: str
    spans: tuple[Span, ...]
    approximate: bool
    doubtful: bool

    @property
    def lo(self) -> int:
        """The least day it may be."""
        return self.spans[0].lo

    @property
    def hi(self) -> int:
        """The greatest day it may be."""
        return self.spans[-1].hi

    @property
    def minutes(self) -> Span:
        """The minutes of its day that it may be, if it is one day: one if the time was written."""
        if len(self.text) == len("2019-01-03T10:23") and self.text[10] == "T":
            minute = int(self.text[11:13]) * 60 + int(self.text[14:16])
            return Span(minute, minute)
        return Span(0, 24 * 60 - 1)

    @property
    def exact(self) -> bool:
        """Whether it is one single day, neither about nor doubtful."""
        return self.lo == self.hi and not self.approximate and not self.doubtful

    def shifted(self, days: int) -> DateFact:
        """The date that lies `days` later (earlier, if negative).

        The text may become an interval. What was "about" becomes the plain span it was taken as.
        Raises `RefusedDate` (D04) if a known bound leaves the years 0001 to 9999.
        """
        if days == 0:
            return self
        spans = merged(_moved(span, days) for span in self.spans)
        return DateFact(_text_of(spans, "?" if self.doubtful else ""), spans, False, self.doubtful)

    def __str__(self) -> str:
        return self.text


NOT_KNOWN = DateFact("unknown", (WHOLE_LINE,), False, False)
"""Nothing is known about the day."""


def from_day(day: int) -> DateFact:
    """The date that is exactly this day number. Raises `RefusedDate` (D04) outside the line."""
    return DateFact(iso(day), (Span(day, day),), False, False)


def from_span(lo: int, hi: int) -> DateFact:
    """Some day from `lo` through `hi`. Raises `RefusedDate`: D04 outside the line, D05 if empty."""
    for bound in (lo, hi):
        if not FIRST_DAY <= bound <= LAST_DAY:
            raise refusals.outside_the_line(f"day number {bound}")
    if lo > hi:
        raise refusals.ends_before_it_begins(iso(lo), iso(hi), f"{iso(lo)}/{iso(hi)}")
    span = Span(lo, hi)
    return NOT_KNOWN if span == WHOLE_LINE else DateFact(_text_of((span,), ""), (span,), False, False)


def iso(day: int) -> str:
    """The day number as ``2019-01-03``. Raises `RefusedDate` (D04) outside the line."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise refusals.outside_the_line(f"day number {day}")
    return date.fromordinal(day).isoformat()


def clamped(lo: int, hi: int) -> Span:
    """The part of a span that lies on the line of days."""
    return Span(max(lo, FIRST_DAY), min(hi, LAST_DAY))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as sorted spans, none touching another."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.lo <= apart[-1].hi + 1:
            apart[-1] = Span(apart[-1].lo, max(apart[-1].hi, span.hi))
        else:
            apart.append(span)
    return tuple(apart)


def _moved(span: Span, days: int) -> Span:
    """A span moved along the line, its open ends left open."""
    lo = span.lo if span.lo == FIRST_DAY else span.lo + days
    hi = span.hi if span.hi == LAST_DAY else span.hi + days
    if lo < FIRST_DAY or hi > LAST_DAY or lo > LAST_DAY or hi < FIRST_DAY:
        raise refusals.outside_the_line(f"{days} days from {_text_of((span,), '')}")
    return Span(lo, hi)


def _text_of(spans: tuple[Span, ...], mark: str) -> str:
    """EDTF for some spans, with `mark` (``?`` or nothing) behind every day that is written."""
    if spans == (WHOLE_LINE,):
        return f"XXXX{mark}" if mark else "unknown"
    if len(spans) == 1:
        return _span_text(spans[0], mark, "..", "/")
    return "[" + ",".join(_span_text(span, mark, "", "..") for span in spans) + "]"


def _span_text(span: Span, mark: str, is_open: str, between: str) -> str:
    if span.lo == span.hi:
        return iso(span.lo) + mark
    first = is_open if span.lo == FIRST_DAY else iso(span.lo) + mark
    last = is_open if span.hi == LAST_DAY else iso(span.hi) + mark
    return first + between + last
