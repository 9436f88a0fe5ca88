"""Whether the YAML of an ``option`` block has the shape of an option: which parts, each of which form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duenotice.documents import Positions
from duenotice.problems import Place, Problem, did_you_mean, nearest, quoted

TEXT, LIST, YES_NO, DAYS, ID = "a text", "a list of texts", "`yes` or `no`", "a number of days", "a name"
PARTS: dict[str, str] = {
    "option": ID,
    "name": TEXT,
    "what": TEXT,
    "when": TEXT,
    "clock": TEXT,
    "takes": DAYS,
    "filing": YES_NO,
    "needs": LIST,
    "where": TEXT,
    "cite": LIST,
    "caution": LIST,
    "then": LIST,
    "for": LIST,
}
"""Every part of an option with its form, in the order in which they are written."""

MAY_BE_LEFT_OUT = ("caution", "then", "for")

_FORMS = {
    ID: (
        re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"),
        "write small letters, digits and hyphens: `ask-for-a-stay`",
    ),
    DAYS: (re.compile(r"[0-9]{1,3} days?"), "write `5 days`; it is our estimate of the lead time"),
    YES_NO: (
        re.compile("yes|no"),
        "write `yes` if it goes to an office that is closed on holidays, else `no`",
    ),
    TEXT: (re.compile(r"(?s).*\S.*"), "write some words behind the colon"),
}


def shape_problems(data: Any, positions: Positions) -> Iterator[Problem]:
    """What is wrong with the YAML of one block (W01)."""
    if not isinstance(data, dict) or "option" not in data:
        help_ = "begin it with `option: a-short-name`"
        yield incomplete(positions.of(()), "this block names no option", help_)
        return
    meant = {part for key in data if key not in PARTS for part in nearest(key, PARTS)}
    for key in PARTS:
        if key not in data and key not in MAY_BE_LEFT_OUT and key not in meant:
            what = f"{quoted(str(data['option']))} has no `{key}`"
            yield incomplete(positions.of(("option",)), what, f"add a line `{key}: …`")
    for key, value in data.items():
        place = positions.of((key,), key=True)
        if key not in PARTS:
            parts = f"the parts are: {', '.join(f'`{name}`' for name in PARTS)}"
            yield incomplete(
                place, f"{quoted(key)} is not part of an option", did_you_mean(key, PARTS, parts)
            )
        elif help_ := _misfit(value, PARTS[key]):
            yield incomplete(place, f"`{key}` is not {PARTS[key]}", help_)


def _misfit(value: Any, form: str) -> str:
    """How to mend a value that has not its form; nothing if it has."""
    if form == LIST:
        listed = [value] if isinstance(value, str) else value
        sound = isinstance(listed, list) and listed and all(isinstance(i, str) and i.strip() for i in listed)
        return "" if sound else "write one a line with `- ` before each"
    pattern, help_ = _FORMS[form]
    return "" if isinstance(value, str) and pattern.fullmatch(value.strip()) else help_


def incomplete(place: Place, what: str, help_: str) -> Problem:
    """W01: an option is not complete."""
    why = "people act on an option within days, so each says what it is, what it needs and whose word it is"
    return Problem("W01", place, what, why, help_)
