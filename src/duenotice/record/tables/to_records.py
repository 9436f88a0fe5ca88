"""Tables into records, person by person, never all at once.

Each table is read in the order of people, and the streams are merged: what is in memory is one
person. A search for everyone becomes a search in every record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from heapq import merge
from itertools import groupby
from typing import Any

from duenotice.days import FIRST_DAY
from duenotice.problems import Place
from duenotice.record.from_text import Case
from duenotice.record.model import Entry, Event, Fact, Origin, Record, Search, Withdrawal
from duenotice.record.tables import cells
from duenotice.record.tables.opened import Opened, name
from duenotice.record.tables.schema import EVERYONE, TABLES
from duenotice.terms import Kind, Vocabulary

Cells = dict[str, str]
NOWHERE = Place("")


def records_of(tables: Opened, vocabulary: Vocabulary) -> Iterator[tuple[str, Case]]:
    """Every person with the record, in the order of the ids. The tables must have passed `check`."""
    streams = [_stream(tables, number, table) for number, table in enumerate(TABLES)]
    everyone: list[Entry] = []
    names = tuple(TABLES)
    for person, rows in groupby(merge(*streams, key=_in_order), key=lambda row: row[0]):
        about: Cells = {}
        entries: list[Entry] = []
        for _, number, row in rows:
            if names[number] == "people":
                about = row
            else:
                entries += _READERS[names[number]](row, vocabulary)
        if person == EVERYONE:
            everyone = entries
            continue
        yield person, _case(person, about, [*entries, *everyone], tables)


def _in_order(row: tuple[str, int, Cells]) -> tuple[bool, str, int]:
    """What is about everyone comes first, then person by person, as the query of a stream orders them."""
    return row[0] != EVERYONE, row[0], row[1]


def _stream(tables: Opened, number: int, table: str) -> Iterator[tuple[str, int, Cells]]:
    """The rows of one table by person; those of everyone come first."""
    columns = TABLES[table].names
    listed = ", ".join(name(column) for column in columns)
    order = f"CASE person WHEN '{EVERYONE}' THEN 0 ELSE 1 END, person, nr"
    for row in tables.rows(f"SELECT {listed} FROM {name(table)} ORDER BY {order}"):
        yield str(row[0]), number, {column: str(cell) for column, cell in zip(columns, row, strict=True)}


def _case(person: str, about: Cells, entries: list[Entry], tables: Opened) -> Case:
    people = tables.staged.get("people")
    titled = people is not None and "title" in people.columns
    title = about.get("title", "") if titled else person
    on, known_on = (cells.date(about[key], NOWHERE) if about.get(key) else None for key in ("on", "known_on"))
    return Case(title, Record(title).adding(*entries), on, known_on, (), Place(person))


def _fact(row: Cells, vocabulary: Vocabulary) -> list[Entry]:
    said = cells.FactCells(row["fact"], row["values"], row["negated"]).read(vocabulary, NOWHERE)
    since, until = cells.since(row["since"], NOWHERE), cells.until(row["until"], NOWHERE)
    return [Fact(said.name, said.values, said.negated, since, until, _origin(row))]


def _event(row: Cells, vocabulary: Vocabulary) -> list[Entry]:
    kind = cells.kind(row["term"], row["qualifiers"], vocabulary, NOWHERE)
    return [Event(kind, cells.date(row["date"], NOWHERE), _origin(row))]


def _notice(row: Cells, vocabulary: Vocabulary) -> list[Entry]:
    origin = _origin(row)
    kind = cells.notice_kind(row, vocabulary, NOWHERE)
    given = Event(kind, cells.date(row["date"], NOWHERE), origin)
    events: list[Entry] = [cells.with_days(given, row, vocabulary, NOWHERE)]
    if row["returned"].strip():
        back = Event(Kind(cells.RETURNED), cells.date(row["returned"], NOWHERE))
        events.append(replace(back, origin=Origin(origin.source, origin.learned)))
    return events


def _search(row: Cells, vocabulary: Vocabulary) -> list[Entry]:
    terms = cells.terms(row["terms"], vocabulary, NOWHERE)
    through, since = cells.date(row["through"], NOWHERE), cells.since(row["since"], NOWHERE)
    return [Search(terms, through, since, row["where"], _origin(row))]


def _withdrawal(row: Cells, _: Vocabulary) -> list[Entry]:
    return [Withdrawal(_origin(row))]


def _origin(row: Cells) -> Origin:
    learned = cells.learned(row["learned"], NOWHERE) if row["learned"] else FIRST_DAY
    corrects = cells.ids(row["corrects"], NOWHERE)
    return Origin(cells.source_from_cell(row["source"]), learned, row["id"], corrects)


_READERS: dict[str, Callable[[Cells, Vocabulary], list[Any]]] = {
    "facts": _fact,
    "events": _event,
    "searches": _search,
    "notices": _notice,
    "withdrawals": _withdrawal,
}
