"""The days by which something is owed again and again, and from when on it counts for each of them.

Theory. A duty that follows no act is owed by a day: by a date, by the end of a period after a beginning, or
by the end of each such period. The n-th period is counted from the beginning, so many times as long (not
from the day on which the one before it was kept), on every reading of the count. What is done counts for the
period in which it is done: from the beginning on for the first, after the end of the one before for each
other. Both edges are spans, over the readings and over the days that the beginning may mean.

Where the beginning is known so roughly that the periods run into each other, or where there would be more
of them than `MOST`, nobody can tell which is which: then there is one period, the first, of which it is never
known that it is over, nor that what was owed in it was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from duenotice.days.counting.periods import Length, Periods, plain_ends
from duenotice.days.value import FIRST_DAY, LAST_DAY, DateFact, Span

MOST: Final = 400
"""More periods than that are not told apart."""


class Due(NamedTuple):
    """One day by which something is owed: from when on what is done counts, and the last day for it, each
    on the mildest reading and on the strictest."""

    number: int
    opens: Span
    ends: Span

    def day(self, today: Span) -> Span:
        """The day on which it is asked to whom it is owed: the last one, or today if that is earlier."""
        return Span(min(self.ends.lo, today.lo), min(self.ends.hi, today.hi))


def by_date(date: DateFact, since: Span) -> Due:
    """What is owed by a date that an order names, and counts from `since` on. A day that is fixed moves off
    no weekend (FRCP 6(a) is not about it: committee note of 2009)."""
    return Due(1, since, Span(date.lo, date.hi))


def by_period(start: DateFact, length: Length, periods: Periods) -> Due:
    """What is owed by the end of a period, and counts from its beginning on."""
    return Due(1, Span(start.lo, start.hi), _end(start, length, periods))


def by_each_period(start: DateFact, length: Length, periods: Periods, today: Span) -> tuple[Due, ...]:
    """What is owed by the end of each period that may have begun by today."""
    first = by_period(start, length, periods)
    if first.ends.lo >= today.hi:
        return (first,)
    found = tuple(_each(first, start, length, periods, today))
    rough = start.hi - start.lo >= plain_ends(length).lo
    if rough or len(found) > MOST:
        return (Due(1, Span(start.lo, LAST_DAY + 1), Span(first.ends.lo, LAST_DAY + 1)),)
    return found


def _each(first: Due, start: DateFact, length: Length, periods: Periods, today: Span) -> Iterator[Due]:
    before = first
    yield first
    while before.ends.lo < today.hi and before.number <= MOST:
        number = before.number + 1
        opens = Span(before.ends.lo + 1, before.ends.hi + 1)
        times = Length(length.amount * number, length.unit, length.clock)
        before = Due(number, opens, _end(start, times, periods))
        yield before


def _end(start: DateFact, length: Length, periods: Periods) -> Span:
    ends = [periods.last_days(span, length) for span in start.spans]
    return Span(max(FIRST_DAY, min(end.lo for end in ends)), max(end.hi for end in ends))
