"""EDTF text to a tree, nothing widened and nothing judged.

Library of Congress EDTF, level 1, of 4 February 2019 (ISO 8601-2), plus one-of-a-set from level 2.

    written   ::=  piece  |  between  |  one_of
    piece     ::=  2003-05-12  2003-05  2003  200X  20XX  XXXX  2003-21      with ? ~ or % behind
                |  2003-05-12T10:23                                          the time of day is kept
    between   ::=  end "/" end             an end is a piece, or ".." or nothing when it is open
    one_of    ::=  "[" member "," … "]"    a member is a piece, "a..b", "..b" or "a.."

In EDTF an interval is a duration: all of these days. Here it is *some one day between* the first
day of its first end and the last day of its last. What lasts is written as two dates.

`X` for a day says no more than leaving the day away, so ``2003-05-XX`` is ``2003-05``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeAlias, TypeVar

from duenotice.days import refusals
from duenotice.days.near_misses import is_near_miss, not_a_date
from duenotice.days.scales import PIECES, Scale
from duenotice.days.value import WHOLE_LINE, Span, iso
from duenotice.problems import Problem, RefusedDate


class Piece(NamedTuple):
    """One date as written: its scale, where it lies, and the mark behind it (``?``, ``~``, ``%``)."""

    text: str
    scale: Scale
    spans: tuple[Span, ...]
    mark: str = ""


class Between(NamedTuple):
    """Some day from the first day of `first` through the last day of `last`."""

    first: Piece
    last: Piece


class OneOf(NamedTuple):
    """A day in one of the members."""

    members: tuple[Piece | Between, ...]


T = TypeVar("T")
Written: TypeAlias = Piece | Between | OneOf

OPEN: Final = Piece("..", Scale.NOTHING, (WHOLE_LINE,))
NOTHING: Final = Piece("unknown", Scale.NOTHING, (WHOLE_LINE,))


def parse(text: str) -> Written:
    """The tree of a normalised text. Raises `RefusedDate` with every piece that is wrong."""
    if text == "unknown":
        return NOTHING
    if found := _piece(text):
        return found
    if is_near_miss(text):
        raise not_a_date(text)
    if text.startswith("[") and text.endswith("]"):
        members = text[1:-1].split(",")
        if not all(members):
            raise refusals.nothing_written(text)
        return OneOf(tuple(_each(members, _member)))
    if text.count("/") == 1:
        return _between(text, *text.split("/"))
    raise not_a_date(text)


def _piece(text: str) -> Piece | None:
    """The piece that the whole text is, or None if it has another form."""
    mark = text[-1:] if text[-1:] in ("?", "~", "%") else ""
    bare = text.removesuffix(mark)
    for pattern, scale, spans_of in PIECES:
        if found := pattern.fullmatch(bare):
            return Piece(bare, scale, spans_of(*map(int, found.groups())), mark)
    return None


def _end(text: str) -> Piece:
    if text in ("", ".."):
        return OPEN
    if found := _piece(text):
        return found
    raise not_a_date(text)


def _member(text: str) -> Piece | Between:
    if ".." in text:
        return _between(text, *text.split("..", 1))
    return _end(text)


def _between(text: str, first: str, last: str) -> Between:
    between = Between(*_each((first, last), _end))
    if between == (OPEN, OPEN) and text != "../..":
        raise refusals.nothing_said(text)
    lo, hi = between.first.spans[0].lo, between.last.spans[-1].hi
    if lo > hi:
        raise refusals.ends_before_it_begins(iso(lo), iso(hi), text)
    return between


def _each(texts: Iterable[str], read: Callable[[str], T]) -> list[T]:
    """All of them read, or one error with the problems of all."""
    done: list[T] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            done.append(read(text))
        except RefusedDate as refused:
            problems += refused.problems
    if problems:
        raise RefusedDate(*problems)
    return done
