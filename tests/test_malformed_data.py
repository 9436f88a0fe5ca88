"""How many malformed data files there are: at each of the three doors by which data comes in, one mistake
a file, each with a test that says what people read (`test_malformed_tables`, `_lists`, `_releases`)."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from tests.importers.released.mistakes import mistakes as releases
from tests.importers.roster.mistakes import mistakes as lists
from tests.tables.mistakes import MISTAKES as TABLES

DOORS = {"tables": TABLES, "lists": lists(), "releases": releases()}


def test_there_are_at_least_two_hundred_of_them_and_no_two_are_the_same() -> None:
    distinct = {
        (door, tuple(sorted(files.items()))) for door, every in DOORS.items() for files in every.values()
    }
    assert len(distinct) == sum(len(every) for every in DOORS.values())
    assert len(distinct) >= 200


@pytest.mark.parametrize(
    ("door", "least", "kinds"),
    [
        ("tables", 200, {".csv", ".parquet", ".arrow"}),
        ("lists", 100, {".csv", ".xlsx"}),
        ("releases", 200, {".csv", ".gz", ".parquet", ".xlsx"}),
    ],
)
def test_every_door_meets_its_share_in_every_kind_of_file(door: str, least: int, kinds: set[str]) -> None:
    assert len(DOORS[door]) >= least
    assert kinds <= {PurePath(name).suffix for files in DOORS[door].values() for name in files}
