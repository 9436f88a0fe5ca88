"""Dates known to a day, a month, a year or a span; what can be said when two are compared; counting.

Takes EDTF text or day numbers, gives `DateFact` values and three-valued answers, and must not know
about orders, records or today's date. How legal time is counted has a folder of its own, `counting`,
and the court calendars that it reads are data in `calendars`.

    from_edtf  ->  DateFact  ->  compare, window  ->  Truth, Span
                       └──────>  in_words, str

``value`` holds the days; ``scales``, ``grammar`` and ``reading`` the text; ``refusals`` and
``near_misses`` what is said to a text that is no date; ``relations`` the comparisons with their
theory; ``words`` the English.
"""

from duenotice.days.reading import from_edtf
from duenotice.days.relations import (
    Relation,
    after,
    at_least_days_before,
    before,
    compare,
    more_than_days_after,
    on_or_after,
    on_or_before,
    same_day,
    window,
    within_days_after,
)
from duenotice.days.value import (
    FIRST_DAY,
    LAST_DAY,
    NOT_KNOWN,
    DateFact,
    Span,
    from_day,
    from_span,
    iso,
    merged,
)
from duenotice.days.words import in_words

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "NOT_KNOWN",
    "DateFact",
    "Relation",
    "Span",
    "after",
    "at_least_days_before",
    "before",
    "compare",
    "from_day",
    "from_edtf",
    "from_span",
    "in_words",
    "iso",
    "merged",
    "more_than_days_after",
    "on_or_after",
    "on_or_before",
    "same_day",
    "window",
    "within_days_after",
]
