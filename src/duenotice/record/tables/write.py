"""Tables into files: a whole table at once from DuckDB, or row by row."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from duenotice.problems import Place, Problem, RefusedTables, quoted
from duenotice.record.tables import safe
from duenotice.record.tables.opened import Opened, literal, name
from duenotice.record.tables.schema import TABLES, VERSION, VERSION_KEY, Table, schema

_BATCH = 20_000
_METADATA = {VERSION_KEY: str(VERSION)}

Row = Mapping[str, str]


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `folder` once everything is written; nothing of it
    stays if something goes wrong. Raises `RefusedTables` (T12) if `folder` holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedTables(
            Problem(
                "T12",
                Place(str(folder)),
                f"{quoted(folder.name)} is not empty",
                "what is there could be overwritten, or be mixed with what is written now",
                "name a folder that does not exist yet",
            )
        )
    partial = folder.with_name(f".{folder.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        yield partial
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        why = str(error.strerror or error).lower()
        help_ = "check the folder, the space that is left, and whether you may write there"
        problem = Problem("M01", Place(str(folder)), "the folder cannot be written", why, help_)
        raise RefusedTables(problem) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_tables(tables: Opened, folder: Path, kind: str) -> None:
    """Every table that is there, with the columns that it has, as ``csv``, ``parquet`` or ``arrow``."""
    tables.run("SET preserve_insertion_order = true")
    for table, staged in tables.staged.items():
        columns = [column for column in staged.table.names if column in staged.columns]
        file = folder / f"{table}.{kind}"
        match kind:
            case "csv":
                chosen = ", ".join(_csv_cell(staged.table, column) for column in columns)
                options = "FORMAT csv, HEADER true, NULL ''"
                tables.run(f"COPY (SELECT {chosen} FROM {name(table)}) TO {literal(str(file))} ({options})")
            case "parquet":
                chosen = ", ".join(name(column) for column in columns)
                options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{'{VERSION_KEY}': '{VERSION}'}}"
                tables.run(f"COPY (SELECT {chosen} FROM {name(table)}) TO {literal(str(file))} ({options})")
            case _:
                chosen = ", ".join(name(column) for column in columns)
                batches = tables.connection.sql(f"SELECT {chosen} FROM {name(table)}").to_arrow_reader(
                    100_000
                )
                described = batches.schema.with_metadata(_METADATA)
                with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, described) as writer:
                    for batch in batches:
                        writer.write_batch(batch.replace_schema_metadata(_METADATA))
    if kind == "csv":
        write_schema(folder)


def write_schema(folder: Path) -> None:
    """``schema.json``, which says beside CSV files what Parquet says in its metadata."""
    text = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    (folder / "schema.json").write_text(text, encoding="utf-8")


def _csv_cell(table: Table, column: str) -> str:
    cell = name(column)
    if column in table.of_type(*safe.FREE):
        cell = safe.to_cell_sql(cell)
    return f"nullif({cell}, '') AS {name(column)}"


class _Sink(Protocol):
    """Where the rows of one table go."""

    def write(self, rows: Sequence[Row]) -> None: ...


class _CsvSink:
    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        self.table, self.free = table, set(table.of_type(*safe.FREE))
        file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
        self.writer = csv.writer(file, lineterminator="\n")
        self.writer.writerow(table.names)

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            cells = ((column, row.get(column, "")) for column in self.table.names)
            self.writer.writerow(
                safe.to_cell(text) if column in self.free else text for column, text in cells
            )


class _BatchSink:
    def __init__(self, table: Table, folder: Path, kind: str, stack: ExitStack) -> None:
        self.table = table
        self.schema = pa.schema([(column, pa.string()) for column in table.names], metadata=_METADATA)
        file = str(folder / f"{table.name}.{kind}")
        if kind == "parquet":
            self.writer = stack.enter_context(pq.ParquetWriter(file, self.schema, compression="zstd"))
        else:
            sink = stack.enter_context(pa.OSFile(file, "wb"))
            self.writer = stack.enter_context(pa.ipc.new_file(sink, self.schema))

    def write(self, rows: Sequence[Row]) -> None:
        columns = [[row.get(column, "") for row in rows] for column in self.table.names]
        arrays = [pa.array(column, pa.string()) for column in columns]
        self.writer.write_batch(pa.record_batch(arrays, schema=self.schema))


class RowWriter:
    """Rows into the files of several tables; a table without rows gets no file, but `people` does."""

    def __init__(self, folder: Path, kind: str, stack: ExitStack) -> None:
        self._folder, self._kind, self._stack = folder, kind, stack
        self._rows: dict[str, list[Row]] = {}
        self._sinks: dict[str, _Sink] = {}
        self.counts: dict[str, int] = {}

    def add(self, table: str, row: Row) -> None:
        """One row. Columns that it does not have are blank."""
        waiting = self._rows.setdefault(table, [])
        waiting.append(row)
        self.counts[table] = self.counts.get(table, 0) + 1
        if len(waiting) >= _BATCH:
            self._flush(table)

    def close(self) -> None:
        """Write what is still waiting."""
        for table in ["people", *self._rows]:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows = self._rows.pop(table, [])
        if table not in self._sinks:
            self._sinks[table] = self._sink(TABLES[table])
        if rows:
            self._sinks[table].write(rows)

    def _sink(self, table: Table) -> _Sink:
        if self._kind == "csv":
            return _CsvSink(table, self._folder, self._stack)
        return _BatchSink(table, self._folder, self._kind, self._stack)


@contextmanager
def row_writer(folder: Path, kind: str) -> Iterator[RowWriter]:
    """A `RowWriter` whose files are closed at the end."""
    with ExitStack() as stack:
        writer = RowWriter(folder, kind, stack)
        yield writer
        writer.close()
    if kind == "csv":
        write_schema(folder)
