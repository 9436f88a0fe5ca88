"""`duenotice data convert` between files of records and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from duenotice.library import load_vocabulary
from duenotice.record import read_record

from .running import RECORDS, answered, refused, run

FILES = sorted(RECORDS.glob("*.md"))


def digests(folder: Path) -> dict[str, str]:
    """The content of every record in a folder, by the name of its file."""
    found = {}
    for path in folder.iterdir():
        (case,) = read_record(path.read_text(encoding="utf-8"), load_vocabulary(), str(path))
        found[path.stem] = case.record.digest
    return found


@pytest.mark.parametrize("kind", ["csv", "parquet", "arrow"])
@pytest.mark.parametrize("notation", ["json", "yaml", "text"])
def test_records_go_into_tables_and_come_back(tmp_path: Path, kind: str, notation: str) -> None:
    ran = run("data", "convert", *FILES, "--to", kind, "-o", tmp_path / "tables")
    assert ran.code == 0, ran.err
    answered("data", "convert", tmp_path / "tables", "--to", notation, "-o", tmp_path / "records")
    assert digests(tmp_path / "records") == digests(RECORDS)


def test_ids_that_no_file_can_be_called_by_come_back(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    ids = ("a/b", "..", "ខ្មែរ", "=1", "a b", ".hidden", "100%", "CON")
    facts = "".join(f"{id_},presence,in the United States\n" for id_ in ids)
    (tmp_path / "t" / "people.csv").write_text(
        "person\n" + "".join(f"{id_}\n" for id_ in ids), encoding="utf-8"
    )
    (tmp_path / "t" / "facts.csv").write_text("person,fact,values\n" + facts, encoding="utf-8")
    answered("data", "convert", tmp_path / "t", "--to", "json", "-o", tmp_path / "records")
    assert len(list((tmp_path / "records").iterdir())) == len(ids)
    answered("data", "convert", tmp_path / "records", "--to", "csv", "-o", tmp_path / "again")
    people = (tmp_path / "again" / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sorted(line.split(",")[0].removeprefix("'") for line in people) == sorted(ids)


def test_what_is_expected_of_a_case_is_said_to_be_left_behind(tmp_path: Path) -> None:
    case = "Person A\n  nationality Cambodia\n  on 2019-01-15\n  expect class: unknown\n"
    (tmp_path / "a.txt").write_text(case, encoding="utf-8")
    ran = run("data", "convert", tmp_path / "a.txt", "--to", "csv", "-o", tmp_path / "t")
    assert ran.code == 0
    assert "1 `expect` lines are not in the tables" in ran.err
    assert "Person A,2019-01-15" in (tmp_path / "t" / "people.csv").read_text(encoding="utf-8")


def test_two_records_of_one_name_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text("Person A\n  nationality Laos\n", encoding="utf-8")
    said = refused("data", "convert", tmp_path / "one", tmp_path / "two", "--to", "csv", "-o", tmp_path / "t")
    assert "T10" in said
    assert "another record is called `a` too" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_records_do_not_become_records_here(tmp_path: Path) -> None:
    assert "duenotice convert" in refused("data", "convert", FILES[0], "--to", "json", "-o", tmp_path / "t")


def test_a_value_with_a_bar_is_refused_rather_than_read_as_two(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"record": 1, "facts": [{"fact": "counsel", "is": "Person L | Person M"}]}', encoding="utf-8"
    )
    said = refused("data", "convert", tmp_path / "a.json", "--to", "csv", "-o", tmp_path / "t")
    assert "a vertical bar stands in the value `Person L | Person M`" in said
