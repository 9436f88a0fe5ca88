"""One person at a time: what the peers that know no tables are given, made beforehand by DuckDB.

Making these is not counted for any of them, which is generous: it is most of the work of a join.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from . import question


class Person(NamedTuple):
    """A person for two-valued rules: the first days of the events that surely are of each kind, if they lie
    before the day of the question or on it."""

    p: int
    national: bool
    here: bool
    orders: list[int]
    releases: list[int]
    violations: list[int]
    detentions: list[int]
    endings: list[int]
    notices: list[int]


class Event(NamedTuple):
    """One event, for rules that know spans: its part in the order, its truth, its days, its paper."""

    id: int
    part: int
    truth: int
    lo: int
    hi: int
    date: int
    paper: int


def codes(place: Path) -> dict[str, Any]:
    """The codes of the data."""
    found: dict[str, Any] = json.loads((place / "codes.json").read_text(encoding="utf-8"))
    return found


def parts(place: Path) -> dict[int, tuple[int, int]]:
    """For each code of a kind its part and its truth. What is an ending and a removal is a removal."""
    found: dict[int, tuple[int, int]] = {}
    for name, by_truth in codes(place)["roles"].items():
        if name in question.PARTS:
            for truth in (2, 1):
                for code in by_truth[str(truth)]:
                    part = question.PARTS.index(name)
                    found[code] = max(found.get(code, (part, truth)), (part, truth))
    return found


def entries(place: Path, fact: str) -> dict[int, int]:
    """For each entry about a fact, its truth."""
    return {entry: fits for entry, fits, _ in codes(place)["says"][fact]}


def two_valued(place: Path, kind: str) -> list[Person]:
    """Every person for two-valued rules."""
    said, data = codes(place), place / kind
    roles = {name: ", ".join(map(str, found["2"])) or "-1" for name, found in said["roles"].items()}
    roles["violations"] = f"{roles['crimes']}, {roles['breaches']}"
    lists = ", ".join(
        f"coalesce(list(lo ORDER BY lo) FILTER (kind IN ({roles[name]})), []) AS {name}"
        for name in Person._fields[3:]
    )
    yes = {
        fact: ", ".join(str(entry) for entry, fits, _ in rows if fits == 2)
        for fact, rows in said["says"].items()
    }
    no = ", ".join(str(entry) for entry, fits, _ in said["says"]["presence"] if fits == 0) or "-1"
    given = ", ".join(f"coalesce(e.{name}, [])" for name in Person._fields[3:])
    with duckdb.connect() as base:
        found = base.execute(
            f"""WITH e AS (
              SELECT p, {lists} FROM '{data}/events.parquet' WHERE lo <= {question.ON.lo} GROUP BY p
            ), f AS (
              SELECT p, bool_or(entry IN ({yes["nationality"]})) AS national,
                NOT bool_or(entry IN ({no})) AS here FROM '{data}/facts.parquet' GROUP BY p
            )
            SELECT x.p, coalesce(f.national, false), coalesce(f.here, true), {given}
            FROM '{data}/people.parquet' AS x LEFT JOIN e ON e.p = x.p LEFT JOIN f ON f.p = x.p
            ORDER BY x.p"""
        ).fetchall()
    return [Person(*row) for row in found]


def with_spans(
    place: Path, kind: str
) -> Iterator[tuple[int, list[int], list[Event], list[tuple[int, int, int]]]]:
    """Every person with entries of facts, events that matter and own searches (looked, since, through)."""
    data, known = place / kind, parts(place)
    listed = ", ".join(map(str, known))
    with duckdb.connect() as base:
        found = base.execute(
            f"""WITH e AS (
              SELECT p, list((id, kind, lo, hi, date, paper)) AS events FROM '{data}/events.parquet'
              WHERE kind IN ({listed}) GROUP BY p
            ), f AS (
              SELECT p, list(entry) AS entries FROM '{data}/facts.parquet' GROUP BY p
            ), s AS (
              SELECT p, list((looked, since, through)) AS searches
              FROM '{data}/searches.parquet' GROUP BY p
            )
            SELECT x.p, coalesce(f.entries, []), coalesce(e.events, []), coalesce(s.searches, [])
            FROM '{data}/people.parquet' AS x LEFT JOIN e ON e.p = x.p LEFT JOIN f ON f.p = x.p
            LEFT JOIN s ON s.p = x.p ORDER BY x.p"""
        )
        while rows := found.fetchmany(10_000):
            for p, entries_, events, searches in rows:
                yield p, entries_, [Event(e[0], *known[e[1]], *e[2:]) for e in events], searches
