"""Invented people as the narrow tables that every engine reads.

`duenotice synth` writes the published tables, `duenotice.screen` brings them into its narrow layout: whole
numbers for days, kinds, dates. Here that layout is kept as Parquet: sorted by person (`sorted`), the same
rows in random order (`random`), and cut into files of people (`buckets`). Beside them lie the small tables of
rules, and what those who write by hand need to know of the codes.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from duenotice.library import load_shelf
from duenotice.record import tables
from duenotice.record.tables.invented import Wish, invent
from duenotice.screen.bulk import screening
from duenotice.screen.engines.engine import Table
from duenotice.screen.from_tables import Loaded, from_tables
from duenotice.screen.tables import DATA

from . import question

MILLION = 1_000_000
BUCKET = 625_000
"""How many people are in a bucket: 16 buckets of ten million."""


def made(place: Path, people: int, cambodians: float, seed: int = 7) -> dict[str, float]:
    """The data of so many people in `place`, and how many seconds each part of making it took.

    Beyond a million it is the same million several times, with other numbers and names: bringing ten
    million people into the layout is the business of an import, and would take most of the time here."""
    if people > MILLION:
        return _times(place, people // MILLION, cambodians, seed)
    place.mkdir(parents=True)
    took, begun = {}, perf_counter()
    with tempfile.TemporaryDirectory(dir=place) as scratch:
        folder = Path(scratch)
        rows = sum(count for _, count in invent(Wish(people, seed, True, cambodians), folder))
        took["synth"], begun = perf_counter() - begun, perf_counter()
        with tables.opened(tables.find([folder])) as opened:
            loaded = from_tables(opened, load_shelf().vocabulary)
            took["layout"], begun = perf_counter() - begun, perf_counter()
            rules(loaded, place)
            took["rules"], begun = perf_counter() - begun, perf_counter()
            kept(loaded.connection, place, people)
    return took | {"kept": perf_counter() - begun, "rows": rows}


def _times(place: Path, times: int, cambodians: float, seed: int) -> dict[str, float]:
    """A million people, several times."""
    one = place.with_name(f"{MILLION}-{cambodians}")
    if not one.exists():
        made(one, MILLION, cambodians, seed)
    place.mkdir(parents=True)
    for file in one.iterdir():
        if file.is_file() and file.suffix in (".parquet", ".json"):
            shutil.copy(file, place)
    begun = perf_counter()
    with duckdb.connect(str(place / "scratch.duckdb")) as base:
        base.execute("SET memory_limit = '4GB'")
        base.execute("SET enable_progress_bar = false")
        for name, columns in DATA.items():
            ids = f", CAST(id + t * {MILLION * 10} AS INTEGER) AS id" if "id" in columns else ""
            names = ", name || '-' || t AS name" if "name" in columns else ""
            once = "t = 0 OR p > 0" if name == "searches" else "true"
            base.execute(
                f"CREATE TABLE all_{name} AS SELECT {', '.join(columns)} FROM (SELECT * REPLACE "
                f"(CAST(CASE WHEN p = 0 THEN 0 ELSE p + t * {MILLION} END AS INTEGER) AS p{ids}{names}) "
                f"FROM '{one}/sorted/{name}.parquet', range({times}) AS r(t) WHERE {once})"
            )
        kept(base, place, times * MILLION)
    (place / "scratch.duckdb").unlink()
    return {"kept": perf_counter() - begun}


def rules(loaded: Loaded, place: Path) -> None:
    """The small tables, the statement and the codes."""
    asked = screening(loaded, question.order(), load_shelf().vocabulary, question.ON)
    for name, small in asked.rules.items():
        pq.write_table(arrow(small), place / f"{name}.parquet")
    codes = question.codes(asked.plan, loaded.codes, {name: each.rows for name, each in asked.rules.items()})
    (place / "rules.json").write_text(json.dumps(sorted(asked.rules)), encoding="utf-8")
    (place / "codes.json").write_text(json.dumps(codes), encoding="utf-8")


def arrow(small: Table) -> pa.Table:
    """A table of rules as Arrow."""
    kinds = {"text": pa.string(), "wide": pa.int64(), "narrow": pa.int32()}
    arrays = [
        pa.array([row[n] for row in small.rows], kinds[small.type_of(name, *kinds)])
        for n, name in enumerate(small.columns)
    ]
    return pa.table(arrays, names=list(small.columns))


def kept(base: duckdb.DuckDBPyConnection, place: Path, people: int) -> None:
    """The data in its three orders."""
    base.execute("SET preserve_insertion_order = true")
    for kind, order in (("sorted", "p"), ("random", "hash(p * 31 + {second})")):
        (place / kind).mkdir()
        for name, columns in DATA.items():
            by = order.format(second="id" if "id" in columns else "1")
            base.execute(
                f"COPY (FROM all_{name} ORDER BY {by}) TO '{place}/{kind}/{name}.parquet' (COMPRESSION zstd)"
            )
    for number, first in enumerate(range(1, people + 1, BUCKET)):
        folder = place / "buckets" / f"{number:03}"
        folder.mkdir(parents=True)
        for name in DATA:
            where = f"p BETWEEN {first} AND {first + BUCKET - 1}" + (
                " OR p = 0" if name == "searches" else ""
            )
            chosen = f"FROM all_{name} WHERE {where} ORDER BY p"
            base.execute(f"COPY ({chosen}) TO '{folder}/{name}.parquet' (COMPRESSION zstd)")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(made(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))) + "\n")
