"""What could be asked: the facts, searches and papers that the letters and duties of an order rest on.

An *input* is one thing that somebody could find out: a fact, a search for a term, or more about the papers
on file of a kind (the exact day, of which sort). Each is one bit of a mask. `Letters` says which inputs stand
behind each letter of a class, and which letters speak of events that other letters name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from duenotice.language import (
    Class,
    Condition,
    DayIs,
    Duty,
    DutyAfter,
    DutyByDay,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    Lapsed,
    Named,
    NoEvent,
    NoticeBefore,
    Order,
    Readings,
    Timing,
    begun_by,
)
from duenotice.language.walk import conditions_of, letters_of
from duenotice.screen.to_plan import owed
from duenotice.terms import LANGUAGE, Kind, Vocabulary


class Sort(Enum):
    """What has to be found out."""

    FACT = "fact"
    SEARCH = "search"
    PAPERS = "papers"


@dataclass(frozen=True)
class Input:
    """One thing that could be found out. `what` is a fact's name, a term, or a kind of event in words."""

    sort: Sort
    what: str
    kind: Kind

    def says(self, vocabulary: Vocabulary) -> str:
        """The question in plain words."""
        match self.sort:
            case Sort.FACT:
                return vocabulary.facts[self.what].ask
            case Sort.SEARCH:
                return f"Look for: {self.what}, through the day asked about."
            case Sort.PAPERS:
                return f"Of each {self.what} on file: the exact day, and of which sort."
            case _:
                assert_never(self.sort)

    def look_in(self, vocabulary: Vocabulary) -> str:
        """Where to look; empty where the vocabulary does not say."""
        return "" if self.sort is Sort.FACT else vocabulary.event(self.kind.term).look_in


@dataclass(frozen=True)
class Letters:
    """The letters of one class: the inputs behind each, and those that hang on named events."""

    inputs: Mapping[str, frozenset[Input]]
    naming: frozenset[str]


def inputs_of(order: Order) -> tuple[Input, ...]:
    """Every input of the order, each once, in the order of the file: what stands at a bit's number."""
    found: dict[Input, None] = {}
    for class_ in order.rules.classes:
        for group in (class_.body, class_.unless):
            found |= dict.fromkeys(_all_of(conditions_of(group)))
    for duty in order.rules.duties:
        found |= dict.fromkeys(of_duty(duty))
    return tuple(found)


def letters(class_: Class[Kind]) -> Letters:
    """What stands behind each letter of a class, by its full label."""
    inputs: dict[str, frozenset[Input]] = {}
    naming: set[str] = set()
    for group in (class_.body, class_.unless):
        for label, letter in letters_of(group):
            within = [letter.condition, *_below(letter.condition)]
            inputs[label] = inputs.get(label, frozenset()) | frozenset(_all_of(within))
            if any(_names(condition) for condition in within):
                naming.add(label)
    return Letters(inputs, frozenset(naming))


def of_duty(duty: Duty[Kind]) -> tuple[Input, ...]:
    """What decides whether a duty was kept: the day of the act, and the notice or the end of protection."""
    begun = tuple(Input(Sort.PAPERS, str(kind), kind) for kind in begun_by(duty))
    match duty:
        case NoticeBefore(understood=True):
            language = Input(Sort.FACT, LANGUAGE, Kind(LANGUAGE))
            return (*begun, *_of_kind(owed(duty)), language)
        case NoticeBefore() | DutyAfter() | DutyByDay():
            return (*begun, *_of_kind(owed(duty)))
        case Forbidden():
            return (*begun, *_all_of(conditions_of(duty.ends)))
        case _:
            assert_never(duty)


def _all_of(conditions: Iterable[Condition[Kind]]) -> Iterator[Input]:
    for condition in conditions:
        match condition:
            case FactIs(fact=fact):
                yield Input(Sort.FACT, fact.term, fact)
            case EventExists(what=what) | NoEvent(what=what) | Lapsed(what=what):
                yield from _of_kind(what)
            case DayIs() | Group() | Readings():
                continue
            case _:
                assert_never(condition)


def _of_kind(kind: Kind) -> tuple[Input, ...]:
    return Input(Sort.SEARCH, kind.term, Kind(kind.term)), Input(Sort.PAPERS, str(kind), kind)


def _below(condition: Condition[Kind]) -> Iterator[Condition[Kind]]:
    match condition:
        case Group():
            yield from conditions_of(condition)
        case Readings():
            for reading in condition.readings:
                yield reading.condition
                yield from _below(reading.condition)
        case _:
            return


def _names(condition: Condition[Kind]) -> bool:
    """Whether a condition names an event, or speaks of one that was named."""
    match condition:
        case EventExists(name=name, timings=timings):
            return bool(name) or _named(timings)
        case NoEvent(timings=timings):
            return _named(timings)
        case DayIs(timing=timing):
            return _named((timing,))
        case Lapsed(anchor=anchor, timings=timings):
            return isinstance(anchor, Named) or _named(timings)
        case FactIs() | Group() | Readings():
            return False
        case _:
            assert_never(condition)


def _named(timings: tuple[Timing, ...]) -> bool:
    return any(isinstance(timing.anchor, Named) for timing in timings)
