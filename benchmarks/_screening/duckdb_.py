"""DuckDB: the generated statement, the one by hand, in buckets, under a limit of memory, and a bare scan."""

from __future__ import annotations

import json
import resource
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb

from . import by_hand, question
from .answers import Answered, from_parquet

MOST = "8GB"
TABLES = ("people", "facts", "events", "searches")


def rules(place: Path) -> list[str]:
    """The names of the small tables."""
    found: list[str] = json.loads((place / "rules.json").read_text(encoding="utf-8"))
    return found


def opened(place: Path, scratch: str, memory: str = "") -> duckdb.DuckDBPyConnection:
    """A connection with the tables of rules."""
    base = duckdb.connect()
    base.execute(f"SET threads = 2; SET temp_directory = '{scratch}'; SET preserve_insertion_order = false")
    base.execute(f"SET memory_limit = '{memory or MOST}'; SET enable_progress_bar = false")
    for name in rules(place):
        base.execute(f"CREATE TABLE {name} AS FROM '{place}/{name}.parquet'")
    return base


def see(base: duckdb.DuckDBPyConnection, data: Path) -> None:
    """The data where it lies."""
    for name in TABLES:
        base.execute(f"CREATE OR REPLACE VIEW {name} AS FROM '{data}/{name}.parquet'")


def text(place: Path, how: str) -> str:
    """The statement: ``full`` with letters and reasons, ``generated`` or ``hand`` with class and duty."""
    if how == "hand":
        return by_hand.sql(json.loads((place / "codes.json").read_text(encoding="utf-8")))
    codes = json.loads((place / "codes.json").read_text(encoding="utf-8"))
    made = question.generated("duckdb", codes["spans"])
    return made if how == "full" else f"SELECT person, class_1, duty_1 FROM ({made})"


def answer(place: Path, kind: str, how: str = "generated", memory: str = "") -> Answered:
    """The answers, written to Parquet as a user would; in buckets one after the other if the data is."""
    buckets = sorted(each for each in (place / kind).iterdir() if each.is_dir()) or [place / kind]
    statement = text(place, how)
    with tempfile.TemporaryDirectory() as scratch:
        begun = perf_counter()
        with opened(place, f"{scratch}/spill", memory) as base:
            for bucket in buckets:
                see(base, bucket)
                base.execute(f"COPY ({statement}) TO '{scratch}/answer-{bucket.name}.parquet'")
        seconds = perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        columns = "a.p, a.class, a.duty"
        joined = f"'{scratch}/answer-*.parquet' AS a"
        if how != "hand":
            columns = "x.p, a.class_1 AS class, a.duty_1 AS duty"
            joined += f" JOIN '{place}/sorted/people.parquet' AS x ON x.name = a.person"
        with duckdb.connect() as base:
            base.execute(f"COPY (SELECT {columns} FROM {joined}) TO '{scratch}/all.parquet'")
        version = f"DuckDB {duckdb.__version__}"
        return from_parquet(Path(scratch) / "all.parquet", seconds, version=version, peak=peak)


def scan(place: Path, kind: str) -> float:
    """Seconds to read every column that the question needs; every value, not the statistics of the file."""
    needed = {
        "people": ("p",),
        "facts": ("p", "entry", "since_lo", "since_hi", "until_lo", "until_hi"),
        "events": ("p", "id", "kind", "lo", "hi", "date", "paper"),
        "searches": ("p", "looked", "since", "through"),
    }
    with tempfile.TemporaryDirectory() as scratch, opened(place, scratch) as base:
        see(base, place / kind)
        begun = perf_counter()
        for name, columns in needed.items():
            base.execute(f"SELECT {', '.join(f'bit_xor({each})' for each in columns)} FROM {name}").fetchall()
        return perf_counter() - begun
