"""People who stay in Spark: the same answers and the same mistakes as in DuckDB, and nobody is fetched."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("no Java, which Spark runs on", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession

import duenotice
from duenotice.library import order_from_text
from duenotice.problems import RefusedTables
from duenotice.record import tables
from duenotice.record.tables import Finding, check
from duenotice.screen.engines.spark_ import Spark
from duenotice.screen.frames import Frames, framed
from duenotice.screen.in_spark import frames_of
from tests.agreement.test_tables import written
from tests.orders import FRONT
from tests.strategies import VOCABULARY
from tests.tables.mistakes import RIGHT, WRONG_CELLS

ON = "2019-01-05"
RULES = """class "class" [invented]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia
    (b) there is a release from ICE custody: call it the release
    (c) there is no criminal violation after the release

duty "notice" [invented]
  owed to each member of "class"
  before each detention for removal
  the government must give written notice of detention at least 14 days earlier

life of this order
  2019-01-01 entered [invented]
  known through 2019-02-01 [invented]
"""
PLAIN = FRONT.replace("court id: COURT\n", "")
SHORT = order_from_text(f"{PLAIN}```order\n{RULES}```\n", VOCABULARY, "short.md")
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "3",
    # More than this never comes to the program: Spark itself ends a job that would send it.
    "spark.driver.maxResultSize": "1m",
    "spark.sql.autoBroadcastJoinThreshold": "64k",
}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session such as a user brings along."""
    builder = SparkSession.builder.appName("a user").master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def frames(spark: SparkSession, given: dict[str, pa.Table]) -> dict[str, DataFrame]:
    """Tables as frames, in several parts."""
    return {name: spark.createDataFrame(table).repartition(3) for name, table in given.items()}


def in_order(answers: pa.Table) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = answers.sort_by("person").to_pylist()
    return rows


def test_frames_in_spark_are_answered_as_the_same_tables_are_in_duckdb(
    spark: SparkSession, tmp_path: Path
) -> None:
    with duckdb.connect() as connection:
        given = {
            path.stem: connection.read_csv(str(path), all_varchar=True).to_arrow_table()
            for path in written(tmp_path / "tables", VOCABULARY).iterdir()
        }
    spark.createDataFrame([(1,)], ["mine"]).createOrReplaceTempView("people")
    found = duenotice.screen(SHORT, frames(spark, given), ON)
    assert isinstance(found, DataFrame)
    assert in_order(found.toArrow()) == in_order(duenotice.screen(SHORT, given, ON))
    assert [view.name for view in spark.catalog.listTables()] == ["people"], "the views of a user stay"
    assert spark.table("people").columns == ["mine"]


def test_a_session_reads_a_folder_by_itself(spark: SparkSession, tmp_path: Path) -> None:
    for name, text in RIGHT.items():
        frames(spark, {name: from_csv(text)})[name].write.parquet(str(tmp_path / f"{name}.parquet"))
    found = duenotice.screen(SHORT, tmp_path.as_uri(), ON, engine=spark, known_on="2019-01-04")
    as_files = {name: from_csv(text) for name, text in RIGHT.items()}
    assert in_order(found.toArrow()) == in_order(duenotice.screen(SHORT, as_files, ON, known_on="2019-01-04"))
    with pytest.raises(RefusedTables, match="M01: the folder cannot be read"):
        duenotice.screen(SHORT, (tmp_path / "elsewhere").as_uri(), ON, engine=spark)
    spark.createDataFrame([("p-1",)], ["person"]).write.parquet(str(tmp_path / "peple.parquet"))
    with pytest.raises(RefusedTables, match=r"T01: `peple\.parquet` is not the name of a table in Parquet"):
        duenotice.screen(SHORT, tmp_path.as_uri(), ON, engine=spark)


def test_people_and_their_answers_are_never_sent_to_the_program(spark: SparkSession) -> None:
    """Spark ends a job that sends more than `spark.driver.maxResultSize`: ids alone are more than that."""
    many = 20_000
    names = [hashlib.sha512(str(number).encode()).hexdigest() for number in range(many)]
    nationality, release = ["nationality"] * many, ["release from ICE custody"] * many
    of, on = ["Cambodia", "Laos"] * (many // 2), ["1999-03-02"] * many
    given = {
        "people": pa.table({"person": names}),
        "facts": pa.table({"person": names, "fact": nationality, "values": of}),
        "events": pa.table({"person": names, "term": release, "date": on}),
        "searches": pa.table({"person": ["*"], "terms": ["everything"], "through": ["2019-02-01"]}),
    }
    brought = frames(spark, given)
    found = duenotice.screen(SHORT, brought, ON)
    counted = {row.class_1: row["count"] for row in found.groupBy("class_1").count().collect()}
    assert counted == {"yes": 10_000, "no": 10_000}
    for frame in (brought["people"], found.select("person")):
        with pytest.raises(Exception, match="maxResultSize"):
            frame.collect()


def from_csv(text: str) -> pa.Table:
    """A table of texts; blank for what is not there."""
    columns, *rows = list(csv.reader(io.StringIO(text)))
    return pa.table({name: [row[n] for row in rows] for n, name in enumerate(columns)})


def with_every_mistake() -> dict[str, pa.Table]:
    """The right tables, and below them one row for each wrong cell."""
    found: dict[str, list[list[str]]] = {}
    for name, text in RIGHT.items():
        found[name] = list(csv.reader(io.StringIO(text)))
    for (name, column), texts in WRONG_CELLS.items():
        for text in texts:
            row = list(found[name][1])
            row[found[name][0].index(column)] = text
            found[name].append(row)
    return {
        name: pa.table({c: [row[n] for row in rows] for n, c in enumerate(columns)})
        for name, (columns, *rows) in found.items()
    }


def said(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    """What a reader learns, but for the place."""
    return sorted(
        (f.table, f.column, f.rows, f.problem.code, f.problem.what, f.problem.why, f.problem.help)
        for f in findings
    )


def test_spark_refuses_what_duckdb_refuses_in_the_same_words(spark: SparkSession, tmp_path: Path) -> None:
    given = with_every_mistake()
    for name, table in given.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
    with tables.opened(tables.find([tmp_path])) as opened:
        by_duckdb = said(check(opened, VOCABULARY).findings)
    held = framed(Spark(spark), {name: spark.createDataFrame(t).coalesce(1) for name, t in given.items()})
    assert said(check(held, VOCABULARY).findings) == by_duckdb
    codes = {str(code) for _, _, _, code, *_ in by_duckdb}
    assert codes >= {"D01", "R02", "R03", "R04", "R08", "T06", "T08", "T11"}


def test_a_mistake_in_a_frame_is_placed_by_table_person_and_column(spark: SparkSession) -> None:
    given = {name: from_csv(text) for name, text in RIGHT.items() if name in ("people", "events")}
    given["events"] = from_csv("person,term,date\np-1,conviction,2001-05\np-2,conviction,2001-13\n")
    given["people"] = from_csv(RIGHT["people"] + "p-1\n")
    with pytest.raises(RefusedTables) as refused:
        duenotice.screen(SHORT, frames(spark, given), ON)
    first, second = map(str, refused.value.problems)
    at = "frame `people`, a row of `p-1`, column `person`"
    assert first.startswith(f"{at}: T10: `p-1` is in another row already")
    assert second.startswith("frame `events`, a row of `p-2`, column `date`: D02: `2001-13`")
    with pytest.raises(RefusedTables, match="frame `people`: T03: `persons` is not a column of `people`"):
        duenotice.screen(SHORT, {"people": spark.createDataFrame([("p-1",)], ["persons"])}, ON)
    with pytest.raises(RefusedTables, match="the frames: T02: the table `people` is missing"):
        duenotice.screen(SHORT, {"events": spark.createDataFrame([("p-1",)], ["person"])}, ON)


def test_tables_of_every_kind_go_into_a_session(spark: SparkSession) -> None:
    arrow = from_csv(RIGHT["people"])
    polars = pl.DataFrame(arrow)
    for table in (arrow, arrow.to_reader(), polars, polars.to_pandas(), arrow.slice(0, 0)):
        (frame,) = frames_of({"people": table}, spark).values()
        assert frame.dtypes == [("person", "string")]
        assert frames_of({"people": frame}, spark)["people"] is frame


def test_more_different_texts_than_can_be_read_are_refused(spark: SparkSession) -> None:
    held = Frames(Spark(spark), most=2)
    held.spark.see("events", spark.createDataFrame([("a",), ("b",), ("c",), ("c",)], ["date"]))
    with pytest.raises(RefusedTables, match="E02: there are more than 2 different texts in `date`"):
        held.rows("SELECT DISTINCT date FROM events")
    assert len(list(held.rows("SELECT DISTINCT date FROM events WHERE date <> 'a'"))) == 2
