"""What the names of an order stand for: kinds of event, names that a letter uses, names that SQL takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from duenotice.days import Relation
from duenotice.language import (
    Condition,
    DayIs,
    DutyAfter,
    DutyByDay,
    EventExists,
    FactIs,
    Group,
    Lapsed,
    Letter,
    Named,
    NoEvent,
    NoticeBefore,
    Order,
    Readings,
    Timing,
    Verb,
)
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, YES, Truth


def owed(duty: NoticeBefore[Kind] | DutyAfter[Kind] | DutyByDay[Kind]) -> Kind:
    """What a duty asks for, with the way that its verb demands."""
    added = {Verb.GIVE: (), Verb.MAIL: ("mailed",), Verb.HAND: ("handed",)}[duty.verb]
    return Kind(duty.what.term, tuple(sorted({*duty.what.qualifiers, *added})))


def papers_of(order: Order, vocabulary: Vocabulary) -> frozenset[str]:
    """The terms of events that can be the notice that a duty wants before an act."""
    wanted = [owed(duty) for duty in order.rules.duties if isinstance(duty, NoticeBefore)]
    return frozenset(way.term for kind in wanted for way in ways(kind, vocabulary))


def ways(kind: Kind, vocabulary: Vocabulary) -> Iterator[Kind]:
    """The kinds of event that show or hint at a kind, itself included."""
    term = vocabulary.event(kind.term)
    yield kind
    yield from (way for way in term.shown_by if way.term != kind.term)
    yield from term.hinted_at_by


def fits(wanted: Kind, found: Kind, vocabulary: Vocabulary) -> Truth:
    """Whether an event of one kind is what an order asks for: shown by it, or hinted at only."""
    hinted = vocabulary.event(wanted.term).hinted_at_by
    best = NO
    for way in ways(wanted, vocabulary):
        if way.term == found.term:
            truth = vocabulary.event(found.term).fits(way.qualifiers, found.qualifiers)
            shown = way == wanted or way in vocabulary.event(wanted.term).shown_by
            at_most = UNKNOWN if way in hinted and not shown else YES
            best = max(best, min(truth, at_most))
    return best


def free_names(group: Group[Kind]) -> set[str]:
    """The names that a group uses and does not itself introduce."""
    used: set[str] = set()
    own: set[str] = set()
    for letter in group.letters:
        used |= _used(letter.condition) - own
        own |= {name_of(letter)} - {""}
    return used


def _used(condition: Condition[Kind]) -> set[str]:
    match condition:
        case EventExists(timings=timings) | NoEvent(timings=timings):
            return named_in(timings)
        case DayIs(timing=timing):
            return named_in((timing,))
        case Lapsed(anchor=anchor, timings=timings):
            return named_in((*timings, Timing(Relation.ON_OR_AFTER, anchor)))
        case Group():
            return free_names(condition)
        case FactIs() | Readings():
            return set()
        case _:
            assert_never(condition)


def named_in(timings: tuple[Timing, ...]) -> set[str]:
    """The names that timings are measured from."""
    return {timing.anchor.name for timing in timings if isinstance(timing.anchor, Named)}


def name_of(letter: Letter[Kind]) -> str:
    """What a letter calls its event; empty where it gives no name."""
    return letter.condition.name if isinstance(letter.condition, EventExists) else ""


def slug(label: str) -> str:
    """``(g)(1)`` as ``_g_1``."""
    return "".join(f"_{part}" for part in label.strip("()").split(")(") if part)


def plain(words: str) -> str:
    """Words as a name that every engine takes."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in words.lower()).strip("_")
