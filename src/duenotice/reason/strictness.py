"""Which of two duties asks more.

Theory. Duties are compared only where they are about the same thing: what must come before an act, or
one thing that is owed after it. Before an act, *forbidden* asks more than any notice, and a longer
notice more than a shorter one; after it, a shorter time asks more than a longer one. A duty asks at
least as much as another only if its act takes in the other's: who must not transfer anybody must not
transfer anybody out of the district either, but not the other way round. Two lengths in different
units are compared by what each lasts at least and at most; where those overlap, which one asks more
is unknown, and both stand. So it is where a duty's number is read in several ways and the readings differ.
"""

from __future__ import annotations

from itertools import product
from typing import assert_never

from duenotice.language import (
    Amount,
    Duty,
    DutyAfter,
    DutyByDay,
    Forbidden,
    NoticeBefore,
    OnDate,
    Unit,
    begun_by,
    due_text,
)
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed

_HOURS = {
    Unit.HOURS: (1, 1),
    Unit.DAYS: (24, 24),
    Unit.WEEKS: (7 * 24, 7 * 24),
    Unit.MONTHS: (28 * 24, 31 * 24),
}
"""How many hours a unit lasts at the least and at the most, without a calendar."""


def matter(duty: Duty[Kind]) -> str:
    """What a duty is about: duties about one matter can be compared."""
    match duty:
        case NoticeBefore() | Forbidden():
            return f"before each {duty.act.term}"
        case DutyAfter():
            return f"after each {duty.act.term}: {duty.what.term}"
        case DutyByDay(since=OnDate()):
            return f"{due_text(duty)}: {duty.what.term}"
        case DutyByDay():
            since = " or ".join(kind.term for kind in begun_by(duty))
            return f"{'every time' if duty.every else 'by a day'} after each {since}: {duty.what.term}"
        case _:
            assert_never(duty)


def asks_as_much(one: Duty[Kind], other: Duty[Kind]) -> Truth:
    """Whether `one` asks at least as much as `other`, whatever the form of a notice."""
    if one == other:
        return YES  # however its number is read, it is read once
    if matter(one) != matter(other) or not _takes_in(one, other):
        return NO
    match one, other:
        case Forbidden(), Forbidden() | NoticeBefore():
            return YES
        case NoticeBefore(), NoticeBefore():
            return agreed(as_long(*pair) for pair in product(one.amounts, other.amounts))
        case DutyAfter(), DutyAfter():
            shorter = agreed(as_long(*pair) for pair in product(other.amounts, one.amounts))
            return shorter if takes_in(other.what, one.what) else NO
        case DutyByDay(), DutyByDay():
            return as_long(other.amount, one.amount) if takes_in(other.what, one.what) else NO
        case _:
            return NO


def _takes_in(one: Duty[Kind], other: Duty[Kind]) -> bool:
    """Whether what begins one duty takes in what begins the other. Dates are the same by their matter."""
    first, second = (duty.since if isinstance(duty, DutyByDay) else duty.act for duty in (one, other))
    if isinstance(first, OnDate) or isinstance(second, OnDate):
        return first == second
    return takes_in(first, second)


def asks_more(one: Duty[Kind], other: Duty[Kind]) -> bool:
    """Whether `one` surely asks more than `other`."""
    return asks_as_much(one, other) is YES and asks_as_much(other, one) is not YES


def takes_in(wide: Kind, narrow: Kind) -> bool:
    """Whether everything that is surely of the narrow kind is of the wide one."""
    return wide.term == narrow.term and set(wide.qualifiers) <= set(narrow.qualifiers)


def as_long(one: Amount, other: Amount) -> Truth:
    """Whether `one` lasts at least as long as `other`, wherever it begins."""
    if (one.unit, one.clock) == (other.unit, other.clock):
        return Truth.of(one.number >= other.number)
    (least, most), (least_other, most_other) = _lasts(one), _lasts(other)
    if least >= most_other:
        return YES
    return NO if most < least_other else UNKNOWN


def _lasts(amount: Amount) -> tuple[int, int]:
    """Hours at the least and at the most. A period that a rule of law fixes may last any time here."""
    if amount.clock:
        return 0, 10**9
    if amount.unit is Unit.BUSINESS_DAYS:  # weekends and holidays: never more than as many again and six
        return amount.number * 24, (2 * amount.number + 6) * 24
    least, most = _HOURS[amount.unit]
    return amount.number * least, amount.number * most
