"""SQLite, PostgreSQL and Spark: the statement by hand and the generated one, in engines that also hold data.

Loading is measured apart. What DuckDB reads from Parquet, SQLite and PostgreSQL hold in tables of their own,
with an index on the person; Spark reads the Parquet itself.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import numpy as np
import pyarrow.parquet as pq
import sqlglot

from duenotice.screen.engines import Engine

from . import by_hand, question
from .answers import Answered
from .duckdb_ import TABLES, rules

INDEXED = {"people": "p", "facts": "p", "events": "p", "searches": "p", "papers": "paper", "acts": "date"}


BY_HAND = {
    "jit": "off",
    "enable_nestloop": "off",
    "enable_mergejoin": "off",
    "join_collapse_limit": "1",
    "from_collapse_limit": "1",
}
"""What PostgreSQL is told for the statement by hand: with its own guesses it takes fifteen times as long."""


def codes(place: Path) -> Any:
    """The codes of the data."""
    return json.loads((place / "codes.json").read_text(encoding="utf-8"))


def asked(place: Path, engine: Engine) -> list[tuple[int, int, int]]:
    """What the generated statement answers for everybody, as our engine runs it: p, class, duty."""
    found = engine.answer(question.statement(codes(place)["spans"]))
    people = pq.read_table(place / "sorted" / "people.parquet")
    numbers = dict(zip(people["name"].to_pylist(), people["p"].to_pylist(), strict=True))
    person, class_, duty = (found.columns.index(name) for name in ("person", "class_1", "duty_1"))
    return [(numbers[row[person]], row[class_], row[duty]) for row in found.rows]


def rows(place: Path, data: Path, name: str) -> Iterator[tuple[list[str], list[tuple[object, ...]]]]:
    """The rows of a table in portions, with the names of its columns."""
    file = (data if name in TABLES else place) / f"{name}.parquet"
    given = pq.ParquetFile(file)
    yield given.schema_arrow.names, []
    for batch in given.iter_batches(100_000):
        yield batch.schema.names, list(zip(*(column.to_pylist() for column in batch.columns), strict=True))


def arrays(found: list[tuple[int, int, int]]) -> tuple[np.ndarray, ...]:
    """Rows as three arrays."""
    return tuple(np.array(found, dtype=np.int64).T)


def sqlite(place: Path, kind: str, how: str) -> Answered:
    """SQLite in a file."""
    import sqlite3

    from duenotice.screen.engines.sqlite_ import SQLite

    with tempfile.TemporaryDirectory() as scratch:
        base, begun = sqlite3.connect(f"{scratch}/data.sqlite"), perf_counter()
        base.execute("PRAGMA journal_mode = off")
        base.execute("PRAGMA synchronous = off")
        for name in (*TABLES, *rules(place)):
            for columns, portion in rows(place, place / kind, name):
                types = ", ".join(f"{c} {'TEXT' if c == 'name' else 'INTEGER'}" for c in columns)
                base.execute(f"CREATE TABLE IF NOT EXISTS {name} ({types})")
                base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", portion)
            if name in INDEXED:
                base.execute(f"CREATE INDEX {name}_by ON {name} ({INDEXED[name]})")
        base.commit()
        base.execute("ANALYZE")
        loading, begun = perf_counter() - begun, perf_counter()
        hand = how == "hand"
        found = base.execute(by_hand.sql(codes(place))).fetchall() if hand else asked(place, SQLite(base))
        seconds = perf_counter() - begun
        base.close()
        return Answered(seconds, *arrays(found), loading=loading, version=f"SQLite {sqlite3.sqlite_version}")


def postgres(place: Path, kind: str, how: str) -> Answered:
    """PostgreSQL at ``DUENOTICE_POSTGRES``, or where libpq finds one, in a schema of its own."""
    import psycopg

    from duenotice.screen.engines.postgres_ import SETTINGS, Postgres

    schema = f"benchmark_{uuid4().hex[:12]}"
    with psycopg.connect(os.environ.get("DUENOTICE_POSTGRES", ""), autocommit=True) as base:
        base.execute(f"CREATE SCHEMA {schema}")
        try:
            base.execute(f"SET search_path TO {schema}")
            base.execute("SET work_mem = '256MB'")
            begun = perf_counter()
            for name in (*TABLES, *rules(place)):
                made = False
                for columns, portion in rows(place, place / kind, name):
                    if not made:
                        types = ", ".join(f"{c} {'TEXT' if c == 'name' else 'BIGINT'}" for c in columns)
                        base.execute(f"CREATE TABLE {name} ({types})")
                        made = True
                    with base.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
                        for row in portion:
                            copy.write_row(row)
                if name in INDEXED:
                    base.execute(f"CREATE INDEX ON {name} ({INDEXED[name]})")
                base.execute(f"ANALYZE {name}")
            loading = perf_counter() - begun
            hand = how == "hand"
            for setting, value in (BY_HAND if hand else SETTINGS).items():
                base.execute(f"SET {setting} = {value}")
            begun = perf_counter()
            found = (
                base.execute(by_hand.sql(codes(place))).fetchall() if hand else asked(place, Postgres(base))
            )
            seconds = perf_counter() - begun
            version = f"PostgreSQL {base.info.server_version // 10_000}"
        finally:
            base.execute(f"DROP SCHEMA {schema} CASCADE")
    return Answered(seconds, *arrays(found), loading=loading, version=version)


def spark(place: Path, kind: str, how: str) -> Answered:
    """Spark on this machine with two threads; its memory is that of its Java process."""
    from duenotice.screen.engines.spark_ import opened

    with opened("local[2]") as engine, tempfile.TemporaryDirectory() as scratch:
        session = engine.session
        begun = perf_counter()
        for name in TABLES:
            session.read.parquet(f"{place / kind}/{name}.parquet").createOrReplaceTempView(name)
        for name in rules(place):
            session.read.parquet(f"{place}/{name}.parquet").createOrReplaceTempView(name)
        if how == "hand":
            frame = step_by_step(session, by_hand.sql(codes(place)))
        else:
            found = engine.frame(question.statement(codes(place)["spans"])).select(
                "person", "class_1", "duty_1"
            )
            people = session.table("people").withColumnRenamed("name", "person")
            frame = found.join(people, "person").selectExpr("p", "class_1 AS class", "duty_1 AS duty")
        frame.write.parquet(f"{scratch}/answer")
        seconds = perf_counter() - begun
        found = pq.read_table(f"{scratch}/answer")
        columns = (found[name].to_numpy() for name in ("p", "class", "duty"))
        return Answered(seconds, *columns, version=f"Spark {session.version}", further_memory=children())


def step_by_step(session: Any, text: str) -> Any:
    """A statement as one view for each name in its WITH; what is used twice is computed there and then."""
    whole = sqlglot.parse_one(text, read="duckdb")
    used = Counter(table.name for table in whole.find_all(sqlglot.exp.Table))
    for cte in whole.ctes:
        frame = session.sql(cte.this.sql("spark"))
        if used[cte.alias] > 1:
            frame = frame.localCheckpoint()
        frame.createOrReplaceTempView(cte.alias)
    whole.set("with_", None)
    return session.sql(whole.sql("spark"))


def children() -> int:
    """The greatest memory that the processes started by this one have had so far, in kB."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = dict(re.findall(r"(\w+):\s+(\d+)", status.read_text(encoding="utf-8")))
        except OSError:
            continue
        if ancestor(int(said["PPid"])):
            most += int(said.get("VmHWM", 0))
    return most


def ancestor(process: int) -> bool:
    """Whether this process is the given one or above it."""
    while process > 1:
        if process == os.getpid():
            return True
        try:
            status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        except OSError:
            return False
        process = int(re.findall(r"PPid:\s+(\d+)", status)[0])
    return False
