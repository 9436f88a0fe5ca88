"""A whole population under one order, bucket by bucket.

The people are numbered; a bucket is a range of numbers, so that what is in memory at a time is one
bucket. Each finished bucket is a Parquet file of its own: a run that was stopped goes on behind the last
one, if the receipt says that order, data, day and engine are the same.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from duenotice.days import DateFact
from duenotice.language import Order
from duenotice.screen.ask import Question
from duenotice.screen.engines.duckdb_ import DuckDB
from duenotice.screen.engines.engine import Engine, Table, engine_named
from duenotice.screen.from_tables import Laid, Loaded
from duenotice.screen.plan import Plan
from duenotice.screen.tables import DATA, rule_columns, rule_tables
from duenotice.screen.to_plan import papers_of, to_plan
from duenotice.screen.to_sql import Statement, to_sql
from duenotice.screen.words import in_words
from duenotice.terms import Vocabulary

BUCKET = 500_000
"""How many people are screened at a time."""


@dataclass(frozen=True)
class Progress:
    """What is done: how many of how many people, and whether the last bucket was there already."""

    done: int
    people: int
    kept: bool


@dataclass(frozen=True)
class Screening:
    """One order asked about loaded data: the plan, the statement, the tables of rules."""

    loaded: Loaded
    plan: Plan
    statement: Statement
    rules: Mapping[str, Table]

    def buckets(self, folder: Path, engine: str, receipt: Mapping[str, str], size: int) -> Iterator[Progress]:
        """Every bucket as a Parquet file of answers in `folder`; those that are there are kept."""
        _same_run(folder, receipt)
        with self._engine(engine) as opened:
            opened.fill(self.rules)
            for number, first in enumerate(range(1, self.loaded.people + 1, size)):
                last = min(first + size - 1, self.loaded.people)
                part = folder / f"part-{number:05}.parquet"
                if kept := part.exists():
                    yield Progress(last, self.loaded.people, kept)
                    continue
                self._bucket(opened, first, last)
                unfinished = part.with_suffix(".unfinished")
                self.loaded.connection.execute(f"COPY answered TO '{_quoted(unfinished)}' (FORMAT parquet)")
                unfinished.rename(part)
                yield Progress(last, self.loaded.people, kept)

    def _engine(self, name: str) -> AbstractContextManager[Engine]:
        if name == "duckdb":
            return nullcontext(DuckDB(self.loaded.connection))
        return engine_named(name)()

    def _bucket(self, engine: Engine, first: int, last: int) -> None:
        """The answers of some people, into the table ``answered``."""
        connection = self.loaded.connection
        for name in DATA:
            everybody = " OR p = 0" if name == "searches" else ""
            connection.execute(
                f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM all_{name} "
                f"WHERE p BETWEEN {first} AND {last}{everybody}"
            )
        engine.take(connection, DATA)
        engine.give(self.statement, connection)

    def answers(self, folder: Path) -> str:
        """A query for all answers of a finished run, in words."""
        return in_words(self.plan, f"read_parquet('{_quoted(folder / 'part-*.parquet')}')")


def screening(
    loaded: Loaded, order: Order, vocabulary: Vocabulary, on: DateFact, *, everybody: bool = False
) -> Screening:
    """One order, asked about loaded data on a day. everybody: see `to_sql`."""
    asked = of_laid(loaded, order, vocabulary, on, everybody=everybody)
    return Screening(loaded, asked.plan, asked.statement, asked.tables)


def of_laid(
    laid: Laid, order: Order, vocabulary: Vocabulary, on: DateFact, *, everybody: bool = False
) -> Question:
    """One order, asked about a layout in an engine; the tables are those of the rules."""
    plan, codes = to_plan(order, vocabulary), laid.codes
    assert papers_of(order, vocabulary) <= laid.papers, "the tables were loaded for another order"
    rules = rule_tables(plan, codes, vocabulary, laid.days | {on.lo, on.hi}, laid.dates_of, on)
    tables = {name: Table(columns, rules[name]) for name, columns in rule_columns(plan).items()}
    tables["dates"] = Table(codes.date_columns, codes.date_rows())
    return Question(plan, to_sql(plan, on, codes.spans, everybody=everybody), tables)


def _same_run(folder: Path, receipt: Mapping[str, str]) -> None:
    """An empty folder for this run, or the one that an earlier part of the same run has left."""
    said = folder / "receipt.json"
    wanted = json.dumps(dict(receipt), indent=2)
    if not said.is_file() or said.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        said.write_text(wanted, encoding="utf-8")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
