"""Spark: where one machine is outgrown. The user's own session or cluster, else a local one.

Spark puts the text of a WITH into every place that uses it, so that a chain of steps grows beyond all
bounds. The statement is therefore run step by step: each relation becomes a view, and one that is used more
than once is computed there and then (`localCheckpoint`), which also cuts its history off.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from duenotice.screen.engines.dialect import DIALECTS, Dialect, text_for
from duenotice.screen.engines.engine import Table
from duenotice.screen.to_sql import Statement

_TYPES = {"text": pa.string(), "wide": pa.int64(), "narrow": pa.int32()}


class Spark:
    """A session of Spark."""

    dialect: Dialect = DIALECTS["spark"]

    def __init__(self, session: SparkSession) -> None:
        self.session = session
        self.version = f"Spark {session.version}"

    def fill(self, tables: Mapping[str, Table]) -> None:
        """Make these views."""
        for name, table in tables.items():
            arrays = [
                pa.array([row[n] for row in table.rows], _TYPES[table.type_of(c, "text", "wide", "narrow")])
                for n, c in enumerate(table.columns)
            ]
            given = pa.table(arrays, names=list(table.columns))
            self.session.createDataFrame(given).createOrReplaceTempView(name)

    def answer(self, statement: Statement) -> Table:
        """The rows of a statement."""
        frame = self.frame(statement)
        return Table(tuple(frame.columns), [tuple(row) for row in frame.collect()])

    def frame(self, statement: Statement) -> DataFrame:
        """The answer as a frame of the session."""
        *steps, last = statement.relations
        used = Counter(word for one in statement.relations for word in set(re.findall(r"\w+", one.select)))
        for step in steps:
            frame = self.session.sql(text_for(statement.parsed(step), self.dialect))
            if used[step.name] > 1:
                frame = frame.localCheckpoint()
            frame.createOrReplaceTempView(step.name)
        return self.session.sql(text_for(statement.parsed(last), self.dialect))


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
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.buffer.pageSize": "1m",  # of each sort, and a statement has hundreds: greater ones fill the heap
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
}
