"""Records as a population in DuckDB, for tests that draw them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb

from duenotice.compliance.screened import Screened, screened
from duenotice.days import DateFact
from duenotice.language import Order
from duenotice.record import Record
from duenotice.screen import from_records
from duenotice.screen.engines import Table
from duenotice.screen.engines.duckdb_ import DuckDB
from duenotice.screen.from_tables import Loaded
from duenotice.screen.tables import DATA
from tests.strategies import VOCABULARY


@contextmanager
def population(order: Order, records: Iterable[Record], on: DateFact, by: str = "") -> Iterator[Screened]:
    """An order over some people."""
    layout = from_records((str(number), record) for number, record in enumerate(records))
    rows = {
        "people": layout.people,
        "facts": layout.facts,
        "events": layout.events,
        "searches": layout.searches,
    }
    with duckdb.connect() as connection:
        DuckDB(connection).fill({name: Table(columns, rows[name]) for name, columns in DATA.items()})
        found = Loaded(connection, layout.codes, len(layout.people), frozenset(layout.days()))
        yield screened(order, found, VOCABULARY, on, by)
