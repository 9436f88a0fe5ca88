"""An entry of a record as the columns of a row, and back: what is open, and what is sealed.

Open is what can name nobody: terms, values and qualifiers that stand in a closed list of the
vocabulary, days (EDTF has no words), what an entry is (ruled out, or so). Sealed is whatever a person
wrote in words of their own: the source, an entry's own id and those it corrects, where somebody
looked, and any value or qualifier for which the vocabulary has no list (a lawyer's name, a language).
What is not surely in a list is sealed: so a vocabulary that grows shorter opens nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from duenotice.days import FIRST_DAY, DateFact, from_edtf
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Search, Withdrawal
from duenotice.terms import Kind, Vocabulary

Data = dict[str, Any]
EVERYTHING = "everything"
OPEN = "open"
"""Where in the sealed words the digest of the open columns stands."""


@dataclass(frozen=True)
class Columns:
    """One entry as `people.models.Entry` holds it; `words` is sealed."""

    sort: str
    terms: list[str]
    open: Data
    words: Data
    learned: date | None


def digest_of(columns: Columns, place: int) -> str:
    """A hash of what is open in an entry, and of its place in the record."""
    learned = columns.learned and columns.learned.isoformat()
    said = [columns.sort, columns.terms, columns.open, learned, place]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def to_columns(entry: Entry, vocabulary: Vocabulary) -> Columns:
    """The columns of an entry. Its terms must be in the vocabulary (`services` refuses others)."""
    match entry:
        case Fact():
            sort, terms, open_, words = "fact", [entry.name], *_fact(entry, vocabulary)
        case Event():
            sort, terms, open_, words = "event", [entry.kind.term], *_event(entry, vocabulary)
        case Search():
            sort, terms = "search", list(entry.terms)
            open_ = _span(entry.since, ALWAYS, "from") | {"through": str(entry.through)}
            words = {"at": entry.where} if entry.where else {}
        case Withdrawal():
            sort, terms, open_, words = "withdrawal", [], {}, {}
        case _:
            assert_never(entry)
    origin = entry.origin
    said = {"source": origin.source, "id": origin.id, "corrects": list(origin.corrects)}
    words |= {name: value for name, value in said.items() if value}
    learned = None if origin.learned == FIRST_DAY else date.fromordinal(origin.learned)
    return Columns(sort, terms, open_, words, learned)


def from_columns(columns: Columns) -> Entry:
    """The entry again, equal in every part."""
    words, open_ = columns.words, columns.open
    both = {**open_, **words}
    learned = FIRST_DAY if columns.learned is None else columns.learned.toordinal()
    origin = Origin(words.get("source", ""), learned, words.get("id", ""), tuple(words.get("corrects", ())))
    match columns.sort:
        case "fact":
            key = "is_not" if "is_not" in both else "is"
            since, until = _day(open_, "from", ALWAYS), _day(open_, "through", FOR_GOOD)
            values = tuple(both.get(key, ()))
            return Fact(columns.terms[0], values, key == "is_not", since, until, origin)
        case "event":
            kind = Kind(columns.terms[0], tuple(both.get("qualifiers", ())))
            clocks = tuple((clock, from_edtf(day)) for clock, day in open_.get("clocks", ()))
            return Event(kind, from_edtf(open_["date"]), origin, clocks)
        case "search":
            through, since = from_edtf(open_["through"]), _day(open_, "from", ALWAYS)
            return Search(tuple(columns.terms), through, since, words.get("at", ""), origin)
        case "withdrawal":
            return Withdrawal(origin)
        case _:
            raise ValueError(f"`{columns.sort}` is no sort of entry")


def _fact(fact: Fact, vocabulary: Vocabulary) -> tuple[Data, Data]:
    said = {"is_not" if fact.negated else "is": list(fact.values)} if fact.values or fact.negated else {}
    listed = set(vocabulary.facts[fact.name].values.values())
    days = _span(fact.since, ALWAYS, "from") | _span(fact.until, FOR_GOOD, "through")
    return (said | days, {}) if listed.issuperset(fact.values) else (days, said)


def _event(event: Event, vocabulary: Vocabulary) -> tuple[Data, Data]:
    said = {"qualifiers": list(event.kind.qualifiers)} if event.kind.qualifiers else {}
    listed = {each.name for each in vocabulary.event(event.kind.term).qualifiers if "<" not in each.name}
    days: Data = {"date": str(event.date)}
    if event.clocks:
        days["clocks"] = [[clock, str(day)] for clock, day in event.clocks]
    return (said | days, {}) if listed.issuperset(event.kind.qualifiers) else (days, said)


def _span(day: DateFact, otherwise: DateFact, key: str) -> Data:
    return {} if day == otherwise else {key: str(day)}


def _day(data: Mapping[str, Any], key: str, otherwise: DateFact) -> DateFact:
    return from_edtf(data[key]) if key in data else otherwise
