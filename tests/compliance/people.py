"""Records as a population in DuckDB, for tests that draw them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from duenotice.compliance import NO_RATE, Rate, Tally
from duenotice.compliance.load import everybody
from duenotice.compliance.screened import Screened, screened
from duenotice.days import DateFact
from duenotice.language import Forbidden, Lapsed, Order, Unit, conditions_of
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
    rows: dict[str, Sequence[tuple[Any, ...]]] = {
        "people": layout.people,
        "facts": layout.facts,
        "events": layout.events,
        "searches": layout.searches,
    }
    with duckdb.connect() as connection:
        DuckDB(connection).fill({f"all_{name}": Table(columns, rows[name]) for name, columns in DATA.items()})
        days, every = frozenset(layout.days()), frozenset(VOCABULARY.events)
        found = Loaded(connection, layout.codes, len(layout.people), days, every)
        everybody(found)
        yield screened(order, found, VOCABULARY, on, by)


def in_days(order: Order) -> bool:
    """Whether no step of the order is measured in hours, which SQL does not say."""
    groups = [group for class_ in order.rules.classes for group in (class_.body, class_.unless)]
    steps = [step for group in groups for step in conditions_of(group) if isinstance(step, Lapsed)]
    ends = [duty.ends for duty in order.rules.duties if isinstance(duty, Forbidden)]
    steps += [step for group in ends for step in conditions_of(group) if isinstance(step, Lapsed)]
    return all(step.period.unit is not Unit.HOURS for step in steps)


def narrower(before: Tally, after: Tally) -> bool:
    """Whether the bounds have not moved outward."""
    match before.rate, after.rate:
        case Rate() as wide, Rate() as narrow:
            return wide.lower <= narrow.lower <= narrow.upper <= wide.upper
        case _, found:
            return found == NO_RATE
