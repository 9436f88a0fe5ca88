"""Released files with one mistake each: refused with a clear message, or read with every row accounted for.

What is said of each is a snapshot. A file of which nothing more is said than of the right one fails.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from duenotice.importers.released import Report, run, to_text
from duenotice.library import load_vocabulary
from duenotice.problems import CODES, Refused
from duenotice.record.tables import check, find, opened
from tests.importers.released.mistakes import (
    COURT_RIGHT,
    RIGHT,
    a_file,
    columns_of,
    mistakes,
    parquet_of,
    stints,
)
from tests.importers.spoilt import a_workbook


def right_as(name: str) -> bytes:
    """The right rows as a file of the kind that its name says."""
    match name.rpartition(".")[2]:
        case "gz":
            return gzip.compress(RIGHT.encode(), mtime=0)
        case "parquet":
            return parquet_of(columns_of())
        case "xlsx":
            return a_workbook(stints())
        case _:
            return RIGHT.encode()


def told(report: Report) -> str:
    """What a report says of the rows, behind what the release can show."""
    _, _, rows = to_text(report).partition("\nRows:\n")
    return rows.partition("\nWritten:")[0]


def said(files: Mapping[str, bytes], folder: Path) -> str:
    """What is said of an import: the refusal, or the report of the rows, which then add up."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    out = folder / "out"
    try:
        report = run("auto", [folder / name for name in sorted(files)], out, "parquet", lambda _: None)
    except Refused as refused:
        assert not out.exists()
        for problem in refused.problems:
            assert problem.code in CODES
            assert all((problem.place.file, problem.what, problem.why, problem.help))
        return str(refused).replace(f"{folder}/", "")
    assert [each.rows - each.kept - sum(each.aside.values()) for each in report.files] == [0] * len(
        report.files
    )
    with opened(find([out])) as tables:
        assert check(tables, load_vocabulary()).findings == ()
    return told(report)


@pytest.fixture(scope="session")
def of_the_right(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What is said of the files without a mistake."""
    return {said(a_file(right), tmp_path_factory.mktemp("right")) for right in (RIGHT, COURT_RIGHT)}


@pytest.mark.parametrize("name", mistakes())
def test_the_message_for(
    name: str, of_the_right: set[str], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    found = said(mistakes()[name], tmp_path)
    assert found == snapshot
    assert re.sub(r"a\.(xlsx, sheet Data|parquet)", "a.csv", found) not in of_the_right


def test_of_the_files_without_a_mistake_nothing_is_set_aside(of_the_right: set[str]) -> None:
    assert not any("set aside: " in each or "no table" in each for each in of_the_right)


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.parquet", "a.xlsx"])
def test_a_file_that_was_spoilt_is_refused_or_read_and_nothing_else(name: str, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same spoilt files every time
    for number in range(12):
        raw = bytearray(right_as(name))
        for _ in range(chance.randint(1, 8)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        cut = chance.choice((len(raw), len(raw), chance.randrange(len(raw))))
        (tmp_path / f"{number}").mkdir()
        assert said({name: bytes(raw[:cut])}, tmp_path / f"{number}")
