"""Claims recomputed from released files, read as `duenotice import` reads them. Totals only, never rows."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from duenotice.compliance.figures import Claim, OnDays, Rise
from duenotice.importers.released import run
from duenotice.importers.released.imported import Say


@dataclass(frozen=True)
class Recomputed:
    """What the rows give, in words, and the files that they were read from."""

    figure: str
    working: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class NotAtHand:
    """Files of this name are not in the folder."""

    files: str


Outcome = Recomputed | NotAtHand


def recompute(claims: Iterable[Claim], folder: Path, say: Say) -> Mapping[str, Outcome]:
    """Every claim that has a way, by its id. Raises `Refused` if a file cannot be read."""
    found: dict[str, Outcome] = {}
    for claim in claims:
        if claim.way is None:
            continue
        paths = sorted(folder.rglob(claim.way.files))
        found[claim.id] = _one(claim.way, paths, say) if paths else NotAtHand(claim.way.files)
    return found


def _one(way: Rise | OnDays, paths: list[Path], say: Say) -> Recomputed:
    with tempfile.TemporaryDirectory() as made:
        tables = Path(made) / "tables"
        run("auto", paths, tables, "parquet", say)
        figure, working = _rise(way, tables) if isinstance(way, Rise) else _on_days(way, tables)
    return Recomputed(figure, working, tuple(path.name for path in paths))


def _rise(way: Rise, tables: Path) -> tuple[str, str]:
    with (tables / "of-the-release" / "counts.csv").open(encoding="utf-8") as stream:
        counts = {
            int(row["year"]): int(row["total"])
            for row in csv.DictReader(stream)
            if row["kind"] == way.kind and row["country"].casefold() == way.country.casefold()
        }
    old, new = counts.get(way.old, 0), counts.get(way.new, 0)
    working = f"{old} rows in fiscal year {way.old}, {new} in {way.new}"
    return (f"{100 * (new - old) / old:+.1f} %" if old else "no rise from nothing"), working


def _on_days(way: OnDays, tables: Path) -> tuple[str, str]:
    query = """select count(*) from read_parquet($events) e join read_parquet($facts) f using (person)
        where f.fact = 'nationality' and f."values" = $country and e.term = $term
        and e.date between $since and $until"""
    given = {
        "events": str(tables / "events.parquet"),
        "facts": str(tables / "facts.parquet"),
        "country": way.country,
        "term": way.term,
        "since": way.since,
        "until": way.until,
    }
    with closing(duckdb.connect()) as db:
        ((number,),) = db.execute(query, given).fetchall()
    through = "" if way.since == way.until else f" through {way.until}"
    return str(number), f"rows with a {way.term} on {way.since}{through}"
