"""A day as people say it on the phone, into a date: ``about 1998``, ``summer 2004``, ``06/2004``.

A small reading in front of EDTF (`duenotice.days`). Numbers with slashes are read month first, as
they are typed in the United States; the page says the day back in words, so that a wrong order is seen.
Nothing is guessed: what is not understood is refused with examples.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from duenotice.days import DateFact, from_day, from_edtf
from duenotice.days.refusals import MONTHS
from duenotice.problems import Refused

EXAMPLES = "06/14/2004, 06/2004, June 2004, summer 2004, 2004, about 2004, between 2003 and 2005"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT = re.compile(r"(?:about|around|approximately|roughly|circa|ca\.?|maybe) (?P<rest>.+)")
_BETWEEN = re.compile(r"(?:between (?P<a>.+) and (?P<b>.+)|from (?P<c>.+) to (?P<d>.+))")
_EITHER = re.compile(r"(?P<a>\d{4}(?:-\d\d)?) or (?P<b>\d{4}(?:-\d\d)?)")
_DECADE = re.compile(r"(?:the |in the )?(\d{3})0[']?s")
_BY = re.compile(r"(?:before|by) (?P<rest>.+)")


class NotSaid(Exception):
    """The text is no day that this program understands; the message says what it takes."""


def read(text: str, today: date) -> DateFact:
    """The date that `text` says, which is not blank. Raises `NotSaid`."""
    plain = " ".join(text.split()).casefold().strip(" .")
    try:
        found = from_edtf(_edtf(plain, today))
    except (Refused, ValueError):
        raise NotSaid(f"This is not understood as a day. Write for example: {EXAMPLES}.") from None
    return from_day(found.lo) if found.exact and not found.approximate and not found.doubtful else found


def _edtf(text: str, today: date) -> str:
    """EDTF of a text in small letters; a text of no known form is given back as it is."""
    if text in _relative(today):
        return _relative(today)[text]
    if found := _BETWEEN.fullmatch(text):
        first, last = (found["a"] or found["c"], found["b"] or found["d"])
        return f"{_edtf(first, today)}/{_edtf(last, today)}"
    if found := _EITHER.fullmatch(text):
        return f"[{found['a']},{found['b']}]"
    if found := _BY.fullmatch(text):
        return f"../{_edtf(found['rest'], today)}"
    if found := _ABOUT.fullmatch(text):
        return _edtf(found["rest"], today) + "~"
    if found := _DECADE.fullmatch(text):
        return f"{found[1]}X"
    return _numbers(text.removeprefix("in ").removeprefix("on "))


def _relative(today: date) -> dict[str, str]:
    return {"today": today.isoformat(), "yesterday": (today - timedelta(days=1)).isoformat()}


def _numbers(text: str) -> str:
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        return date(int(found[3]), int(found[1]), int(found[2])).isoformat()
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := re.fullmatch(r"([a-z]+)(?: of)?,? (\d{4})", text):
        return _named(found[1], found[2])
    if found := re.fullmatch(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text):
        return date(int(found[3]), _month(found[1]), int(found[2])).isoformat()
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)\.?,? (\d{4})", text):
        return date(int(found[3]), _month(found[2]), int(found[1])).isoformat()
    return text


def _named(word: str, year: str) -> str:
    if word in _SEASONS:
        return f"{year}-{_SEASONS[word]}"
    return f"{year}-{_month(word):02}"


def _month(word: str) -> int:
    """1 to 12. Raises `ValueError`."""
    fits = [
        place for place, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.casefold().startswith(word)
    ]
    if word == "sept" or len(fits) == 1:
        return fits[0]
    raise ValueError(word)
