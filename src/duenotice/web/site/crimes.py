"""What is about crimes, and so is not open to everybody: the terms, and what of a record is left."""

from __future__ import annotations

from duenotice.reason import Question
from duenotice.record import Entry, Event, Search

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
