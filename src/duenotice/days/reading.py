"""EDTF text to a date: the tree is read, then "about" is widened by the one table that says how far.

About: a date marked ``~`` or ``%`` is taken to lie up to `ABOUT` days outside what is written, and
every place that shows it shows what it was taken as. Each end of an interval and each member of a
set is widened by its own mark only.

Doubtful: a date marked ``?`` or ``%`` keeps its bounds. It only loses the power to prove that two
things happened on the same day (`duenotice.days.relations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from duenotice.days.grammar import Between, OneOf, Piece, Written, parse
from duenotice.days.scales import ABOUT
from duenotice.days.value import DateFact, Span, clamped, merged
from duenotice.problems import Place, Problem, RefusedDate

NOWHERE = Place("")


def from_edtf(text: str, place: Place = NOWHERE) -> DateFact:
    """The date that an EDTF text says; the empty text and ``unknown`` say that nothing is known.

    place: where the text stands. If its column is 0, the text is looked for in the line.
    Raises `RefusedDate` with one problem (D01 to D05) for each piece that is wrong.
    """
    normal = normalised(text)
    try:
        written = parse(normal)
    except RefusedDate as refused:
        problems = (replace(p, place=_found(p, text.strip(), place)) for p in refused.problems)
        raise RefusedDate(*problems) from None
    marks = "".join(piece.mark for piece in pieces(written))
    about, doubtful = any(m in marks for m in "~%"), any(m in marks for m in "?%")
    return DateFact(normal, merged(taken_as(written)), about, doubtful)


def normalised(text: str) -> str:
    """The text as it is kept: no white space that says nothing, `X` in capitals."""
    text = " ".join(text.split())
    text = re.sub(r" ?(/|\.\.) ?", r"\1", text)
    if text.startswith("["):
        text = re.sub(r" ?([,\[\]]) ?", r"\1", text)
    if not re.search(r"[^\W\dx_]", text, re.IGNORECASE):
        text = text.upper()
    return "unknown" if text.casefold() in ("", "unknown") else text


def pieces(written: Written) -> Iterator[Piece]:
    """Every piece of the tree, from left to right."""
    match written:
        case Piece():
            yield written
        case Between(first, last):
            yield from (first, last)
        case OneOf(members):
            for member in members:
                yield from pieces(member)
        case _:
            assert_never(written)


def taken_as(written: Written) -> Iterator[Span]:
    """Where the day may lie, with "about" widened."""
    match written:
        case Piece(_, scale, spans, mark):
            about = ABOUT[scale] if mark in ("~", "%") else 0
            yield from (clamped(span.lo - about, span.hi + about) for span in spans)
        case Between(first, last):
            lo = min(span.lo for span in taken_as(first))
            hi = max(span.hi for span in taken_as(last))
            yield Span(lo, hi)
        case OneOf(members):
            for member in members:
                yield from taken_as(member)
        case _:
            assert_never(written)


def _found(problem: Problem, text: str, place: Place) -> Place:
    """Where in the author's line the piece of text stands that the problem is about."""
    piece = problem.place.text
    width = max(1, len(piece))
    inside = re.search(re.escape(piece), text, re.IGNORECASE)
    offset = inside.start() if inside else 0
    here = place if place.column else place.pointing_at(text)
    if here.column:
        return here.at(here.column + offset, width)
    if here.line == 0 and not here.text:
        return replace(here, column=offset + 1, width=width, text=text)
    return replace(here, width=width)
