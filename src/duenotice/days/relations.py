"""Comparing dates that are not known to the day.

Theory. A date is a set of days, one of which is the true one. A relation between two dates is *yes*
when it holds for every pair of days that they allow, *no* when it holds for none, and *unknown*
otherwise. "2003" is therefore not before "2003-06-15": nobody knows.

For two closed spans of whole numbers, left ``a..b`` and right ``c..d``, the differences between the
days run without a gap from ``a - d`` to ``b - c``. So four numbers decide each relation exactly,
and `RELATIONS` below is the table of section 5.2 of the design's ``time.md``, line by line. Its
predicates are what the SQL is written from; they are tested against all pairs of days.

Sets. A date with several spans is compared span by span, on both sides. If all answers agree, that
is the answer, else it is *unknown*. Since the table is exact for each pair of spans, this is exact
for the set: 2003-or-2005 is never a day in 2004.

About and doubtful. A date that is "about" has been widened already. A date that is about or
doubtful never proves identity: `same_day` of it is never *yes*. Its bounds count as written in all
else.

Open ends. An end of the line stands for "no bound known". As no day lies beyond it, the table needs
no special case.

What this leaves out. Each comparison stands alone, so "before X or not before X" stays *unknown*
when X is. That can only say *unknown* too often, and never *yes* or *no* wrongly.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from duenotice.days.value import FIRST_DAY, LAST_DAY, DateFact, Span, clamped
from duenotice.truth import Truth, agreed

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


class Relation(StrEnum):
    """The relations that the order language and the SQL know, left against right."""

    AFTER = "after"
    BEFORE = "before"
    ON_OR_AFTER = "on_or_after"
    ON_OR_BEFORE = "on_or_before"
    SAME_DAY = "same_day"
    WITHIN_DAYS_AFTER = "within_days_after"
    AT_LEAST_DAYS_BEFORE = "at_least_days_before"
    MORE_THAN_DAYS_AFTER = "more_than_days_after"

    @property
    def takes_days(self) -> bool:
        """Whether a number of days belongs to it."""
        return self in _WITH_DAYS


_WITH_DAYS = frozenset(
    (Relation.WITHIN_DAYS_AFTER, Relation.AT_LEAST_DAYS_BEFORE, Relation.MORE_THAN_DAYS_AFTER)
)

Test: TypeAlias = Callable[[int, int, int, int, int], bool]


class Row(NamedTuple):
    """One line of the table: left is ``a..b``, right is ``c..d``, ``n`` the days.

    window: the days on the left for which `no` is false, given the right.
    """

    yes: Test
    no: Test
    window: Callable[[int, int, int], Span]


# ruff: noqa: ARG005 - every line of the table takes the same five numbers, needed or not
RELATIONS: Final[dict[Relation, Row]] = {
    Relation.AFTER: Row(
        yes=lambda a, b, c, d, n: a > d,
        no=lambda a, b, c, d, n: b <= c,
        window=lambda c, d, n: Span(c + 1, LAST_DAY),
    ),
    Relation.BEFORE: Row(
        yes=lambda a, b, c, d, n: b < c,
        no=lambda a, b, c, d, n: a >= d,
        window=lambda c, d, n: Span(FIRST_DAY, d - 1),
    ),
    Relation.ON_OR_AFTER: Row(
        yes=lambda a, b, c, d, n: a >= d,
        no=lambda a, b, c, d, n: b < c,
        window=lambda c, d, n: Span(c, LAST_DAY),
    ),
    Relation.ON_OR_BEFORE: Row(
        yes=lambda a, b, c, d, n: b <= c,
        no=lambda a, b, c, d, n: a > d,
        window=lambda c, d, n: Span(FIRST_DAY, d),
    ),
    Relation.SAME_DAY: Row(
        yes=lambda a, b, c, d, n: a == b == c == d,
        no=lambda a, b, c, d, n: b < c or a > d,
        window=lambda c, d, n: Span(c, d),
    ),
    Relation.WITHIN_DAYS_AFTER: Row(  # 0 <= left - right <= n
        yes=lambda a, b, c, d, n: a - d >= 0 and b - c <= n,
        no=lambda a, b, c, d, n: b - c < 0 or a - d > n,
        window=lambda c, d, n: Span(c, d + n),
    ),
    Relation.AT_LEAST_DAYS_BEFORE: Row(  # right - left >= n
        yes=lambda a, b, c, d, n: c - b >= n,
        no=lambda a, b, c, d, n: d - a < n,
        window=lambda c, d, n: Span(FIRST_DAY, d - n),
    ),
    Relation.MORE_THAN_DAYS_AFTER: Row(  # left - right > n
        yes=lambda a, b, c, d, n: a - d > n,
        no=lambda a, b, c, d, n: b - c <= n,
        window=lambda c, d, n: Span(c + n + 1, LAST_DAY),
    ),
}


def compare(left: DateFact, relation: Relation, right: DateFact, days: int = 0) -> Truth:
    """Whether `left` stands in the relation to `right`.

    days: for the relations that take them, a whole number from 0; else it is not looked at.
    """
    if days < 0:
        raise ValueError(f"a number of days is 0 or more, not {days}")
    row = RELATIONS[relation]
    if len(left.spans) == 1 == len(right.spans):
        answer = _answer(row, left.spans[0], right.spans[0], days)
    else:
        answer = agreed(_answer(row, one, other, days) for one in left.spans for other in right.spans)
    if answer is YES and relation == Relation.SAME_DAY and not (left.exact and right.exact):
        return UNKNOWN
    return answer


def window(relation: Relation, anchor: DateFact, days: int = 0) -> Span:
    """The days that may stand in the relation to `anchor`: all for which the answer is not *no*.

    For a set it is the least span that holds those of every alternative. It may be empty, and is
    then the same empty span always.
    """
    if days < 0:
        raise ValueError(f"a number of days is 0 or more, not {days}")
    of = RELATIONS[relation].window
    each = [clamped(*of(span.lo, span.hi, days)) for span in anchor.spans]
    some = [span for span in each if span.lo <= span.hi]
    if not some:
        return Span(FIRST_DAY, FIRST_DAY - 1)
    return Span(min(span.lo for span in some), max(span.hi for span in some))


def _answer(row: Row, left: Span, right: Span, days: int) -> Truth:
    a, b = left
    c, d = right
    if row.yes(a, b, c, d, days):
        return YES
    return NO if row.no(a, b, c, d, days) else UNKNOWN


def after(left: DateFact, right: DateFact) -> Truth:
    """Whether the day on the left lies after the day on the right."""
    return compare(left, Relation.AFTER, right)


def before(left: DateFact, right: DateFact) -> Truth:
    """Whether the day on the left lies before the day on the right."""
    return compare(left, Relation.BEFORE, right)


def on_or_after(left: DateFact, right: DateFact) -> Truth:
    """Whether the day on the left is the day on the right, or lies after it."""
    return compare(left, Relation.ON_OR_AFTER, right)


def on_or_before(left: DateFact, right: DateFact) -> Truth:
    """Whether the day on the left is the day on the right, or lies before it."""
    return compare(left, Relation.ON_OR_BEFORE, right)


def same_day(left: DateFact, right: DateFact) -> Truth:
    """Whether both are one day. Never *yes* for a date that is about or doubtful."""
    return compare(left, Relation.SAME_DAY, right)


def within_days_after(left: DateFact, right: DateFact, days: int) -> Truth:
    """Whether the left lies from 0 to `days` days after the right."""
    return compare(left, Relation.WITHIN_DAYS_AFTER, right, days)


def at_least_days_before(left: DateFact, right: DateFact, days: int) -> Truth:
    """Whether the left lies `days` days or more before the right."""
    return compare(left, Relation.AT_LEAST_DAYS_BEFORE, right, days)


def more_than_days_after(left: DateFact, right: DateFact, days: int) -> Truth:
    """Whether the left lies more than `days` days after the right."""
    return compare(left, Relation.MORE_THAN_DAYS_AFTER, right, days)
