"""Whether entries may enter a record: their words are in the vocabulary, and they hold together.

A row keeps terms in the open (`rows`), so a word that no vocabulary has must not get there: it could be
anything, a name too.
"""

from __future__ import annotations

from collections.abc import Sequence

from duenotice.problems import Place, Problem
from duenotice.record import Entry, Event, Fact, Search
from duenotice.record.consistent import entry_problems
from duenotice.terms import CLOCKS, Vocabulary
from duenotice.web.people.rows import EVERYTHING


def misfits(
    entries: Sequence[Entry], new: Sequence[Entry], vocabulary: Vocabulary, place: Place
) -> list[Problem]:
    """What is wrong with `new`, or between all `entries` of the record."""
    strange = [entry for entry in new if not known(entry, vocabulary)]
    found = [
        Problem(
            "R02",
            place,
            "an entry speaks of something that is not in the vocabulary",
            "rules read the words of the vocabulary only, and a word that is none could be a name",
            "write the entry anew; `duenotice terms` lists every term, with its meaning",
        )
        for _ in strange
    ]
    return found or list(entry_problems([(entry, place) for entry in entries]))


def known(entry: Entry, vocabulary: Vocabulary) -> bool:
    """Whether every word of an entry is in the vocabulary."""
    match entry:
        case Fact(name=name, values=values):
            term = vocabulary.facts.get(name)
            return term is not None and (not term.values or set(values) <= set(term.values.values()))
        case Event(kind=kind, clocks=clocks):
            event = vocabulary.events.get(kind.term)
            if event is None or not all(clock in CLOCKS for clock, _ in clocks):
                return False
            return all(event.qualifier(text) for text in kind.qualifiers)
        case Search(terms=terms):
            return all(term == EVERYTHING or term in vocabulary.events for term in terms)
        case _:
            return True
