"""A date in English words, saying no more than is known.

Whatever was widened or read generously is shown with the days it was taken as, so that a reader can
disagree. Month names are our own, so that no locale changes a letter.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, assert_never

from duenotice.days.grammar import Between, OneOf, Piece, parse
from duenotice.days.reading import pieces
from duenotice.days.refusals import MONTHS
from duenotice.days.scales import Scale
from duenotice.days.value import FIRST_DAY, LAST_DAY, DateFact, Span, iso

SEASON_NAMES: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


@lru_cache(maxsize=4_096)
def in_words(date: DateFact) -> str:
    """The date as a phrase: ``3 January 2019``, ``about 2003 (taken as …)``, ``an unknown day``."""
    written = parse(date.text)
    notes = []
    if date.approximate or any(piece.scale is Scale.SEASON for piece in pieces(written)):
        notes.append("taken as " + " or ".join(map(_bounds, date.spans)))
    if date.doubtful:
        notes.append("doubtful")
    phrase = _phrase(written) if not isinstance(written, OneOf) else _one_of(written)
    return f"{phrase} ({'; '.join(notes)})" if notes else phrase


def when_in_words(date: DateFact) -> str:
    """The date with its preposition: ``on 3 January 2019``, ``in June 2025``."""
    written = parse(date.text)
    long = isinstance(written, Piece) and written.scale not in (Scale.MINUTE, Scale.DAY, Scale.NOTHING)
    return f"{'in' if long else 'on'} {in_words(date)}"


def day_in_words(day: int) -> str:
    """The day number as ``3 January 2019``."""
    on = date.fromordinal(day)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def _one_of(written: OneOf) -> str:
    phrases = [_phrase(member).removeprefix("some day ") for member in written.members]
    return "one of: " + ", ".join(phrases) if len(phrases) > 1 else _phrase(written.members[0])


def _phrase(written: Piece | Between) -> str:
    match written:
        case Piece():
            return _about(written) + _named(written)
        case Between(first, last) if first == last and first.scale is Scale.DAY:
            return _phrase(first)
        case Between(first, last):
            begins = _about(first) + day_in_words(first.spans[0].lo)
            ends = _about(last) + day_in_words(last.spans[-1].hi)
            if first.scale is last.scale is Scale.NOTHING:
                return "an unknown day"
            if first.scale is Scale.NOTHING:
                return f"on or before {ends}"
            return (
                f"on or after {begins}"
                if last.scale is Scale.NOTHING
                else f"some day from {begins} through {ends}"
            )
        case _:
            assert_never(written)


def _about(piece: Piece) -> str:
    return "about " if piece.mark in ("~", "%") and piece.scale is not Scale.NOTHING else ""


def _named(piece: Piece) -> str:
    year, month = piece.text[:4], piece.text[5:7]
    match piece.scale:
        case Scale.MINUTE:
            return f"{day_in_words(piece.spans[0].lo)} at {piece.text[11:16]}"
        case Scale.DAY:
            return day_in_words(piece.spans[0].lo)
        case Scale.MONTH:
            return f"{MONTHS[int(month) - 1]} {int(year)}"
        case Scale.SEASON:
            return f"{SEASON_NAMES[int(month)]} {int(year)}"
        case Scale.YEAR:
            return f"{int(year)}"
        case Scale.DECADE:
            return f"the {int(year[:3])}0s"
        case Scale.CENTURY:
            return f"the years {int(year[:2])}00 to {int(year[:2])}99"
        case Scale.NOTHING:
            return "an unknown day"
        case _:
            assert_never(piece.scale)


def _bounds(span: Span) -> str:
    if span == (FIRST_DAY, LAST_DAY):
        return "any day"
    if span.lo == FIRST_DAY:
        return f"any day to {iso(span.hi)}"
    if span.hi == LAST_DAY:
        return f"any day from {iso(span.lo)}"
    return iso(span.lo) if span.lo == span.hi else f"{iso(span.lo)} to {iso(span.hi)}"
