"""What the forms of the person's page offer: terms by lane, with what goes with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from duenotice.library import load_vocabulary
from duenotice.record import ALWAYS, FOR_GOOD, Event, Fact, Search
from duenotice.terms import CLOCKS
from duenotice.web.person.lanes import Lane, lane_of_term
from duenotice.web.person.selectors import Row
from duenotice.web.person.typed import qualifiers_of
from duenotice.web.site.crimes import TERMS


@dataclass(frozen=True)
class Offered:
    """The terms of one form, their qualifiers, and the further days of a paper."""

    terms: tuple[str, ...]
    qualifiers: tuple[str, ...]
    clocks: tuple[str, ...]


@dataclass(frozen=True)
class Sorts:
    """What can be recorded: each part is one form."""

    notices: Offered
    custody: Offered
    others: Offered
    facts: tuple[str, ...]
    searches: tuple[str, ...]


@dataclass(frozen=True)
class Correcting:
    """An entry as the fields of a form. `sort` is empty if it cannot be corrected by one."""

    row: Row
    sort: str
    terms: tuple[str, ...]
    day: str
    since: str
    through: str
    option: str
    place: str
    negated: bool
    qualifiers: tuple[tuple[str, bool], ...]
    clocks: tuple[tuple[str, str], ...]


@cache
def sorts(in_full: bool) -> Sorts:
    """Everything that can be recorded; about crimes only for who may read it."""
    vocabulary = load_vocabulary()
    plain = tuple(name for name, term in sorted(vocabulary.events.items()) if name not in TERMS)
    primitive = tuple(name for name in plain if not vocabulary.event(name).compound)
    papers = tuple(name for name in primitive if vocabulary.event(name).clocks)
    custody = tuple(name for name in primitive if lane_of_term(name) is Lane.CUSTODY)
    rest = tuple(name for name in primitive if name not in (*papers, *custody))
    if in_full:
        crimes = (name for name in sorted(TERMS) if name in vocabulary.events)
        rest += tuple(name for name in crimes if name != "criminal violation")
    searches = tuple(name for name in sorted(vocabulary.events) if in_full or name not in TERMS)
    return Sorts(
        Offered(papers, tuple(qualifiers_of(papers)), CLOCKS),
        Offered(custody, tuple(qualifiers_of(custody)), ()),
        Offered(rest, tuple(qualifiers_of(rest)), ()),
        tuple(sorted(vocabulary.facts)),
        searches,
    )


def correcting(asked: str, listed: Sequence[Row]) -> Correcting | None:
    """The entry that the address names, ready to be corrected; None if it names none that counts."""
    row = next((row for row in listed if str(row.pk) == asked and not row.state), None)
    if row is None:
        return None
    entry = row.entry
    match entry:
        case Event(kind=kind, date=day):
            offered = dict.fromkeys((*qualifiers_of((kind.term,)), *kind.qualifiers))
            qualifiers = tuple((name, name in kind.qualifiers) for name in offered)
            paper = load_vocabulary().event(kind.term).clocks
            said = {clock: str(on) for clock, on in entry.clocks}
            clocks = tuple((clock, said.get(clock, "")) for clock in CLOCKS) if paper else ()
            return Correcting(row, "event", (kind.term,), str(day), "", "", "", "", False, qualifiers, clocks)
        case Fact(name=name, values=values, negated=negated):
            since = "" if entry.since == ALWAYS else str(entry.since)
            until = "" if entry.until == FOR_GOOD else str(entry.until)
            value = values[0] if len(values) == 1 else ""
            return Correcting(row, "fact", (name,), "", since, until, value, "", negated, (), ())
        case Search(terms=terms, through=through, where=where):
            since = "" if entry.since == ALWAYS else str(entry.since)
            return Correcting(row, "search", terms, "", since, str(through), "", where, False, (), ())
        case _:
            return None
