"""Which questions are worth asking of this person, now that some are answered.

A question is asked if it is of practical use, or if an order that could matter asks for one of its terms. An
order asks for some things only once others are known: for a crime after the release, once there is a
release. So the orders are asked three times: on what was told; as if there had been an order of removal and a
release on days nobody knows; and as if ICE had then taken the person again. What none of these asks for would
change no answer today, and is left out: the less is held the better. A question that is left out
writes nothing, so its terms stay unknown.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.reason import overview
from duenotice.record import Entry, Event, Record
from duenotice.terms import Kind
from duenotice.web.intake.forms import Answers
from duenotice.web.intake.parts import Question
from duenotice.web.intake.questions import QUESTIONS
from duenotice.web.intake.telling import entries, told_of

_FIRST = ("nationality", "living")
"""The questions on whose answers the choice rests."""


def asked(answers: Answers, today: date) -> tuple[Question, ...]:
    """The questions of this call, in order. Those that were answered stay."""
    wanted = _terms(_about(answers, today), today)
    return tuple(q for q in QUESTIONS if not q.needs or q.id in answers or not wanted.isdisjoint(q.needs))


def before(question: Question, answers: Answers, today: date) -> Question | None:
    """The question before this one; None before the first."""
    return _beside(question, answers, today, -1)


def after(question: Question, answers: Answers, today: date) -> Question | None:
    """The question after this one; None after the last."""
    return _beside(question, answers, today, 1)


def _beside(question: Question, answers: Answers, today: date, step: int) -> Question | None:
    row = [each for each in QUESTIONS if each == question or each in asked(answers, today)]
    place = row.index(question) + step
    return row[place] if 0 <= place < len(row) else None


def _about(answers: Answers, today: date) -> tuple[Entry, ...]:
    told = told_of(answers, today)
    return tuple(
        entry for q in QUESTIONS if q.id in _FIRST for entry in entries(q, answers.get(q.id, {}), told)
    )


@lru_cache(maxsize=64)
def _terms(known: tuple[Entry, ...], today: date) -> frozenset[str]:
    """The terms that the orders ask for, if this is known. Kept for as long as the process runs: it names
    nobody, and holds a nationality, a state and a day."""
    shelf, on = load_shelf(), from_edtf(today.isoformat())
    some_day = from_edtf(f"../{today}")
    order = Event(Kind("final order of removal"), some_day)
    release = Event(Kind("release from ICE custody"), some_day)
    taken = Event(Kind("detention for removal"), on)
    found: set[str] = set()
    for more in ((), (order, release), (order, release, taken)):
        record = Record().adding(*known, *more)
        said = overview(shelf.orders.values(), record, shelf.vocabulary, on)
        matter = (answer for case in said.cases for answer in case.that_matter)
        found.update(term for answer in matter for question in answer.questions for term in question.terms)
    return frozenset(found)
