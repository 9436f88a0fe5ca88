"""What people read when their tables hold one mistake: every message, whole, as a snapshot."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.running import answered, run
from tests.tables.mistakes import MISTAKES, folder_with


def said(folder: Path) -> str:
    """What `data check` says on standard error, and how many problems it counts."""
    ran = run("data", "check", folder, "--limit", "3")
    assert ran.code == 2, ran.out
    summary = "".join(ran.out.splitlines(keepends=True)[-1:])
    return (ran.err + summary).replace(f"{folder}/", "").replace(str(folder), "the folder")


@pytest.mark.parametrize("name", MISTAKES)
def test_the_message_for(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert said(folder_with(MISTAKES[name], tmp_path)) == snapshot


def test_the_tables_without_a_mistake_are_right(tmp_path: Path) -> None:
    assert answered("data", "check", folder_with({}, tmp_path)).endswith("no problems\n")


def test_there_are_more_than_two_hundred_of_them() -> None:
    assert len(MISTAKES) > 200
