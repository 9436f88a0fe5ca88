"""One person's entries as rows of the published tables, without what names anybody.

The rows are those of `record.tables.rows_of`, so that the vault and files of tables mean the same. Titles,
sources and places are left out: no rule reads them, and they may name somebody. What no cell can hold (a
vertical bar in a value, a semicolon in an id) is not bent to fit: such a record is `Apart`, and is asked
by `duenotice.reason` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyarrow as pa

from duenotice.library import load_vocabulary
from duenotice.problems import Place, Refused
from duenotice.record import Case, Entry, Event, Fact, Record
from duenotice.record.clocks import with_clocks
from duenotice.record.origins import ID
from duenotice.record.tables import rows_of
from duenotice.record.tables.schema import LIST, TABLES, VALUES
from duenotice.terms import Vocabulary

LEFT_OUT = ("title", "on", "known_on", "source", "where")
COLUMNS = {
    table.name: tuple(column for column in table.names if column not in LEFT_OUT) for table in TABLES.values()
}
"""The columns of each table that are kept."""
Row = tuple[str, tuple[str, ...]]
"""The name of a table, and the cells of a row by `COLUMNS`."""


class Apart(Exception):
    """A record that no table can hold."""


def laid(person: str, entries: Sequence[Entry], vocabulary: Vocabulary) -> list[Row]:
    """The rows of one person. Raises `Apart`."""
    if not all(_fits(entry) for entry in entries):
        raise Apart
    case = Case("", Record("").adding(*entries), None, None, (), Place(""))
    try:
        return list(_rows(person, case, vocabulary))
    except Refused:
        raise Apart from None


def _rows(person: str, case: Case, vocabulary: Vocabulary) -> Iterator[Row]:
    for table, cells in rows_of(person, case, vocabulary):
        yield table, tuple(cells.get(column, "") for column in COLUMNS[table])


def _fits(entry: Entry) -> bool:
    """Whether an entry comes back from cells as it was."""
    ids = (*filter(None, (entry.origin.id,)), *entry.origin.corrects)
    texts: tuple[str, ...] = ()
    match entry:
        case Fact(values=values):
            texts = values
        case Event(kind=kind):
            texts = kind.qualifiers
    clean = all(text and text == text.strip() and not {LIST, VALUES} & set(text) for text in texts)
    return clean and all(ID.fullmatch(each) for each in ids) and _holds_together(entry)


def _holds_together(entry: Entry) -> bool:
    """Whether a paper's days could have been in this order, which tables insist on and a record may not."""
    if not isinstance(entry, Event) or not entry.clocks:
        return True
    try:
        with_clocks(replace(entry, clocks=()), dict(entry.clocks), load_vocabulary(), Place(""))
    except Refused:
        return False
    return True


def tables_of(rows: Sequence[Row]) -> dict[str, pa.Table]:
    """Rows as Arrow tables, one for each published table."""
    by_table: dict[str, list[tuple[str, ...]]] = {name: [] for name in COLUMNS}
    for table, cells in rows:
        by_table[table].append(cells)
    return {name: _table(columns, by_table[name]) for name, columns in COLUMNS.items()}


def _table(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> pa.Table:
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pa.array(column, pa.string()) for column in cells]
    return pa.table(arrays, names=list(columns))
