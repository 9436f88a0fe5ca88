"""People who come as tables: the same answers as for their records, in any order, in buckets, from memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.problems import Place, RefusedRecord
from duenotice.reason import answer
from duenotice.record import Case, Record, tables
from duenotice.record.clocks import with_clocks
from duenotice.record.tables import records_of
from duenotice.screen import screen
from duenotice.screen.bulk import screening
from duenotice.screen.from_tables import from_tables
from duenotice.terms import Vocabulary
from tests.agreement.compare import differences
from tests.agreement.people import a_record
from tests.strategies import VOCABULARY, reads

ORDER = load_shelf().order("chhoeun-v-marin/2019-01-03")
ON = from_edtf("2019-01-05")
PEOPLE = 60


def written(folder: Path, vocabulary: Vocabulary) -> Path:
    """Random people as CSV files."""
    rows: dict[str, list[dict[str, str]]] = {}
    for seed in range(PEOPLE):
        case = Case("", in_order(a_record(seed, reads(ORDER.rules))), None, None, (), Place(""))
        for table, cells in tables.rows_of(f"p-{seed:03}", case, vocabulary):
            rows.setdefault(table, []).append(cells)
    folder.mkdir()
    for table, several in rows.items():
        pl.DataFrame(several, infer_schema_length=None).write_csv(folder / f"{table}.csv")
    return folder


def in_order(record: Record) -> Record:
    """The record, its papers without days that no paper can have in that order."""
    events = []
    for event in record.events:
        plain = replace(event, clocks=())
        try:
            events.append(with_clocks(plain, dict(event.clocks), VOCABULARY, Place("")))
        except RefusedRecord:
            events.append(plain)
    return replace(record, events=tuple(events))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("population") / "tables", VOCABULARY)


@pytest.mark.parametrize("size", [7, PEOPLE])
def test_tables_are_answered_as_their_records_are_however_they_are_divided(
    folder: Path, tmp_path: Path, size: int
) -> None:
    """language.md 8; security.md 3.2.8: splitting a population changes nothing."""
    with tables.opened(tables.find([folder])) as opened:
        records = dict(records_of(opened, VOCABULARY))
        asked = screening(from_tables(opened, VOCABULARY), ORDER, VOCABULARY, ON)
        assert [step.done for step in asked.buckets(tmp_path / "parts", "duckdb", {}, size)][-1] == PEOPLE
        rows = pl.read_parquet(tmp_path / "parts" / "part-*.parquet").to_dicts()
    assert len(rows) == PEOPLE
    for row in rows:
        said = answer(ORDER, records[str(row["person"])].record, VOCABULARY, ON)
        assert differences(said, asked.plan, row) == []


def test_a_run_that_was_stopped_goes_on_behind_the_last_bucket(folder: Path, tmp_path: Path) -> None:
    with tables.opened(tables.find([folder])) as opened:
        asked = screening(from_tables(opened, VOCABULARY), ORDER, VOCABULARY, ON)
        first = next(asked.buckets(tmp_path / "parts", "duckdb", {"data": "a"}, 25))
        again = list(asked.buckets(tmp_path / "parts", "duckdb", {"data": "a"}, 25))
        other = list(asked.buckets(tmp_path / "parts", "duckdb", {"data": "b"}, 25))
    with tables.opened(tables.find([folder])) as opened:
        numbered = from_tables(opened, VOCABULARY).connection.execute(
            "SELECT name FROM all_people ORDER BY p"
        )
        names = [name for (name,) in numbered.fetchall()]
    assert names == sorted(names), "a bucket holds the same people in every run"
    assert (first.done, first.kept) == (25, False)
    assert [(step.done, step.kept) for step in again] == [(25, True), (50, False), (60, False)]
    assert [step.kept for step in other] == [False, False, False]


def test_frames_in_memory_are_answered_as_files_are(folder: Path) -> None:
    whole = screen(ORDER, folder, ON)
    arrow = {path.stem: pl.read_csv(path, infer_schema=False) for path in folder.iterdir()}
    assert screen(ORDER, arrow, "2019-01-05").equals(whole)
    with duckdb.connect() as connection:
        relations = {path.stem: connection.read_csv(str(path), all_varchar=True) for path in folder.iterdir()}
        assert screen("chhoeun-v-marin/2019-01-03", relations, ON).equals(whole)


def test_rows_that_are_mixed_or_doubled_change_nothing(folder: Path) -> None:
    """security.md 3.2.8."""
    frames = {path.stem: pl.read_csv(path, infer_schema=False) for path in folder.iterdir()}
    mixed = {
        name: (frame if name == "people" else pl.concat([frame, frame])).sample(
            fraction=1, shuffle=True, seed=5
        )
        for name, frame in frames.items()
    }
    assert screen(ORDER, mixed, ON).equals(screen(ORDER, frames, ON))


def test_other_people_change_nothing(folder: Path) -> None:
    """security.md 3.2.9."""
    frames = {path.stem: pl.read_csv(path, infer_schema=False) for path in folder.iterdir()}
    few = {
        name: frame.filter(pl.col("person").is_in(["p-003", "p-011", "*"])) for name, frame in frames.items()
    }
    whole = pl.from_arrow(screen(ORDER, frames, ON))
    assert isinstance(whole, pl.DataFrame)
    wanted = whole.filter(pl.col("person").is_in(["p-003", "p-011"]))
    assert wanted.equals(pl.DataFrame(screen(ORDER, few, ON)))
