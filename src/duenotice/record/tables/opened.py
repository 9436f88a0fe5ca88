"""Tables as views in DuckDB: every published column as text, blank for what is not there.

`opened` is what the checks, the converters and other rooms read. A row keeps its number (`nr`,
from 0), so that a problem found by a join leads back to the row of the file. Rows in which nothing
stands are no rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import duckdb

from duenotice.problems import Place, Problem, Refused, RefusedTables
from duenotice.record.tables.cells import NOTICE, RETURNED
from duenotice.record.tables.find import Dataset
from duenotice.record.tables.safe import FREE, from_cell_sql
from duenotice.record.tables.schema import TABLES, Table
from duenotice.record.tables.stage import Staged, stage

QUIET = "SET enable_progress_bar = false"
"""DuckDB draws a bar on a terminal while a query is long; each connection and cursor has to be told."""
OUR_MISTAKES = (duckdb.CatalogException, duckdb.BinderException, duckdb.ParserException)
"""Errors of DuckDB that say that our SQL is wrong, and nothing about the files."""


class Tables(Protocol):
    """Tables that can be asked in SQL, wherever they are: what the checks need of them."""

    @property
    def staged(self) -> Mapping[str, Staged]:
        """Those that are there."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Rows that could not be staged."""
        ...

    def rows(self, query: str, *values: object) -> Iterator[tuple[object, ...]]:
        """The rows of a query."""
        ...

    def run(self, statement: str) -> None:
        """A statement that gives no rows."""
        ...


@dataclass(frozen=True)
class Opened:
    """Tables in a DuckDB connection: one view for each published table, whether or not a file was
    there (`staged` has those that were). `problems` are mistakes of form: rows that were not staged."""

    connection: duckdb.DuckDBPyConnection
    staged: dict[str, Staged]
    whole: bool
    problems: tuple[Problem, ...]

    def rows(self, query: str, *values: object) -> Iterator[tuple[object, ...]]:
        """The rows of a query, fetched piece by piece. Raises `RefusedTables` (M01) for a file that
        turns out to be damaged while it is read."""
        try:
            cursor = self.connection.cursor()
            cursor.execute(QUIET)
            cursor.execute(query, list(values))
            while found := cursor.fetchmany(10_000):
                yield from found
        except OUR_MISTAKES:
            raise
        except duckdb.Error as error:
            raise damaged(error, self.staged) from None

    def run(self, statement: str) -> None:
        """A statement that gives no rows. Raises as `rows` does."""
        try:
            self.connection.execute(statement)
        except OUR_MISTAKES:
            raise
        except duckdb.Error as error:
            raise damaged(error, self.staged) from None


@contextmanager
def opened(dataset: Dataset) -> Iterator[Opened]:
    """The tables of some files. Staged copies lie in a private folder, which is gone at the end.

    Raises `RefusedTables` with what is wrong with every file that cannot be used.
    """
    with TemporaryDirectory(prefix="duenotice-") as folder:
        staged: dict[str, Staged] = {}
        problems: list[Problem] = []
        for name, file in dataset.files.items():
            try:
                staged[name] = stage(file, Path(folder))
            except Refused as refused:
                problems += refused.problems
        if problems:
            raise RefusedTables(*problems)
        with connected(Path(folder)) as connection:
            for table in TABLES.values():
                try:
                    connection.execute(_view_of(table, staged.get(table.name)))
                except duckdb.Error as error:
                    raise damaged(error, staged) from None
            connection.execute(HAPPENED)
            found = tuple(problem for each in staged.values() for problem in each.problems)
            yield Opened(connection, staged, dataset.whole, found)


@contextmanager
def connected(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with its spilled data in `folder`, and without extensions that would be fetched."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(folder / "spilled"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
    }
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute(QUIET)
    try:
        yield connection
    finally:
        connection.close()


def damaged(error: duckdb.Error, staged: dict[str, Staged]) -> RefusedTables:
    """A file that could be opened and not be read to its end."""
    files = ", ".join(str(each.file) for each in staged.values() if each.file.suffix != ".csv")
    said = str(error).splitlines()[0][:200]
    why = f"the reader says: {said}"
    return RefusedTables(
        Problem(
            "M01",
            Place(files),
            "a file cannot be read to its end",
            why,
            "write the file again; it may be damaged",
        )
    )


def literal(text: str) -> str:
    """A text as it stands in SQL."""
    return "'" + text.replace("'", "''") + "'"


def name(column: str) -> str:
    """The name of a column as it stands in SQL."""
    return '"' + column.replace('"', '""') + '"'


def _view_of(table: Table, staged: Staged | None) -> str:
    path = literal(str(staged.path)) if staged else ""
    return view(table, staged, f"read_parquet({path}, file_row_number = true)")


def view(table: Table, staged: Staged | None, source: str) -> str:
    """The statement that makes the view of a published table. source: the columns that are there, with the
    number of each row as `file_row_number`."""
    if staged is None:
        columns = ", ".join(f"'' AS {name(column)}" for column in table.names)
        return f"CREATE VIEW {name(table.name)} AS SELECT CAST(0 AS BIGINT) AS nr, {columns} WHERE false"
    here = [column for column in table.names if column in staged.columns]
    free = table.of_type(*FREE) if staged.kind == "csv" else ()
    columns = ", ".join(
        f"{_text(table, column, column in free, staged.kind != 'csv')} AS {name(column)}"
        if column in here
        else f"'' AS {name(column)}"
        for column in table.names
    )
    filled = " OR ".join(f"{name(column)} <> ''" for column in here)
    inner = f"SELECT file_row_number AS nr, {columns} FROM {source}"
    return f"CREATE VIEW {name(table.name)} AS SELECT * FROM ({inner}) WHERE {filled}"


HAPPENED = f"""CREATE VIEW happened AS
    SELECT person, term, qualifiers, date, '' AS dated, '' AS mailed, '' AS postmarked, '' AS received,
        '' AS acknowledged, source, learned, id, corrects, 'events' AS "table", nr FROM events
    UNION ALL
    SELECT person, CASE trim(term) WHEN '' THEN {literal(NOTICE)} ELSE term END,
        concat_ws(';', nullif(method, ''), nullif(recipient, ''), CASE language WHEN '' THEN NULL ELSE
            'in ' || regexp_replace(trim(language), ' *; *', ';in ', 'g') END, nullif(contents, '')),
        date, dated, mailed, postmarked, received, acknowledged, source, learned, id, corrects, 'notices', nr
        FROM notices
    UNION ALL
    SELECT person, {literal(RETURNED)}, '', returned, '', '', '', '', '', source, learned, '', '',
        'notices', nr FROM notices WHERE trim(returned) <> ''"""
"""Every event, from both tables that hold some, by one set of columns: the view `happened`."""


def _text(table: Table, column: str, free: bool, typed: bool) -> str:
    if free:
        return f"coalesce({from_cell_sql(name(column))}, '')"
    if typed and column in table.of_type("yes or no"):
        text = f"CAST({name(column)} AS VARCHAR)"
        return f"CASE {text} WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE coalesce({text}, '') END"
    return f"coalesce(CAST({name(column)} AS VARCHAR), '')"
