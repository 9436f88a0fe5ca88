"""Invented people: plainly so, the same for the same seed, and right by the schema."""

from pathlib import Path

import pytest

from duenotice.library import load_vocabulary
from duenotice.record import tables
from duenotice.record.tables.invented import Wish, invent
from tests.cli.running import answered

VOCABULARY = load_vocabulary()


def invented(folder: Path, wish: Wish, kind: str = "parquet") -> dict[str, int]:
    folder.mkdir()
    return dict(invent(wish, folder, kind))


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with tables.opened(tables.find([folder])) as opened:
        return list(opened.rows(query))


@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize("in_order", [True, False])
def test_the_tables_are_right_and_say_that_nobody_is_real(tmp_path: Path, kind: str, in_order: bool) -> None:
    invented(tmp_path / "people", Wish(300, 5, in_order), kind)
    with tables.opened(tables.find([tmp_path / "people"])) as opened:
        assert [str(finding.said) for finding in tables.check(opened, VOCABULARY).findings] == []
        assert sum(1 for _ in tables.records_of(opened, VOCABULARY)) == 300
    assert rows(tmp_path / "people", "SELECT * FROM people WHERE NOT starts_with(person, 'invented-')") == []


def test_the_same_seed_gives_the_same_people_in_either_order(tmp_path: Path) -> None:
    query = "SELECT * EXCLUDE nr FROM happened ORDER BY ALL"
    found = []
    for name, wish in {
        "a": Wish(200, 7),
        "b": Wish(200, 7),
        "mixed": Wish(200, 7, False),
        "other": Wish(200, 8),
    }.items():
        invented(tmp_path / name, wish)
        found.append(rows(tmp_path / name, query))
    assert found[0] == found[1] == found[2] != found[3]
    assert (tmp_path / "a" / "events.parquet").read_bytes() == (
        tmp_path / "b" / "events.parquet"
    ).read_bytes()


def test_more_people_begin_with_the_same_ones(tmp_path: Path) -> None:
    for name, people in {"few": 50, "many": 90}.items():
        invented(tmp_path / name, Wish(people, 7))
    query = "SELECT person, fact, values FROM facts WHERE person < 'invented-00000050' ORDER BY ALL"
    assert rows(tmp_path / "few", query) == rows(tmp_path / "many", query)


def test_there_are_about_six_events_a_person_and_the_wished_share_of_nationals(tmp_path: Path) -> None:
    counts = invented(tmp_path / "people", Wish(5000, 1, cambodians=0.3))
    assert 5.7 < (counts["events"] + counts["notices"]) / counts["people"] < 6.3
    ((share,),) = rows(
        tmp_path / "people",
        "SELECT avg((\"values\" = 'Cambodia')::INT) FROM facts WHERE fact = 'nationality'",
    )
    assert 0.28 < float(str(share)) < 0.32


def test_the_command_writes_a_folder(tmp_path: Path) -> None:
    said = answered("synth", "--people", "40", "--seed", "3", "--random", "-o", tmp_path / "people")
    assert f"{tmp_path / 'people' / 'people.parquet'}: 40 rows\n" in said
    assert "no problems" in answered("data", "check", tmp_path / "people")
