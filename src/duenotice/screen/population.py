"""A population from Python: tables in files or in memory, one order, one Arrow table of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from duenotice.days import LAST_DAY, DateFact, from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.problems import Refused
from duenotice.record import tables
from duenotice.screen.bulk import BUCKET, screening
from duenotice.screen.from_tables import from_tables
from duenotice.screen.to_plan import papers_of

Data = str | Path | Mapping[str, Any]


def screen(
    order: Order | str, data: Data, on: DateFact | str, *, known_on: int = LAST_DAY, engine: str = "duckdb"
) -> pa.Table:
    """One row a person, in words (docs/reference/screening.md).

    order: an order, or the id of one on the shelf.
    data: a folder or file of tables; or tables by name (``people``, ``events`` …), each a DuckDB relation,
    an Arrow table, a Spark frame, or anything else that gives an Arrow stream (Polars, pandas).
    on: the day the question is about. known_on: only what was learned by this day number counts.

    Raises `Refused` with every problem of the tables.
    """
    shelf = load_shelf()
    asked = shelf.order(order) if isinstance(order, str) else order
    day = from_edtf(on) if isinstance(on, str) else on
    with _files(data) as paths, tables.opened(tables.find(paths)) as opened:
        report = tables.check(opened, shelf.vocabulary)
        if report.findings:
            raise Refused(*(finding.problem for finding in report.findings))
        loaded = from_tables(opened, shelf.vocabulary, known_on, papers_of(asked, shelf.vocabulary))
        found = screening(loaded, asked, shelf.vocabulary, day)
        with TemporaryDirectory(prefix="duenotice-") as folder:
            for _ in found.buckets(Path(folder) / "parts", engine, {}, BUCKET):
                pass
            return opened.connection.sql(found.answers(Path(folder) / "parts")).to_arrow_table()


@contextmanager
def _files(data: Data) -> Iterator[list[Path]]:
    """The tables as files."""
    if not isinstance(data, Mapping):
        yield [Path(data)]
        return
    with TemporaryDirectory(prefix="duenotice-") as folder:
        for name, table in data.items():
            pq.write_table(_arrow(table), Path(folder) / f"{name}.parquet")
        yield [Path(folder)]


def _arrow(table: Any) -> pa.Table:
    return table.toArrow() if hasattr(table, "toArrow") else pa.table(table)
