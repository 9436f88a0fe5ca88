"""Texts that look like dates and are not: known mistakes, each with the help that mends it.

Nothing here ever makes a date. A near miss is recognised so that the help can offer what was
probably meant; the author decides. Each row of `NEAR_MISSES` is a pattern for the whole text and the
answer to it; the first row that fits speaks. After the rows come months in words, and `not_a_date`
answers all the rest with the list of forms.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from typing import Final, TypeAlias

from duenotice.days.refusals import FORMS, MONTHS, not_read, outside_the_line, refusal
from duenotice.problems import RefusedDate

Answer: TypeAlias = Callable[[str, re.Match[str]], RefusedDate]

_NUMBER_OF_WORD = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)},
    **{"sept": 9, "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24},
}
_WORDS_AROUND_A_DATE = frozenset(
    "of the st nd rd th mon tue tues wed thu thur thurs fri sat sun "  # noqa: SIM905 - read as words
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def not_a_date(piece: str) -> RefusedDate:
    """The answer to a text that is no date: a near miss if it is one, else the list of forms."""
    bare = piece.rstrip("?~%")
    for pattern, answer in NEAR_MISSES:
        if found := pattern.fullmatch(bare) or pattern.fullmatch(piece):
            return answer(piece, found)
    if said := _in_words(bare):
        return _d01(piece, "months and seasons are written as numbers, and free text is never guessed", said)
    return _d01(piece, "dates are read as EDTF, and free text is never guessed")


def is_near_miss(text: str) -> bool:
    """Whether the text as a whole is a known mistake, before it is taken apart at ``/`` and ``,``."""
    bare = text.rstrip("?~%")
    return any(pattern.fullmatch(bare) or pattern.fullmatch(text) for pattern, _ in NEAR_MISSES)


def _d01(piece: str, why: str, *offers: str) -> RefusedDate:
    return not_read(piece, why, _offer(offers) or FORMS)


def _offer(texts: tuple[str, ...]) -> str:
    """A help line for those of the texts that hold no day or month that does not exist."""
    sound = [text for text in texts if all(_exists(*map(int, d.split("-"))) for d in _DATES.findall(text))]
    return "write " + " or ".join(f"`{text}`" for text in sound) if sound else ""


def _exists(year: int, month: int = 1, *days: int) -> bool:
    """Whether a year, a month or season, or a day exists."""
    is_month = 1 <= month <= 12 or (21 <= month <= 24 and not days)
    return year >= 1 and is_month and all(1 <= day <= monthrange(year, month)[1] for day in days)


def _day_or_nothing(year: int, month: int, day: int) -> tuple[str, ...]:
    return (f"{year:04}-{month:02}-{day:02}",) if _exists(year, month, day) else ()


def _in_words(text: str) -> str:
    """The EDTF for ``January 3, 2019``, ``3 Jan 2019``, ``May 1998`` or ``spring 2003``; else nothing."""
    tokens = [t for t in re.findall(r"[0-9]+|[^\W\d_]+", text.lower()) if t not in _WORDS_AROUND_A_DATE]
    months = [_NUMBER_OF_WORD[t] for t in tokens if t in _NUMBER_OF_WORD]
    years = [int(t) for t in tokens if re.fullmatch("[0-9]{4}", t)]
    days = [int(t) for t in tokens if re.fullmatch("[0-9]{1,2}", t)]
    if (len(months), len(years)) != (1, 1) or len(tokens) != 2 + len(days) or years[0] == 0:
        return ""
    if not days:
        return f"{years[0]:04}-{months[0]:02}"
    return "".join(_day_or_nothing(years[0], months[0], days[0])) if len(days) == 1 else ""


def _two_ways(piece: str, found: re.Match[str]) -> RefusedDate:
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    short = len(found[4]) == 2
    year += (2000 if year < 50 else 1900) if short else 0
    readings = dict.fromkeys((*_day_or_nothing(year, one, other), *_day_or_nothing(year, other, one)))
    code, what, why = {
        0: ("D02", "is not a day that exists", "neither part can be the month and the other its day"),
        1: (
            "D03",
            "is not read, because its form can be read two ways",
            "only one reading of this one exists, but the same hand will write one that has two",
        ),
        2: ("D03", "can be read two ways", "some write the month first, others the day"),
    }[len(readings)]
    help = _offer(tuple(readings)) or FORMS
    if short and readings:
        help += ", with the year that is meant in full"
    return refusal(code, piece, f"`{piece}` {what}", why, help)


def _year_first(piece: str, found: re.Match[str]) -> RefusedDate:
    day = _day_or_nothing(int(found[1]), int(found[2]), int(found[3]))
    return _d01(piece, "a day is written with two digits for month and day, and hyphens between", *day)


def _year_and_month(piece: str, found: re.Match[str]) -> RefusedDate:
    year, month = sorted((found[1], found[2]), key=len, reverse=True)
    return _d01(piece, "a month is written as its year, a hyphen and two digits", f"{year}-{int(month):02}")


def _partly_unspecified(piece: str, found: re.Match[str]) -> RefusedDate:
    """``2003-1X``: as much of the front as is a date is offered."""
    front = re.match(r"[0-9]{4}-[0-9]{2}(?=-)|[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|", found[0])
    known = front[0] if front else ""
    why = "`X` stands for the last digits of a year, or for a whole month or day, and all after it is `X`"
    return _d01(piece, why, known or "unknown")


def _fixed(why: str, *templates: str) -> Answer:
    """An answer that always says the same, with ``{1}`` for the first group of the pattern."""

    def answer(piece: str, found: re.Match[str]) -> RefusedDate:
        groups = (found[0], *found.groups())
        return _d01(piece, why, *(template.format(*groups) for template in templates))

    return answer


def _outside(piece: str, _: re.Match[str]) -> RefusedDate:
    return outside_the_line(piece)


def _timed(piece: str, found: re.Match[str]) -> RefusedDate:
    """A time of day that is written in another way, or that no clock shows."""
    day, hour, minute = found[1], int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59:
        return _d01(piece, "no clock shows this time: the hours are 00 to 23, the minutes 00 to 59", day)
    late = hour + 12 if re.match(r" ?p\.?m", found[4], re.IGNORECASE) and hour < 12 else hour
    why = "a time of day is hours and minutes behind a `T`, on the clock of the place, and says no zone"
    return _d01(piece, why, f"{day}T{late:02}:{minute:02}")


def _span_with_times(piece: str, found: re.Match[str]) -> RefusedDate:
    ends = [end.partition("T")[0] for end in (found[1], found[2])]
    return _d01(piece, _OF_ONE_DAY, "/".join(ends))


def _open_end(piece: str, _: re.Match[str]) -> RefusedDate:
    return not_read(piece, "it says no day", "leave that end open, as in `2003/..` or `../2003`")


def _row(pattern: str, answer: Answer) -> tuple[re.Pattern[str], Answer]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII), answer


_OF_ONE_DAY = "a time of day belongs to one whole day, and not to a month, a year or a span"
_A_DATE = r"([0-9]{4}(?:-[0-9]{2}){0,2})"
_DATES = re.compile(_A_DATE)

NEAR_MISSES: Final = (
    _row(r"([0-9]{1,2})([/. -])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", _two_ways),
    _row(r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})", _year_first),
    _row(r"([0-9]{4})([0-9]{2})([0-9]{2})", _year_first),
    _row(r"([0-9]{4})[/. -]([0-9]{1,2})", _year_and_month),
    _row(r"([0-9]{1,2})[/. -]([0-9]{4})", _year_and_month),
    _row(
        r"(?=.*T)([0-9]{4}(?:-[0-9]{2}){0,2}(?:T[0-9:]*)?)/([0-9]{4}(?:-[0-9]{2}){0,2}(?:T[0-9:]*)?)",
        _span_with_times,
    ),
    _row(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{1,2})(?::([0-9]{2}))?(.*)", _timed),
    _row(r"([0-9]{4}(?:-[0-9]{2})?)[ T][0-9]{1,2}:.*", _fixed(_OF_ONE_DAY, "{1}")),
    _row(r"\{(.*)\}", _fixed("braces mean all of these days, and a date is one day", "[{1}]")),
    _row(r"Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?|-[0-9]{4}(?:-.*)?|[0-9]{5}(?:-[0-9]{2}){0,2}", _outside),
    _row(r"(?=.*X)[0-9X]{4}(?:-[0-9X]{2}){1,2}", _partly_unspecified),
    _row(r"\[.*\][?~%]+", _fixed("`?`, `~` and `%` stand behind each date in the brackets")),
    _row(_A_DATE + r"(?:\?~|~\?)", _fixed("doubtful and about together are written `%`", "{1}%")),
    _row(r"[?~%]" + _A_DATE, _fixed("`?`, `~` and `%` stand at the end", "{1}~", "{1}?")),
    _row(r"(?:about|around|circa|ca?\.?|~) ?" + _A_DATE, _fixed("about is written `~`, at the end", "{1}~")),
    _row(r"([0-9]{3})0'?s", _fixed("a decade is written with `X` for its last digit", "{1}X")),
    _row(r"([0-9]{4}) ?- ?([0-9]{4})", _fixed("`/` stands between the two ends of a span", "{1}/{2}")),
    _row(
        _A_DATE + r"(?: to |\.\.)" + _A_DATE, _fixed("`/` stands between the two ends of a span", "{1}/{2}")
    ),
    _row(r"n/?a|none|null|nil|nan|\?+|-+|tbd|unk\.?|not known", _fixed("it says no day", "unknown")),
    _row(r"open|present|now|today|ongoing|unknown", _open_end),
)
