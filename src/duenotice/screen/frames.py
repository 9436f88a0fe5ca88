"""Tables that are frames of Spark: asked by the same SQL as tables in DuckDB, and never fetched whole.

The checks and the layout are written once, for DuckDB, in what Spark can say too. sqlglot tells what Spark
spells differently, but for this:

    regexp_full_match     a pattern with both its ends
    hash                  32 bits are too few to tell two rows apart: xxhash64
    trim                  DuckDB takes off every kind of space, Spark the plain one only
    row_number() OVER ()  would bring all rows to one machine: a number that is different for each row,
                          and says nothing about their order
    CREATE TABLE          computed there and then, so that such a number stays what it is; divided by person
    CREATE VIEW           computed where it is used
    ORDER BY              of a table that is made: left out

Only what a query groups, counts or makes distinct comes to the program, and at most `MOST` rows of it. A
frame's rows have no numbers that its reader could count, so a mistake is placed by table, person and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlglot
from pyspark.sql import DataFrame
from pyspark.sql import functions as fn
from sqlglot import exp

from duenotice.problems import Place, Problem, RefusedTables, did_you_mean, quoted
from duenotice.record.tables.check import Finding
from duenotice.record.tables.opened import HAPPENED, name, view
from duenotice.record.tables.schema import TABLES
from duenotice.record.tables.stage import Staged, typed
from duenotice.screen.engines.spark_ import Spark

MOST = 3_000_000
"""So many different texts of one sort are read by the program, and no more."""


_SPACES = exp.Literal.string(r"\A\p{Zs}+|\p{Zs}+\z")


@dataclass
class Framed(Staged):
    """A table that is a frame."""

    rows: int = 0

    def row(self, number: int) -> int:
        """The row's number among those of the frame, which only we know."""
        return number

    def called(self, number: int) -> str:  # noqa: ARG002 - the number would say nothing to anybody
        """A row, to say that something stands there."""
        return "another row"

    def place(self, row: int, column: str = "") -> Place:  # noqa: ARG002 - `placed` says whose row it is
        """The table and a column."""
        return self.column(column) if column else Place(f"frame `{self.table.name}`")

    def column(self, column: str) -> Place:
        """A whole column."""
        return Place(f"frame `{self.table.name}`, column `{column}`")

    def all_rows(self) -> int:
        """How many rows the frame has, blank ones too."""
        return self.rows


@dataclass
class Frames:
    """Frames, as the tables that the checks and the layout ask (`record.tables.opened.Tables`)."""

    spark: Spark
    staged: dict[str, Staged] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    most: int = MOST

    def rows(self, query: str, *values: object) -> Iterator[tuple[object, ...]]:
        """The rows of a query. Raises `RefusedTables` (E02) where there are more than `most`."""
        asked = sqlglot.parse_one(query, read="duckdb")
        found = self.spark.run(adapted(asked), *values).limit(self.most + 1).collect()
        if len(found) > self.most:
            raise RefusedTables(_too_many(asked, self.most))
        return iter(found)

    def run(self, statement: str) -> None:
        """A statement that makes a table or a view."""
        made = sqlglot.parse_one(statement, read="duckdb")
        query, called = made.expression, made.this.name
        if made.args["kind"] == "VIEW":
            self.spark.see(called, self.spark.run(adapted(query)))
            return
        query.set("order", None)
        frame = self.spark.run(adapted(query))
        whose = next((column for column in ("p", "person") if column in frame.columns), None)
        self.spark.see(called, (frame.repartition(whose) if whose else frame).localCheckpoint())


def named(given: Mapping[str, DataFrame]) -> Mapping[str, DataFrame]:
    """Frames by the names of tables. Raises `RefusedTables` (T01, T02) where they are not."""
    if problems := list(_not_tables(given)):
        raise RefusedTables(*problems)
    return given


def framed(spark: Spark, given: Mapping[str, DataFrame]) -> Frames:
    """Frames by the names of their tables; each is computed once. Raises `RefusedTables` (T03, T07)."""
    problems: list[Problem] = []
    frames = Frames(spark)
    for called, frame in given.items():
        staged = Framed(TABLES[called], Path(called), Path(called))
        try:
            typed(staged, frame.limit(0).toArrow().schema)
        except RefusedTables as refused:
            problems += refused.problems
            continue
        computed = frame.withColumn("file_row_number", fn.monotonically_increasing_id()).localCheckpoint()
        staged.rows = computed.count()
        spark.see(f"given_{called}", computed)
        frames.staged[called] = staged
    if problems:
        raise RefusedTables(*problems)
    for table in TABLES.values():
        frames.run(view(table, frames.staged.get(table.name), f"given_{table.name}"))
    frames.run(HAPPENED)
    return frames


def placed(frames: Frames, findings: Iterable[Finding]) -> Iterator[Problem]:
    """What checks have found, each with the person whose row it is."""
    findings = list(findings)
    for table in frames.staged:
        rows = sorted({finding.row for finding in findings if finding.table == table})
        listed = ", ".join(map(str, rows))
        query = f"SELECT nr, person FROM {name(table)} WHERE nr IN ({listed})"
        whose = {nr: str(person) for nr, person in (frames.rows(query) if rows else ())}
        for finding in findings:
            if finding.table == table:
                person = whose[finding.row]
                who = f"a row of {quoted(person)}" if person else "a row without a person"
                yield replace(finding.said, place=Place(f"frame `{table}`, {who}, column `{finding.column}`"))


def adapted(query: exp.Expr) -> exp.Query:
    """A query of DuckDB, where Spark needs another one."""
    found = query.copy().transform(_node)
    assert isinstance(found, exp.Query)
    return found


def _node(node: exp.Expr) -> exp.Expr:
    match node:
        case exp.RegexpFullMatch(this=text, expression=exp.Literal(this=pattern)):
            return exp.RegexpLike(this=text, expression=exp.Literal.string(rf"\A(?:{pattern})\z"))
        case exp.Anonymous(this="hash", expressions=columns):
            return exp.Anonymous(this="xxhash64", expressions=columns)
        case exp.Trim(this=text) if not node.args.get("expression"):
            return exp.RegexpReplace(this=text, expression=_SPACES, replacement=exp.Literal.string(""))
        case exp.Cast(this=exp.Window(this=exp.RowNumber())):
            return exp.Add(
                this=exp.Anonymous(this="monotonically_increasing_id"), expression=exp.Literal.number(1)
            )
        case _:
            return node


def _not_tables(given: Mapping[str, DataFrame]) -> Iterator[Problem]:
    listed = ", ".join(f"`{table}`" for table in TABLES)
    for called in given:
        if called not in TABLES:
            what, why = f"{quoted(called)} is not the name of a table", f"the tables are {listed}"
            help_ = did_you_mean(called, TABLES, "give the frame the name of the table that it holds")
            yield Problem("T01", Place("the frames"), what, why, help_)
    if "people" not in given:
        what, why = "the table `people` is missing", "a person of whom nothing is on file would be lost"
        help_ = "add a frame `people` with one column, `person`, that lists everybody"
        yield Problem("T02", Place("the frames"), what, why, help_)


def _too_many(asked: exp.Expr, most: int) -> Problem:
    """More different texts than are read."""
    sources = ", ".join(sorted({f"`{table.name}`" for table in asked.find_all(exp.Table)}))
    columns = ", ".join(sorted({f"`{column.name}`" for column in asked.find_all(exp.Column)}))
    return Problem(
        "E02",
        Place(f"frames, table {sources}"),
        f"there are more than {most:,} different texts in {columns}",
        "every different text is read once, by this program and not by the cluster",
        "is the column what its name says? If it is, screen fewer people at a time",
    )
