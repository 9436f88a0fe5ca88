"""The days by which something is owed, as a table: worked out once for each date that can begin the time.

    due   measure, date, n, opens_lo, opens_hi, until_lo, until_hi, due_lo, due_hi, day_lo, day_hi, moment

measure: the number of the duty. date: the code of the date of the event that begins the time; 0 for a date of
the order. n: the first time, the second, … opens: from when on what is done counts. until: the last day. due:
the same where it can be shown, else 0. day: the day on which it is asked to whom it is owed. moment: the
number of that day among the moments; 0 where it is the day of the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, Span
from duenotice.days.counting.periods import Periods
from duenotice.days.counting.series import Due, by_date, by_each_period, by_period
from duenotice.language import DutyByDay, Life, OnDate
from duenotice.screen.codes import Codebook, DatesOf
from duenotice.screen.kinds import fits
from duenotice.screen.plan import Plan
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO

COLUMNS = (
    *("measure", "date", "n", "opens_lo", "opens_hi", "until_lo", "until_hi"),
    *("due_lo", "due_hi", "day_lo", "day_hi", "moment"),
)
ORDER = 0
"""In place of the code of a date: a date of the order."""


def due_rows(
    plan: Plan, codes: Codebook, vocabulary: Vocabulary, dates_of: DatesOf, today: Span
) -> Iterator[tuple[int, ...]]:
    """Every row, for the dates that occur."""
    dates, moments = {code: date for date, code in codes.dates.items()}, {today: 0}
    for number, (_, _, judged) in enumerate(plan.duties, 1):
        duty = judged.duty
        if not isinstance(duty, DutyByDay):
            continue
        starts = _starts(duty, codes, vocabulary, dates_of, dates)
        for code, start in starts:
            for due in _days(duty, start, plan.life, plan.periods, today):
                day = due.day(today)
                moment = moments.setdefault(day, -len(moments))
                shown = due.ends if due.ends.hi <= LAST_DAY else (0, 0)
                yield number, code, due.number, *due.opens, *due.ends, *shown, *day, moment


def _starts(
    duty: DutyByDay[Kind],
    codes: Codebook,
    vocabulary: Vocabulary,
    dates_of: DatesOf,
    dates: dict[int, DateFact],
) -> Iterator[tuple[int, DateFact]]:
    """The dates that can begin the time, with their codes."""
    if isinstance(duty.since, OnDate):
        yield ORDER, duty.since.date
        return
    since = duty.since
    kinds = [code for kind, code in codes.kinds.items() if fits(since, kind, vocabulary) is not NO]
    yield from ((code, dates[code]) for code in dates_of(kinds))


def _days(duty: DutyByDay[Kind], start: DateFact, life: Life, periods: Periods, today: Span) -> Iterable[Due]:
    if duty.on_date:
        entered = life.acts[0].date if life.acts else None
        return (by_date(start, Span(entered.lo, entered.hi) if entered else Span(FIRST_DAY, FIRST_DAY)),)
    if duty.every:
        return by_each_period(start, duty.amount.length, periods, today)
    return (by_period(start, duty.amount.length, periods),)
