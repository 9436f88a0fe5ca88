"""The tables into files, in the columns of the tabular schema; nothing is left if something goes wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from duenotice.importers.released.model import literal
from duenotice.library import load_vocabulary
from duenotice.problems import Place, Problem, RefusedDocument
from duenotice.terms import kind_from_words

COLUMNS = {
    "people": ("person",),
    "facts": ("person", "fact", "values", "since", "until", "source"),
    "events": ("person", "term", "qualifiers", "date", "source"),
    "searches": ("person", "terms", "since", "through", "where", "source"),
}
_STORED = {
    "people": ("person",),
    "facts": ("person", "fact", "values", "negated", "since", "until", "source"),
    "events": COLUMNS["events"],
    "searches": COLUMNS["searches"],
}
_METADATA = "KV_METADATA {'duenotice.tables': '1'}"


def create(db: duckdb.DuckDBPyConnection) -> None:
    """Empty tables of texts."""
    for table, columns in _STORED.items():
        db.execute(f"create table {table} ({', '.join(f'{_name(c)} varchar' for c in columns)})")


def say_terms(db: duckdb.DuckDBPyConnection) -> None:
    """Every term and qualifier that was written is in the vocabulary; one of ours that is not is a bug."""
    vocabulary = load_vocabulary()
    for term, qualifiers in db.execute("select distinct term, qualifiers from events").fetchall():
        kind_from_words(f"{term} {qualifiers}".strip(), vocabulary, Place(""), "R02")


def write(db: duckdb.DuckDBPyConnection, folder: Path, kind: str) -> None:
    """Each table that has rows (and people, always) into a new folder. Raises `RefusedDocument` (I04)."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise _not_empty(folder)
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        for table, columns in COLUMNS.items():
            options = (
                f"FORMAT parquet, COMPRESSION zstd, {_METADATA}"
                if kind == "parquet"
                else "FORMAT csv, HEADER"
            )
            chosen = ", ".join(f"nullif({_name(c)}, '') as {_name(c)}" for c in columns)
            target = literal(str(partial / f"{table}.{kind}"))
            db.execute(f"copy (select {chosen} from {table}) to {target} ({options})")
        for table, order in (("counts", "kind, year, country"), ("codes", "field, total desc, printed")):
            target = literal(str(partial / f"{table}-of-the-release.csv"))
            db.execute(f"copy (select * from {table} order by {order}) to {target} (FORMAT csv, HEADER)")
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _not_empty(folder: Path) -> RefusedDocument:
    return RefusedDocument(
        Problem(
            "I04",
            Place(str(folder)),
            f"`{folder.name}` is not empty",
            "what is there could be overwritten, or be mixed with what is written now",
            "name a folder that does not exist yet",
        )
    )


def _name(column: str) -> str:
    return f'"{column}"'
