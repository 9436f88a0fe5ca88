"""A record into rows of tables; `to_records` reads the same record back."""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import FIRST_DAY, iso
from duenotice.problems import Place, Problem, RefusedTables, quoted
from duenotice.record.from_text import Case
from duenotice.record.model import ALWAYS, FOR_GOOD, Event, Fact, Origin, Search
from duenotice.record.tables.cells import source_to_cell
from duenotice.record.tables.schema import LIST, VALUES
from duenotice.terms import Vocabulary

Cells = dict[str, str]


def rows_of(person: str, case: Case, vocabulary: Vocabulary) -> Iterator[tuple[str, Cells]]:
    """The rows that a record is, each with the name of its table: what is a notice by the vocabulary
    goes into `notices`. Raises `RefusedTables` (T11) for the one thing that a cell cannot hold: a
    value with a vertical bar in it."""
    days = {"on": str(case.on or ""), "known_on": str(case.known_on or "")}
    yield "people", {"person": person, "title": case.record.title, **days}
    for fact in case.record.facts:
        yield "facts", {"person": person, **_fact(fact, person), **_origin(fact.origin)}
    for event in case.record.events:
        if vocabulary.event(event.kind.term).clocks:
            yield "notices", {"person": person, **_notice(event), **_origin(event.origin)}
        else:
            yield "events", {"person": person, **_event(event), **_origin(event.origin)}
    for search in case.record.searches:
        yield "searches", {"person": person, **_search(search), **_origin(search.origin)}
    for withdrawal in case.record.withdrawals:
        yield "withdrawals", {"person": person, **_origin(withdrawal.origin)}


def _fact(fact: Fact, person: str) -> Cells:
    for value in fact.values:
        if VALUES in value:
            raise RefusedTables(_bar(value, person))
    return {
        "fact": fact.name,
        "values": VALUES.join(fact.values),
        "negated": "yes" if fact.negated else "",
        "since": "" if fact.since == ALWAYS else str(fact.since),
        "until": "" if fact.until == FOR_GOOD else str(fact.until),
    }


def _event(event: Event) -> Cells:
    return {
        "term": event.kind.term,
        "qualifiers": LIST.join(event.kind.qualifiers),
        "date": str(event.date),
    }


def _notice(notice: Event) -> Cells:
    parts: dict[str, list[str]] = {"method": [], "recipient": [], "language": [], "contents": []}
    for qualifier in notice.kind.qualifiers:
        word, _, rest = qualifier.partition(" ")
        column = {"to": "recipient", "in": "language", "stating": "contents"}.get(word, "method")
        parts[column].append(rest if column == "language" else qualifier)
    days = {clock: str(day) for clock, day in notice.clocks}
    joined = {column: LIST.join(words) for column, words in parts.items()}
    return {"term": notice.kind.term, "date": str(notice.date), **joined, **days}


def _search(search: Search) -> Cells:
    return {
        "terms": LIST.join(search.terms),
        "since": "" if search.since == ALWAYS else str(search.since),
        "through": str(search.through),
        "where": search.where,
    }


def _origin(origin: Origin) -> Cells:
    return {
        "source": source_to_cell(origin.source),
        "learned": "" if origin.learned == FIRST_DAY else iso(origin.learned),
        "id": origin.id,
        "corrects": LIST.join(origin.corrects),
    }


def _bar(value: str, person: str) -> Problem:
    return Problem(
        "T11",
        Place(person),
        f"a vertical bar stands in the value {quoted(value)}",
        "in the tables, a vertical bar stands between several values",
        "write the value without it; if two values are meant, write `or` between them",
    )
