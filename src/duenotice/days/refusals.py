"""What is said when a text is not a date: one function for each thing that can be wrong.

The place of every problem carries the piece of text that is wrong as its `text`, so that
`duenotice.days.reading` can find it again in what the author wrote.
"""

from __future__ import annotations

from calendar import monthrange
from typing import Final

from duenotice.problems import Place, Problem, RefusedDate

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
FORMS = (
    "write `2003-05-12`, `2003-05` or `2003`, with `~` behind it for about and `?` for doubtful; "
    "`2003/2005` for some day between, `../2003` or `2003/..` with an open end; or `unknown`"
)


def refusal(code: str, piece: str, what: str, why: str, help: str) -> RefusedDate:
    """The error for one piece of text, its place still to be found in the author's file."""
    return RefusedDate(Problem(code, Place("", width=max(1, len(piece)), text=piece), what, why, help))


def not_read(piece: str, why: str, help: str = FORMS) -> RefusedDate:
    """A text of no form that is read. The help lists the forms, unless something better is known."""
    return refusal("D01", piece, f"`{piece}` is not a date", why, help)


def no_such_month(year: int, month: int) -> RefusedDate:
    """Month 00, or 13 and above."""
    piece = f"{year:04}-{month:02}"
    why = f"the months are 01 to 12, and 21 to 24 are the seasons; there is no {month:02}"
    help = f"write the month that is meant, or `{year:04}` if only the year is known"
    return refusal("D02", piece, f"`{piece}` is not a month that exists", why, help)


def no_such_day(year: int, month: int, day: int) -> RefusedDate:
    """30 February: refused, and never rolled into March."""
    piece = f"{year:04}-{month:02}-{day:02}"
    why = f"{MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days, from 01"
    help = f"write the day that is meant, or `{year:04}-{month:02}` if only the month is known"
    return refusal("D02", piece, f"`{piece}` is not a day that exists", why, help)


def outside_the_line(piece: str) -> RefusedDate:
    """A year before 0001 or after 9999, or a day that would fall there."""
    what = f"`{piece}` is outside the years that can be counted"
    help = "write a year from `0001` to `9999`, or `unknown`"
    return refusal("D04", piece, what, "days are counted from 0001-01-01 to 9999-12-31", help)


def ends_before_it_begins(first: str, last: str, piece: str) -> RefusedDate:
    """A span in which no day lies."""
    what = f"`{piece}` ends before it begins"
    why = f"no day is both on or after {first} and on or before {last}"
    return refusal("D05", piece, what, why, "write the earlier date first, or mend the one that is wrong")


def nothing_said(piece: str) -> RefusedDate:
    """A bare ``/``."""
    return not_read(piece, "neither end of it says anything", "write `unknown`")


def nothing_written(piece: str) -> RefusedDate:
    """An empty place in a set, such as ``[2003,]``."""
    why = "there is nothing where a date should stand"
    return refusal(
        "D01", piece, f"`{piece}` has an empty place", why, "write the date, or take the comma away"
    )
