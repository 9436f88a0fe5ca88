"""The tables into files, in the columns of the tabular schema; nothing is left if something goes wrong."""

from __future__ import annotations

from pathlib import Path

import duckdb

from duenotice.importers.released.model import literal
from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.record.tables import VERSION, new_folder, write_schema
from duenotice.record.tables.schema import VERSION_KEY
from duenotice.terms import kind_from_words

COLUMNS = {
    "people": ("person",),
    "facts": ("person", "fact", "values", "since", "until", "source"),
    "events": ("person", "term", "qualifiers", "date", "source"),
    "searches": ("person", "terms", "since", "through", "where", "source"),
}
"""What we write of the published columns (`duenotice.record.tables`)."""
_SORTED = {
    "events": ("date", "term", "source"),
    "searches": ("terms", "since"),
    "facts": ("fact", "since", "values"),
}
"""Sorted by person, which is how screens read them fastest, and always in one order."""
_METADATA = f"KV_METADATA {{'{VERSION_KEY}': '{VERSION}'}}"


def create(db: duckdb.DuckDBPyConnection) -> None:
    """Empty tables of texts."""
    for table, columns in COLUMNS.items():
        db.execute(f"create table {table} ({', '.join(f'{_name(c)} varchar' for c in columns)})")


def say_terms(db: duckdb.DuckDBPyConnection) -> None:
    """Every term and qualifier that was written is in the vocabulary; one of ours that is not is a bug."""
    vocabulary = load_vocabulary()
    for term, qualifiers in db.execute("select distinct term, qualifiers from events").fetchall():
        kind_from_words(f"{term} {qualifiers}".strip(), vocabulary, Place(""), "R02")


def write(db: duckdb.DuckDBPyConnection, folder: Path, kind: str) -> None:
    """Each table into a new folder, and beside them the totals and codes of the release, which are
    aggregates. Raises `RefusedTables` (T12) if the folder holds something."""
    with new_folder(folder) as target:
        for table, columns in COLUMNS.items():
            chosen = ", ".join(f"nullif({_name(c)}, '') as {_name(c)}" for c in columns)
            order = ", ".join(_name(c) for c in ("person", *_SORTED.get(table, ())))
            _copy(db, f"select {chosen} from {table} order by {order}", target / f"{table}.{kind}")
        if kind == "csv":
            write_schema(target)
        of_release = target / "of-the-release"
        of_release.mkdir()
        _copy(db, "select * from counts order by kind, year, country", of_release / "counts.csv")
        _copy(db, "select * from codes order by field, total desc, printed", of_release / "codes.csv")
        aside = 'select kind as "table", file, sheet, line as "row", reason from aside order by all'
        _copy(db, aside, of_release / "set-aside.csv")


def _copy(db: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    options = f"FORMAT parquet, COMPRESSION zstd, {_METADATA}"
    options = options if target.suffix == ".parquet" else "FORMAT csv, HEADER"
    db.execute(f"copy ({query}) to {literal(str(target))} ({options})")


def _name(column: str) -> str:
    return f'"{column}"'
