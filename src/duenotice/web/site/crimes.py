"""What is about crimes, and so is not open to everybody: the terms, and what of a record is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from duenotice.days import FIRST_DAY, DateFact, Span
from duenotice.language import EventExists, Forbidden, Group, Lapsed, NoEvent, Order, begun_by, conditions_of
from duenotice.library import load_vocabulary
from duenotice.reason import Answer, Ease, Question
from duenotice.reason.reasons import span_words
from duenotice.record import Entry, Event, Search
from duenotice.terms import Kind

TERMS = frozenset(
    (
        *("criminal arrest", "criminal charge", "conviction", "conviction vacated", "pardon"),
        *("criminal violation", "violation of release conditions"),
    )
)


def about_crimes(entry: Entry) -> bool:
    """Whether an entry is about a crime, or about whether one was looked for."""
    match entry:
        case Event(kind=kind):
            return kind.term in TERMS
        case Search(terms=terms):
            return not TERMS.isdisjoint(terms)
        case _:
            return False


def asks_about_crimes(question: Question) -> bool:
    """Whether a question would tell what is on file about crimes."""
    return not TERMS.isdisjoint(question.terms) or any(about_crimes(entry) for entry in question.about)


@lru_cache(maxsize=1_000)
def order_asks_about_crimes(order: Order) -> bool:
    """Whether anything in an order turns on what is on file about crimes."""
    rules, vocabulary = order.rules, load_vocabulary()
    groups = [group for class_ in rules.classes for group in (class_.body, class_.unless)]
    groups += [omission.when for omission in rules.left_out]
    groups += [duty.ends for duty in rules.duties if isinstance(duty, Forbidden)]
    terms = {term for group in groups for term in _terms(group)}
    terms |= {kind.term for duty in rules.duties for kind in begun_by(duty)}
    return any(not TERMS.isdisjoint(vocabulary.read_by[term]) for term in terms)


def questions_for(answer: Answer, in_full: bool) -> Iterator[Question | None]:
    """What an answer leaves open, as a reader may see it; None stands for what only counsel may look up.

    `in_full`: the reader may read about crimes. For others, a question of an order that asks about crimes
    is asked about all days: the days about which it is asked can be those of a conviction.
    """
    hidden = not in_full and order_asks_about_crimes(answer.order)
    for question in answer.questions:
        tells = any(term in question.ask for term in TERMS) or question.ease is Ease.LAWYER
        if (not in_full and asks_about_crimes(question)) or (hidden and tells):
            yield None
        else:
            yield _widened(question, answer.on) if hidden else question


def _widened(question: Question, on: DateFact) -> Question:
    if question.ease is not Ease.SEARCH:
        return question
    span = Span(FIRST_DAY, on.hi)
    return replace(question, ask=question.ask.replace(span_words(question.span), span_words(span)), span=span)


def _terms(group: Group[Kind]) -> Iterator[str]:
    for condition in conditions_of(group):
        if isinstance(condition, EventExists | NoEvent | Lapsed):
            yield condition.what.term
