"""Whether the YAML of a ``term`` block has the shape of a term: which parts, each of which form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from duenotice.documents import Positions
from duenotice.problems import Place, Problem, did_you_mean, quoted

TEXT, LIST, YES_NO, QUALIFIERS = "a text", "a list of texts", "`yes` or `no`", "a list of qualifiers"
NAMES = "a new name for each old one"
_EVENT = {
    "event": TEXT,
    "means": TEXT,
    "shown by": LIST,
    "hinted at by": LIST,
    "doubted by": LIST,
    "qualifiers": QUALIFIERS,
    "clocks": YES_NO,
    "stands for": TEXT,
    "look in": TEXT,
    "source": TEXT,
}
_FACT = {
    "fact": TEXT,
    "means": TEXT,
    "values": LIST,
    "single": YES_NO,
    "together": YES_NO,
    "renamed": NAMES,
    "ask": TEXT,
    "doubted by": LIST,
    "source": TEXT,
}
_QUALIFIER = {"name": TEXT, "group": TEXT, "implies": LIST, "weakens": YES_NO}

_NAME = re.compile(r"[^\W\d_][^\W\d_.'/-]*(?:[.'/-]+[^\W\d_.'/-]*)*(?: [^\W\d_][\w.'/-]*)*")
"""Words only: what stands in a name must be able to stand in a sentence."""
_PLAIN = {"or", "and", "through", "no", "not", "after", "before", "within"}
"""Words by which sentences are taken apart; a term that held one could not be found in a sentence."""


def shape_problems(data: Any, positions: Positions) -> Iterator[Problem]:
    """What is wrong with the YAML of one block."""
    if not isinstance(data, dict) or not {"event", "fact"} & set(data):
        keys = list(data) if isinstance(data, dict) else []
        help_ = did_you_mean(str(keys[0]), ("event", "fact"), _BEGIN) if keys else _BEGIN
        yield _incomplete(positions.of(()), "this block names no term", help_)
        return
    known = _EVENT if "event" in data else _FACT
    name = data.get("event") or data.get("fact")
    for key in ("means", "source", *([] if "event" in data else ["ask"])):
        if key not in data:
            yield _incomplete(
                positions.of(()), f"{quoted(str(name))} has no `{key}`", f"add a line `{key}: …`"
            )
    yield from _parts(data, known, (), positions)
    if isinstance(name, str) and name and (not _NAME.fullmatch(name) or _PLAIN & set(name.lower().split())):
        yield _incomplete(
            positions.of(("event" if "event" in data else "fact",)),
            f"{quoted(name)} cannot be the name of a term",
            f"use words of letters, and none of: {', '.join(sorted(_PLAIN))}",
        )


_BEGIN = "begin it with `event:` or `fact:`"


def _parts(
    data: Mapping[str, Any], known: Mapping[str, str], path: tuple[str | int, ...], positions: Positions
) -> Iterator[Problem]:
    for key, value in data.items():
        here = (*path, key)
        if key not in known:
            help_ = did_you_mean(key, known, f"the parts are: {', '.join(f'`{name}`' for name in known)}")
            yield _incomplete(positions.of(here, key=True), f"{quoted(key)} is not part of a term", help_)
        elif known[key] == QUALIFIERS:
            yield from _qualifiers(value, here, positions)
        elif not _fits(value, known[key]):
            yield _incomplete(positions.of(here, key=True), f"`{key}` is not {known[key]}", _HELP[known[key]])


_HELP = {
    TEXT: "write some words behind the colon",
    LIST: "write `[one, another]`, or one a line with `- ` before each",
    YES_NO: "write `yes` or `no`",
    NAMES: "write one a line: `OLD: NEW`",
    QUALIFIERS: "write one a line: `- by bond`, or `- {name: by bond, group: way}`",
}


def _fits(value: Any, form: str) -> bool:
    if form == YES_NO:
        return value in ("yes", "no")
    if form == NAMES:
        return isinstance(value, dict) and bool(value) and all(_fits(one, TEXT) for one in value.values())
    if form == LIST and isinstance(value, list):
        return bool(value) and all(isinstance(item, str) and item.strip() for item in value)
    return isinstance(value, str) and bool(value.strip())


def _qualifiers(value: Any, path: tuple[str | int, ...], positions: Positions) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield _incomplete(
            positions.of(path, key=True), f"`qualifiers` is not {QUALIFIERS}", _HELP[QUALIFIERS]
        )
        return
    for number, item in enumerate(value):
        here = (*path, number)
        if isinstance(item, dict) and "name" in item:
            yield from _parts(item, _QUALIFIER, here, positions)
        elif not isinstance(item, str) or not item.strip():
            yield _incomplete(positions.of(here), "this qualifier has no name", _HELP[QUALIFIERS])


def _incomplete(place: Place, what: str, help_: str) -> Problem:
    return Problem("V01", place, what, "every term says what it means and where it comes from", help_)
