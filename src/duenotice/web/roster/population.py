"""The verdicts of everybody in an organisation under one order, by the compiled rule.

Takes the id of an organisation, an order, a day and what was known by a day; gives one `Said` a person. It
is computed by DuckDB in memory: nothing is written to disk, not even when memory runs short, and no name is
handed to it (`kept`). What came out stays in the memory of this process, under everything that it hangs on:
the state of the files, the hash of the order's file, both days. So a fact that was changed, a further person
or another version of the order is computed anew, and nothing else is.

It computes over everybody on file; who asks is shown the people in their reach (`selectors`).
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

import duckdb

from duenotice.compliance.asking import behind
from duenotice.compliance.inputs import Input, inputs_of
from duenotice.compliance.load import everybody
from duenotice.compliance.screened import Screened, screened
from duenotice.days import LAST_DAY, DateFact
from duenotice.language import Order
from duenotice.library import load_vocabulary
from duenotice.reason import answer
from duenotice.record import Record
from duenotice.record.tables.opened import HAPPENED, QUIET, Opened
from duenotice.screen.from_tables import from_tables
from duenotice.screen.to_plan import papers_of
from duenotice.truth import Truth
from duenotice.web.roster import kept
from duenotice.web.roster.kept import Files, State
from duenotice.web.roster.laying import COLUMNS

MOST_KEPT = 24
"""Results in memory at a time; the one that was not asked for the longest goes first."""
NOT_KEPT = {"source": "''", "where": "''", "title": "''", "on": "''", "known_on": "''"}


class Status(StrEnum):
    """What an order says of a person; `UNOPENED`: nothing, because the record cannot be opened."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    UNOPENED = "unopened"


OF = {Truth.YES: Status.YES, Truth.NO: Status.NO, Truth.UNKNOWN: Status.UNKNOWN}


@dataclass(frozen=True)
class Said:
    """One person under one order. `letters`: those that decide, where it is unknown. `needs` and `then`:
    masks of `Verdicts.inputs`, the questions to ask and those that answers may open."""

    status: Status
    letters: tuple[str, ...] = ()
    needs: int = 0
    then: int = 0


UNOPENED = Said(Status.UNOPENED)


@dataclass(frozen=True)
class Verdicts:
    """Everybody in an organisation under one order. Whoever is not in `of` is not on file."""

    order: Order
    inputs: tuple[Input, ...]
    of: Mapping[uuid.UUID, Said]


_Key = tuple[State, str, str, DateFact, int]
_files: dict[tuple[str, str], Files] = {}
_found: OrderedDict[_Key, Verdicts] = OrderedDict()
_one_at_a_time = Lock()


def verdicts(organisation: str, order: Order, on: DateFact, known_on: int = LAST_DAY) -> Verdicts:
    """Everybody on file under an order on a day, by what was on file on the day number `known_on`."""
    with _one_at_a_time:
        state = kept.state_of(organisation)
        key = (state, order.id, order.digest, on, known_on)
        if key not in _found:
            _found[key] = computed(_files_at(state), order, on, known_on)
        _found.move_to_end(key)
        while len(_found) > MOST_KEPT:
            _found.popitem(last=False)
        return _found[key]


def files(organisation: str) -> Files:
    """The files of an organisation as they are now, without names."""
    with _one_at_a_time:
        return _files_at(kept.state_of(organisation))


def forget() -> None:
    """Nothing is in memory any more."""
    with _one_at_a_time:
        _files.clear()
        _found.clear()


def _files_at(state: State) -> Files:
    place = (state.vault, state.organisation)
    held = _files.get(place)
    if held is None or held.state != state:
        held = _files[place] = kept.read(state, held)
        for key in [key for key in _found if key[0].organisation == state.organisation and key[0] != state]:
            del _found[key]
    return held


def computed(of: Files, order: Order, on: DateFact, known_on: int = LAST_DAY) -> Verdicts:
    """Everybody in some files under an order, computed now."""
    found = dict.fromkeys(of.unopened, UNOPENED)
    if of.tables["people"].num_rows:
        with in_memory(of, order, known_on, on) as every:
            found |= _screened(every)
    for person, record in of.apart.items():
        found[person] = _reasoned(order, record, on, known_on)
    for person in of.versions.keys() - found.keys():
        found[person] = UNOPENED
    return Verdicts(order, inputs_of(order), found)


@contextmanager
def in_memory(of: Files, order: Order, known_on: int, on: DateFact) -> Iterator[Screened]:
    """The files, screened, in a database that is gone afterwards and never touches the disk."""
    vocabulary = load_vocabulary()
    with duckdb.connect(":memory:", config={"temp_directory": ""}) as db:
        for setting in (QUIET, "SET enable_external_access = false", "SET lock_configuration = true"):
            db.execute(setting)
        for name, columns in COLUMNS.items():
            db.register(f"kept_{name}", of.tables[name])
            listed = ", ".join([*(f'"{column}"' for column in columns), *_blank(name)])
            rows = f"SELECT {listed}, CAST(0 AS BIGINT) AS nr FROM kept_{name}"  # noqa: S608 - names of ours
            db.execute(f"CREATE VIEW {name} AS {rows}")
        db.execute(HAPPENED)
        opened = Opened(db, {}, True, ())
        loaded = from_tables(opened, vocabulary, known_on, papers_of(order, vocabulary))
        everybody(loaded)
        yield screened(order, loaded, vocabulary, on)


def _blank(table: str) -> Iterator[str]:
    for column, value in NOT_KEPT.items():
        if column not in COLUMNS[table]:
            yield f'{value} AS "{column}"'


def _screened(every: Screened) -> dict[uuid.UUID, Said]:
    numbers = range(1, len(every.plan.classes) + 1)
    columns = "".join(f", class_{n}, why_{n}" for n in numbers)
    asked = f"SELECT p, protected, open{columns} FROM asked"  # noqa: S608 - numbers of ours
    query = f"SELECT p.name, a.* EXCLUDE (p) FROM ({asked}) AS a JOIN people AS p ON p.p = a.p"  # noqa: S608
    said: dict[tuple[int, ...], Said] = {}
    found: dict[uuid.UUID, Said] = {}
    for name, *row in every.loaded.connection.execute(query).fetchall():
        key = tuple(row)
        if key not in said:
            said[key] = _said(every, *key)
        found[uuid.UUID(name)] = said[key]
    return found


def _said(every: Screened, protected: int, open_: int, *pairs: int) -> Said:
    status = OF[Truth(protected)]
    if status is not Status.UNKNOWN:
        return Said(status)
    whys = [why if truth == Truth.UNKNOWN else 0 for truth, why in zip(pairs[::2], pairs[1::2], strict=True)]
    names = [class_.name for class_ in every.order.rules.classes]
    letters = [label for name, why in zip(names, whys, strict=True) for label in every.labels(name, why)]
    needs, then = behind(every, whys, open_)
    return Said(status, tuple(dict.fromkeys(letters)), needs, then)


def _reasoned(order: Order, record: Record, on: DateFact, known_on: int) -> Said:
    """One person whose record no table can hold."""
    found = answer(order, record, load_vocabulary(), on, known_on)
    return Said(OF[found.protected])
