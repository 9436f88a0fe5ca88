"""Spark: where one machine is outgrown. The user's own session or cluster, else a local one.

Spark puts the text of a WITH into every place that uses it, so that a chain of steps grows beyond all
bounds. The statement is therefore run step by step: each relation becomes a view, and one that is used more
than once is computed there and then (`localCheckpoint`), which also cuts its history off.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

import duckdb
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from sqlglot import exp

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.duckdb_ import keep
from duenotice.screen.engines.engine import Table, arrow, listed
from duenotice.screen.to_sql import Statement


class Spark:
    """A session of Spark, with views of our own in it, so that nobody else's are touched."""

    dialect: Dialect = DIALECTS["spark"]

    def __init__(self, session: SparkSession) -> None:
        self.session = session
        self.version = f"Spark {session.version}"
        self._views: dict[str, str] = {}
        self._prefix = f"duenotice_{uuid4().hex[:12]}_"

    def see(self, name: str, frame: DataFrame) -> None:
        """Let statements call a frame by this name."""
        view = self._views.setdefault(name, self._prefix + name)
        frame.createOrReplaceTempView(view)

    def put(self, name: str, rows: pa.Table) -> None:
        """Let statements call an Arrow table by this name."""
        self.see(name, frame_of(self.session, rows))

    def forget(self) -> None:
        """Take our views away."""
        for view in self._views.values():
            self.session.catalog.dropTempView(view)
        self._views.clear()

    def run(self, query: exp.Query, *values: object) -> DataFrame:
        """The frame that a query over our views gives. values: what stands for each `?`."""
        renamed = query.copy()
        for table in renamed.find_all(exp.Table):
            if table.name in self._views and not table.db:
                table.set("alias", table.args.get("alias") or exp.TableAlias(this=table.this))
                table.set("this", exp.to_identifier(self._views[table.name]))
        return self.session.sql(text_for(renamed, self.dialect), list(values) or None)

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these views."""
        for name, table in tables.items():
            self.put(name, arrow(table))

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        frame = self.frame(statement)
        return Table(tuple(frame.columns), [tuple(row) for row in frame.collect()])

    def take(self, source: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[str, ...]]) -> None:
        """Make these views of the tables in DuckDB."""
        for name, columns in tables.items():
            rows = source.sql(f"SELECT {listed(columns)} FROM {name}").to_arrow_table()
            self.put(name, rows)

    def give(self, statement: Statement, target: duckdb.DuckDBPyConnection) -> None:
        """The rows of a statement, into DuckDB."""
        keep(target, "TEMP TABLE answered", self.frame(statement).toArrow())

    def frame(self, statement: Statement) -> DataFrame:
        """The answer as a frame of the session."""
        *steps, last = statement.relations
        used = statement.used()
        for step in steps:
            frame = self.run(statement.parsed(step))
            self.see(step.name, frame.localCheckpoint() if used[step.name] > 1 else frame)
        return self.run(statement.parsed(last))


def frame_of(session: SparkSession, rows: pa.Table) -> DataFrame:
    """An Arrow table as a frame. Its types are told: without rows Spark Connect cannot guess them, and of
    the kinds of text that Arrow has Spark knows the plain one."""
    fields = [
        field.with_type(pa.string())
        if pa.types.is_string_view(field.type) or pa.types.is_dictionary(field.type)
        else field
        for field in rows.schema
    ]
    plain = rows.cast(pa.schema(fields))
    return session.createDataFrame(plain, from_arrow_schema(plain.schema))


@contextmanager
def opened(master: str = "") -> Iterator[Spark]:
    """A session: that of `master` (else ``DUENOTICE_SPARK``), a master URL or ``sc://…`` for Spark
    Connect; else a local one with two threads."""
    where = master or os.environ.get("DUENOTICE_SPARK", "") or "local[2]"
    builder = SparkSession.builder.appName("duenotice")
    builder = builder.remote(where) if where.startswith("sc://") else builder.master(where)
    if where.startswith("local"):
        for name, value in _LOCAL.items():
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield Spark(session)
    finally:
        session.stop()


_LOCAL = {
    "spark.sql.codegen.wholeStage": "false",  # hundreds of small steps: compiling takes longer than running
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.buffer.pageSize": "1m",  # of each sort, and a statement has hundreds: greater ones fill the heap
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
}
