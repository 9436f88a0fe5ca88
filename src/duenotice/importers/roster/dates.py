"""A cell of a date column into a date. Nothing is guessed: two readings, or a bare number, are refused
unless the mapping has said which is meant."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from duenotice.days import DateFact, from_day, from_edtf
from duenotice.importers.roster.mapping import Mapping
from duenotice.importers.roster.sheets import Bad, Cell
from duenotice.problems import Refused, quoted


class NoDate(Exception):
    """The cell is no date; the message says why."""


_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ T]0?0:00(?::00)?(?: ?AM)?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_FULL = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS = tuple(name[:3] for name in _FULL)
_WORDS = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[A-Za-z]+)\.?,?[ -](?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]+)\.?,? (?P<year>\d{4})"),
)
_SERIAL_FROM = {1900: datetime.date(1899, 12, 30), 1904: datetime.date(1904, 1, 1)}


def date_of(cell: Cell, mapping: Mapping) -> DateFact:
    """The date that a cell says. Raises `NoDate`."""
    match cell:
        case Bad():
            raise NoDate(cell.why)
        case bool():
            raise NoDate("the cell says yes or no, not a date")
        case datetime.date():
            return from_day(cell.toordinal())
        case int() | float():
            return _number(cell, mapping)
        case _:
            return _text(" ".join(cell.split()), mapping)


def _number(value: float, mapping: Mapping) -> DateFact:
    if value == int(value) and 1800 <= value <= 2200:
        return from_edtf(str(int(value)))
    if mapping.serial is None:
        raise NoDate(
            f"`{value:g}` is a number; if a spreadsheet counts days so, say it: `serial dates: 1900`"
        )
    if not 1 <= value < 2_958_466 or (mapping.serial == 1900 and value < 61):
        raise NoDate(f"`{value:g}` is no day that a spreadsheet counts")
    return from_day((_SERIAL_FROM[mapping.serial] + datetime.timedelta(days=int(value))).toordinal())


def _text(text: str, mapping: Mapping) -> DateFact:
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _number(float(text), mapping)
    if found := _NUMERIC.fullmatch(text):
        return _ordered(text, int(found[1]), int(found[3]), int(found[4]), mapping)
    if _SHORT_YEAR.fullmatch(text):
        raise NoDate(f"{quoted(text)} has a year of two digits; nothing says which century")
    if (found := _MONTH_YEAR.fullmatch(text)) and 1 <= int(found[1]) <= 12:
        return from_edtf(f"{found[2]}-{int(found[1]):02}")
    if found := _ISO_TIME.fullmatch(text):
        return _edtf(found[1])
    for pattern in _WORDS:
        found = pattern.fullmatch(text)
        month = _month(found["month"]) if found else 0
        if found and month:
            day = f"-{int(found['day']):02}" if "day" in found.groupdict() else ""
            return _edtf(f"{found['year']}-{month:02}{day}")
    return _edtf(text)


def _month(word: str) -> int:
    folded = word.casefold()
    if folded in _FULL:
        return _FULL.index(folded) + 1
    return _MONTHS.index(folded[:3]) + 1 if folded in (*_MONTHS, "sept") else 0


def _ordered(text: str, one: int, two: int, year: int, mapping: Mapping) -> DateFact:
    """Two numbers and a year: by the order that the mapping states, else only if one order is possible."""
    orders = {"month first": (two, one), "day first": (one, two)}
    if mapping.day_first is not None:
        day, month = orders["day first" if mapping.day_first else "month first"]
        return _day(text, year, month, day)
    possible = {(day, month) for day, month in orders.values() if month <= 12 and day <= 31}
    if len(possible) == 2:
        raise NoDate(f"{quoted(text)} can be read two ways; say `dates: month first` or `dates: day first`")
    if not possible:
        raise NoDate(f"{quoted(text)} is not a day that exists")
    ((day, month),) = possible
    return _day(text, year, month, day)


def _day(text: str, year: int, month: int, day: int) -> DateFact:
    try:
        return from_day(datetime.date(year, month, day).toordinal())
    except ValueError:
        raise NoDate(f"{quoted(text)} is not a day that exists") from None


@lru_cache(maxsize=100_000)
def _edtf(text: str) -> DateFact:
    try:
        return from_edtf(text)
    except Refused as refused:
        raise NoDate(f"{refused.problems[0].what} ({refused.problems[0].code})") from None
