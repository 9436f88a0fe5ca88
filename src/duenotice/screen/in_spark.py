"""A population that stays in Spark: frames in, one frame of answers out.

What comes to the program is what is different: the dates, words and terms that occur, each understood once
by the same reader as everywhere, and the mistakes that the checks find. The people, their rows and their
answers are never fetched; they are divided by person and stay where they are. Works with a session of the
program itself and with Spark Connect.

Between its steps Spark keeps what it has computed on its executors (`localCheckpoint`); if one of them is
lost, the run fails and says so, and has to be started again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import sqlglot
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from duenotice.days import LAST_DAY, DateFact
from duenotice.language import Order
from duenotice.problems import Place, Problem, RefusedTables
from duenotice.record.tables import TABLES, check
from duenotice.screen.bulk import of_laid
from duenotice.screen.codes import Codebook
from duenotice.screen.engines.spark_ import Spark, frame_of
from duenotice.screen.frames import Frames, adapted, framed, named, placed
from duenotice.screen.from_tables import Loader, dates_of, meant, stamped
from duenotice.screen.tables import DATA
from duenotice.screen.to_plan import papers_of
from duenotice.screen.words import in_words
from duenotice.terms import Vocabulary


@dataclass(frozen=True)
class _Laid:
    """The layout in Spark (`from_tables.Laid`)."""

    frames: Frames
    codes: Codebook
    days: frozenset[int]
    papers: frozenset[str]

    def dates_of(self, kinds: list[int]) -> list[int]:
        """The dates on which events of these kinds fall."""
        return [int(str(code)) for (code,) in self.frames.rows(dates_of(kinds))]


@dataclass
class _InSpark(Loader):
    frames: Frames

    def run(self, statement: str) -> None:
        self.frames.run(statement)

    def distinct(self, query: str) -> list[tuple[Any, ...]]:
        return list(self.frames.rows(query))

    def keep(self, name: str, columns: dict[str, list[object]], texts: Iterable[str]) -> None:
        self.frames.spark.put(name, meant(columns, texts))


def screen_in_spark(
    order: Order,
    given: Mapping[str, DataFrame],
    on: DateFact,
    vocabulary: Vocabulary,
    *,
    known_on: int = LAST_DAY,
) -> DataFrame:
    """One row a person, in words, in no order, computed and kept in Spark.

    given: frames by the names of their tables, ``people`` among them. Raises `RefusedTables` with everything
    that is wrong with them.
    """
    spark = Spark(named(given)["people"].sparkSession)
    try:
        frames = framed(spark, given)
        if findings := check(frames, vocabulary).findings:
            raise RefusedTables(*placed(frames, findings))
        loader = _InSpark(vocabulary, known_on, stamped(vocabulary, papers_of(order, vocabulary)), frames)
        laid = _Laid(frames, loader.codes, loader.load(), loader.papers)
        for name in DATA:
            frames.run(f"CREATE VIEW {name} AS SELECT * FROM all_{name}")
        asked = of_laid(laid, order, vocabulary, on)
        spark.fill(asked.tables)
        spark.see("told", spark.frame(asked.statement))
        words = sqlglot.parse_one(in_words(asked.plan, "told"), read="duckdb")
        words.set("order", None)
        return spark.run(adapted(words)).localCheckpoint()
    finally:
        spark.forget()


def frames_of(data: Any, session: SparkSession | None) -> dict[str, DataFrame]:
    """Tables by name as frames, or those of a folder that the session reads. Tables that are no frames yet
    go into the session through Arrow."""
    if not isinstance(data, Mapping):
        assert session is not None, "a folder is read by a session"
        return frames_in(session, str(data))
    return {
        name: table
        if session is None or isinstance(table, DataFrame)
        else frame_of(session, pa.RecordBatchReader.from_stream(table).read_all())
        for name, table in data.items()
    }


def frames_in(session: SparkSession, folder: str) -> dict[str, DataFrame]:
    """The tables of a folder that the session reads, wherever that is: Parquet files, or folders of them,
    each with the name of its table. Raises `RefusedTables` (M01, T01) where that is not so."""
    folder = folder.rstrip("/")
    read = session.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        listed = read.load(folder).select("path").collect()
    except AnalysisException:
        help_ = "check the address, and whether the cluster may read it"
        what, why = "the folder cannot be read", "Spark says that there is no such path"
        raise RefusedTables(Problem("M01", Place(folder), what, why, help_)) from None
    inside = f"/{folder.rsplit('/', 1)[-1]}/"  # what stands before it is spelled in several ways
    below = {row.path.rsplit(inside, 1)[-1].split("/")[0] for row in listed}
    known = {f"{table}.parquet" for table in TABLES}
    if strange := sorted(below - known):
        raise RefusedTables(
            Problem(
                "T01",
                Place(f"{folder}/{strange[0]}"),
                f"`{strange[0]}` is not the name of a table in Parquet",
                f"Spark reads {', '.join(f'`{name}`' for name in sorted(known))}",
                "rename it or take it away; other kinds of file: `duenotice data convert --to parquet`",
            )
        )
    return {name.removesuffix(".parquet"): session.read.parquet(f"{folder}/{name}") for name in below}
