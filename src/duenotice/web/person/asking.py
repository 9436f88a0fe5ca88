"""Open questions as small forms, and what an answer puts on file.

    about a fact                     yes/no where two values are meant, else a value; both with a day
    about whether something happened yes, with a day; or no: then it was looked for, and not found
    about the day of an entry        the day; the entry is corrected
    anything else                    no quick answer: the entry is corrected by hand, or a lawyer must say

*Don't know* puts nothing on file: the answer stays unknown, and a note tells that it was asked. A form names
its question by a hash, never its content, so an answer cannot be made to say something that was not asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from duenotice.days import DateFact, from_day
from duenotice.library import load_vocabulary
from duenotice.problems import Place, Problem, RefusedRecord
from duenotice.reason import Answer, Ease, Question
from duenotice.reason.reasons import no_bound
from duenotice.record import ALWAYS, Entry, Event, Fact, Origin, Search
from duenotice.terms import Kind, fact_value, kind_from_words
from duenotice.web.site.crimes import questions_for
from duenotice.web.site.verdicts import MUTED

FORM = Place("answer")
_TWO = {
    "presence": ("in the United States", "outside the United States"),
    "representation": ("represented", "not represented"),
}
"""Facts whose question is answered by yes or no, and the values that these mean."""
_ROSTER = re.compile(r'"(?P<name>[^"]+)"\?$')
EASE = {
    Ease.ASK: "The person may know",
    Ease.PAPER: "A paper shows it",
    Ease.SEARCH: "Somebody must look it up",
    Ease.LAWYER: "A lawyer must say",
}


class Shape(Enum):
    """Which small form a question has."""

    TWO = "two"
    VALUE = "value"
    EVENT = "event"
    DAY = "day"
    NONE = "none"


class Said(Enum):
    """What somebody answered."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Asked:
    """One question for a page. `options`: the values or kinds that a yes can mean; `can_no`: whether a no
    settles something; `about`: the entries that are not clear enough; `orders`: whose answers it may change.
    """

    key: str
    ask: str
    ease: str
    where: str
    shape: Shape
    options: tuple[str, ...]
    can_no: bool
    about: tuple[Entry, ...]
    orders: tuple[str, ...]
    question: Question


@dataclass(frozen=True)
class Muted:
    """That something is asked which only counsel may look up."""

    ask: str = MUTED


@dataclass(frozen=True)
class Typed:
    """What was typed into a small form. `day` is None where none was typed; `today`: when it was."""

    said: Said
    option: str
    day: DateFact | None
    source: str
    name: str
    today: date


def asked(answers: Iterable[Answer], in_full: bool) -> tuple[Asked | Muted, ...]:
    """What the answers leave open, each thing once, the easiest first. `in_full`: also about crimes."""
    found: dict[str, Asked] = {}
    muted = False
    for answer in answers:
        for question in questions_for(answer, in_full):
            if question is None:
                muted = True
                continue
            one = _asked(question, answer.order.identity.title)
            before = found.get(one.key)
            orders = (*before.orders, *one.orders) if before else one.orders
            found[one.key] = replace(one, orders=tuple(dict.fromkeys(orders)))
    inorder = sorted(found.values(), key=lambda one: one.question.ease)
    return (*inorder, *((Muted(),) if muted else ()))


def entries_for(one: Asked, typed: Typed) -> tuple[Entry, ...]:
    """What an answer puts on file; nothing for *don't know*. A corrected entry must have its name.

    Raises `RefusedRecord` and `UnknownWords`.
    """
    origin = Origin(typed.source, typed.today.toordinal(), typed.name)
    if typed.said is Said.UNKNOWN:
        return ()
    match one.shape:
        case Shape.TWO | Shape.VALUE:
            return (_fact(one, typed, origin),)
        case Shape.EVENT if typed.said is Said.YES:
            return (Event(_kind(one, typed), _day(typed), origin),)
        case Shape.EVENT if one.can_no:
            return (_search(one, typed, origin),)
        case Shape.DAY if typed.said is Said.YES:
            before = one.about[0]
            assert isinstance(before, Event)
            corrects = replace(origin, corrects=(before.origin.id,))
            return (replace(before, date=_day(typed), origin=corrects),)
        case _:
            raise refused("this question has no such answer", "record what happened, or correct the entry")


def refused(what: str, help_: str) -> RefusedRecord:
    """An answer that cannot be put on file."""
    return RefusedRecord(Problem("R01", FORM, what, "nothing is guessed about a person", help_))


def key_of(question: Question) -> str:
    """The name of a question in a form."""
    said = repr((question.ask, question.terms, question.span))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _asked(question: Question, title: str) -> Asked:
    shape, options, can_no = _shape(question)
    return Asked(
        *(key_of(question), question.ask, EASE[question.ease], question.where, shape, options, can_no),
        *(question.about, (title,), question),
    )


def _shape(question: Question) -> tuple[Shape, tuple[str, ...], bool]:
    vocabulary = load_vocabulary()
    first = question.terms[0] if question.terms else ""
    if question.ease is Ease.ASK and first in vocabulary.facts:
        if first in _TWO or first == "roster":
            return Shape.TWO, (), True
        return Shape.VALUE, tuple(sorted(set(vocabulary.facts[first].values.values()))), True
    if question.ease is Ease.SEARCH and first in vocabulary.events:
        term = vocabulary.event(first)
        kinds = tuple(str(kind) for kind in term.shown_by) if term.compound else (first,)
        return Shape.EVENT, kinds, not question.about
    rough = len(question.about) == 1 and isinstance(question.about[0], Event)
    if question.ease is Ease.PAPER and rough and question.ask.startswith("On which day was the "):
        return Shape.DAY, (), False
    return Shape.NONE, (), False


def _fact(one: Asked, typed: Typed, origin: Origin) -> Fact:
    name = one.question.terms[0]
    since = typed.day or ALWAYS
    yes = typed.said is Said.YES
    if name in _TWO:
        return Fact(name, (_TWO[name][0 if yes else 1],), False, since, origin=origin)
    if name == "roster":
        found = _ROSTER.search(one.ask)
        if found is None:
            raise refused("the question names no list", "a lawyer must say which list is meant")
        return Fact(name, (found["name"],), not yes, since, origin=origin)
    if not typed.option.strip():
        raise refused("no value was chosen", "choose the value, or answer that it is not known")
    value = fact_value(load_vocabulary().facts[name], typed.option, FORM, "R03")
    return Fact(name, (value,), not yes, since, origin=origin)


def _kind(one: Asked, typed: Typed) -> Kind:
    words = typed.option or (one.options[0] if len(one.options) == 1 else "")
    if words not in one.options:
        raise refused("it was not said what happened", "choose what happened")
    return kind_from_words(words, load_vocabulary(), FORM, "R02")


def _day(typed: Typed) -> DateFact:
    if typed.day is None:
        raise refused(
            "no day was typed", "write the day, as in `2019-01-03`, or a month or a year if that is known"
        )
    return typed.day


def _search(one: Asked, typed: Typed, origin: Origin) -> Search:
    """That it was looked for and not found: on the days asked about that have come."""
    lo, hi = one.question.span
    last = min(hi, typed.today.toordinal())
    since = ALWAYS if no_bound(lo) else from_day(lo)
    if since.lo > last:
        raise refused("the days asked about have not come", "ask again when they have")
    return Search(one.question.terms, from_day(last), since, "", origin)
