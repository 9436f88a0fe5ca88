"""A day as people in the United States type it: ``2019-01-19``, ``01/19/2019``, ``19 Jan 2019``.

Theory. Three spellings are read, each to the whole: a spelling that two people would read differently is
refused, with what to write instead, and never guessed. Digits with slashes have the month first. A weekday
that was typed must be the weekday of the day. The page says every day back in words.
"""

from __future__ import annotations

import re
from datetime import date

from duenotice.days.refusals import MONTHS
from duenotice.problems import Place, Problem, RefusedDate, quoted

FORMS = "write `2019-01-19`, `01/19/2019` with the month first, or `19 Jan 2019`"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_DAY_FIRST = re.compile(r"(?:([a-z]+)\.? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.? (\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(?:([a-z]+)\.? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d{4})", re.ASCII)


def day_from(text: str) -> date:
    """The day. Raises `RefusedDate`: D01 for what is not read, D02 for a day that does not exist."""
    plain = " ".join(text.replace(",", " ").casefold().split())
    if found := _ISO.fullmatch(plain):
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHES.fullmatch(plain):
        return _slashed(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(plain):
        return _worded(text, found[1], found[3], int(found[2]), int(found[4]))
    if found := _MONTH_FIRST.fullmatch(plain):
        return _worded(text, found[1], found[2], int(found[3]), int(found[4]))
    raise _refused("D01", text, "is not a day that is read here", "a date is never guessed", FORMS)


def _slashed(text: str, month: int, day: int, year: int) -> date:
    if month > 12 >= day:
        help = f"write `{day:02}/{month:02}/{year}`, or `{month} {MONTHS[day - 1][:3]} {year}`"
        raise _refused("D02", text, "has no such month", "with slashes, the month comes first", help)
    return _day(text, year, month, day)


def _worded(text: str, weekday: str | None, month: str, day: int, year: int) -> date:
    named = [name for name in MONTHS if len(month) >= 3 and name.casefold().startswith(month)]
    if not named:
        raise _refused("D01", text, "names no month", "a date is never guessed", FORMS)
    found = _day(text, year, MONTHS.index(named[0]) + 1, day)
    name = WEEKDAYS[found.weekday()]
    if weekday and not (len(weekday) >= 3 and name.casefold().startswith(weekday)):
        why = f"{found.day} {named[0]} {year} is a {name}"
        raise _refused("D02", text, "does not fit its weekday", why, "mend the day, or leave the weekday out")
    return found


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        why = "there is no such month, or the month has fewer days"
        raise _refused("D02", text, "is not a day that exists", why, FORMS) from None


def _refused(code: str, text: str, what: str, why: str, help: str) -> RefusedDate:
    return RefusedDate(Problem(code, Place("day"), f"{quoted(text)} {what}", why, help))
