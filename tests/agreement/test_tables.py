"""People who come as tables: the same answers as for their records, in any order, in buckets, from memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

import duenotice
from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.problems import Place, Refused, RefusedRecord
from duenotice.reason import answer
from duenotice.record import Case, Record, tables
from duenotice.record.clocks import with_clocks
from duenotice.record.tables import records_of
from duenotice.screen import screen
from duenotice.screen.bulk import screening
from duenotice.screen.from_tables import from_tables
from duenotice.terms import Vocabulary
from tests.agreement.compare import differences
from tests.agreement.engines import open_engine
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


@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres"])
def test_a_run_that_was_stopped_goes_on_behind_the_last_bucket(
    folder: Path, tmp_path: Path, engine: str
) -> None:
    with ExitStack() as stack:
        open_engine(engine, stack)
    with tables.opened(tables.find([folder])) as opened:
        asked = screening(from_tables(opened, VOCABULARY), ORDER, VOCABULARY, ON)
        first = next(asked.buckets(tmp_path / "parts", engine, {"data": "a"}, 25))
        again = list(asked.buckets(tmp_path / "parts", engine, {"data": "a"}, 25))
        other = list(asked.buckets(tmp_path / "parts", engine, {"data": "b"}, 25))
    with tables.opened(tables.find([folder])) as opened:
        numbered = from_tables(opened, VOCABULARY).connection.execute(
            "SELECT name FROM all_people ORDER BY p"
        )
        names = [name for (name,) in numbered.fetchall()]
    assert names == sorted(names), "a bucket holds the same people in every run"
    assert (first.done, first.kept) == (25, False)
    assert [(step.done, step.kept) for step in again] == [(25, True), (50, False), (60, False)]
    assert [step.kept for step in other] == [False, False, False]


IN_MEMORY: dict[str, Callable[[pl.DataFrame], object]] = {
    "Polars": lambda frame: frame,
    "Polars, lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "Arrow": lambda frame: frame.to_arrow(),
    "a reader of Arrow batches": lambda frame: frame.to_arrow().to_reader(7),
}


@pytest.mark.parametrize("kind", IN_MEMORY)
def test_tables_in_memory_are_answered_as_files_are(folder: Path, kind: str) -> None:
    given = {path.stem: IN_MEMORY[kind](pl.read_csv(path, infer_schema=False)) for path in folder.iterdir()}
    assert duenotice.screen(ORDER, given, "2019-01-05", memory="500MB").equals(screen(ORDER, folder, ON))


def test_relations_of_duckdb_are_answered_as_files_are(folder: Path) -> None:
    with duckdb.connect() as connection:
        given = {path.stem: connection.read_csv(str(path), all_varchar=True) for path in folder.iterdir()}
        assert screen(ORDER.id, given, ON).equals(screen(ORDER, folder, ON))


def test_the_room_can_be_called_and_is_still_a_room(folder: Path) -> None:
    code = "import duenotice; print(callable(duenotice.screen)); from duenotice.screen import to_plan"
    code += "; import duenotice.screen as room; print(room is duenotice.screen, room.to_plan is to_plan)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["True", "True", "True"]
    light = "import duenotice, sys; print('duckdb' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", light], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "False", "nothing is loaded before it is asked for"
    with pytest.raises(Refused, match="E02: `plenty` is not an amount of memory"):
        duenotice.screen(ORDER, folder, ON, memory="plenty")


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
