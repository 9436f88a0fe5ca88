"""Lists with one mistake each: refused with a clear message, or read with every row accepted or rejected.

What is said of each is a snapshot.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from duenotice.importers.roster import import_roster, mapping_from_yaml
from duenotice.library import load_vocabulary
from duenotice.problems import CODES, Refused
from tests.importers.roster.lists import MAP
from tests.importers.roster.mistakes import RIGHT, a_list, mistakes

VOCABULARY = load_vocabulary()


def said(files: Mapping[str, bytes], folder: Path) -> str:
    """What is said of an import: the refusal, or how many rows were rejected and why. Each of them stands
    in the file of rejected rows, with its reason."""
    [(name, content)] = files.items()
    (folder / name).write_bytes(content)
    try:
        done = import_roster(folder / name, mapping_from_yaml(MAP, VOCABULARY), VOCABULARY, folder / "out")
    except Refused as refused:
        assert [path.name for path in folder.iterdir()] == [name]
        for problem in refused.problems:
            assert problem.code in CODES
            assert all((problem.place.file, problem.what, problem.why, problem.help))
        return str(refused).replace(f"{folder}/", "")
    [sheet] = done.sheets
    assert sheet.rows == sheet.accepted + sheet.rejected
    rejected = folder / "out-rejected.csv"
    if sheet.rejected:
        with rejected.open(encoding="utf-8", newline="") as opened:
            assert sum(1 for found in csv.DictReader(opened) if found["reason"]) == sheet.rejected
    counted = f"{sheet.rows} rows = {sheet.accepted} accepted + {sheet.rejected} rejected\n"
    return counted + "".join(f"{number} x {reason}\n" for reason, number in done.reasons.items())


@pytest.mark.parametrize("name", mistakes())
def test_the_message_for(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    found = said(mistakes()[name], tmp_path)
    assert found == snapshot
    assert " = 3 accepted + 0 rejected" not in found
    assert "Traceback" not in found


def test_the_list_without_a_mistake_is_right(tmp_path: Path) -> None:
    assert said(a_list(RIGHT), tmp_path) == "3 rows = 3 accepted + 0 rejected\n"
