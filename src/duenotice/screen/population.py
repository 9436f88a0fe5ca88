"""A population from Python: tables in files, in memory or in Spark, one order, one row a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, overload

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from duenotice.days import LAST_DAY, DateFact, from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.problems import Place, Problem, Refused
from duenotice.record import tables
from duenotice.screen.bulk import BUCKET, screening
from duenotice.screen.from_tables import from_tables
from duenotice.screen.to_plan import papers_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Data = str | Path | Mapping[str, Any]


@overload
def screen(
    order: Order | str,
    data: Data,
    on: DateFact | str,
    *,
    known_on: DateFact | str | None = None,
    engine: str = "",
    memory: str = "",
) -> pa.Table: ...
@overload
def screen(
    order: Order | str,
    data: Data,
    on: DateFact | str,
    *,
    known_on: DateFact | str | None = None,
    engine: SparkSession,
) -> DataFrame: ...
def screen(
    order: Order | str,
    data: Data,
    on: DateFact | str,
    *,
    known_on: DateFact | str | None = None,
    engine: str | SparkSession = "",
    memory: str = "",
) -> pa.Table | DataFrame:
    """One row a person, in words (docs/reference/screening.md): an Arrow table, in the order of the ids.

    order: an order, or the id of one on the shelf.
    data: a folder or file of tables; or tables by name (``people``, ``events`` …), each a DuckDB relation, a
    frame of Polars (lazy too) or pandas, an Arrow table, or anything else that gives an Arrow stream.
    on: the day the question is about. known_on: only what was learned by this day counts.
    engine: ``duckdb`` if it is not named, or another that `duenotice screen --engine` knows.
    memory: how much DuckDB may use before it spills to the disk, such as ``512MB``.

    Frames of Spark stay in Spark unless another engine is named, and so does a folder of Parquet files if
    `engine` is a session of Spark, which then reads them: the answer is a frame, in no order, and no person
    is fetched.

    Raises `Refused` with every problem of the tables.
    """
    shelf = load_shelf()
    asked = shelf.order(order) if isinstance(order, str) else order
    day = from_edtf(on) if isinstance(on, str) else on
    known = from_edtf(known_on) if isinstance(known_on, str) else known_on
    until = known.hi if known else LAST_DAY
    if _stays_in_spark(data, engine):
        from duenotice.screen import in_spark  # noqa: PLC0415 - only those who use Spark have it

        given = in_spark.frames_of(data, None if isinstance(engine, str) else engine)
        return in_spark.screen_in_spark(asked, given, day, shelf.vocabulary, known_on=until)
    with _files(data) as paths, tables.opened(tables.find(paths)) as opened:
        if memory:
            limit(opened.connection, memory, "memory")
        report = tables.check(opened, shelf.vocabulary)
        if report.findings:
            raise Refused(*(finding.problem for finding in report.findings))
        loaded = from_tables(opened, shelf.vocabulary, until, papers_of(asked, shelf.vocabulary))
        found = screening(loaded, asked, shelf.vocabulary, day)
        with TemporaryDirectory(prefix="duenotice-") as folder:
            for _ in found.buckets(Path(folder) / "parts", str(engine) or "duckdb", {}, BUCKET):
                pass
            return opened.connection.sql(found.answers(Path(folder) / "parts")).to_arrow_table()


def _stays_in_spark(data: Data, engine: str | SparkSession) -> bool:
    if not isinstance(engine, str):
        return True
    held = list(data.values()) if isinstance(data, Mapping) else []
    return engine in ("", "spark") and bool(held) and all(hasattr(table, "sparkSession") for table in held)


def limit(connection: duckdb.DuckDBPyConnection, memory: str, place: str) -> None:
    """Let DuckDB use no more memory than this. Raises `Refused` (E02), at `place`, for what is no amount."""
    quoted = memory.replace("'", "''")
    try:
        connection.execute(f"SET memory_limit = '{quoted}'")
    except duckdb.Error:
        problem = Problem(
            "E02",
            Place(place),
            f"`{memory}` is not an amount of memory",
            "the limit decides when data is spilled to the disk",
            "write a number and a unit, such as 512MB or 2GB",
        )
        raise Refused(problem) from None


@contextmanager
def _files(data: Data) -> Iterator[list[Path]]:
    """The tables as files."""
    if not isinstance(data, Mapping):
        yield [Path(data)]
        return
    with TemporaryDirectory(prefix="duenotice-") as folder:
        for name, table in data.items():
            _write(table, Path(folder) / f"{name}.parquet")
        yield [Path(folder)]


def _write(table: Any, file: Path) -> None:
    """A table in memory as a Parquet file, batch by batch."""
    if hasattr(table, "sink_parquet"):  # a lazy frame of Polars has no stream, and writes itself
        table.sink_parquet(file)
        return
    given = table.toArrow() if hasattr(table, "toArrow") else table
    with pa.RecordBatchReader.from_stream(given) as batches, pq.ParquetWriter(file, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
