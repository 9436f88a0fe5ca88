"""Records into tables and back, in each kind of file: nothing is lost, whatever stands in them."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.problems import Place
from duenotice.record import Case, Record, tables
from tests.record.strategies import VOCABULARY, records

KINDS = ("csv", "parquet", "arrow")
PERSONS = st.lists(
    st.one_of(st.sampled_from(("p1", "=1+1", "'x", "a,b", 'a"b', "01", "é", "-")), st.uuids().map(str)),
    min_size=1,
    max_size=4,
    unique=True,
)


def written(folder: Path, kind: str, people: dict[str, Record]) -> Path:
    with tables.new_folder(folder) as here, tables.row_writer(here, kind) as writer:
        for person, record in people.items():
            case = Case("", record, None, None, (), Place(""))
            for table, row in tables.rows_of(person, case, VOCABULARY):
                writer.add(table, row)
    return folder


def read(folder: Path) -> dict[str, Record]:
    with tables.opened(tables.find([folder])) as opened:
        assert [str(finding.said) for finding in tables.check(opened, VOCABULARY).findings] == []
        return {person: case.record for person, case in tables.records_of(opened, VOCABULARY)}


def converted(folder: Path, kind: str) -> Path:
    target = folder.with_name(f"{folder.name}-{kind}")
    with tables.opened(tables.find([folder])) as opened, tables.new_folder(target) as here:
        tables.write_tables(opened, here, kind)
    return target


def cells_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened, strict=True))


def sorted_entries(people: dict[str, Record]) -> dict[str, tuple[str, list[str]]]:
    """The order of entries means nothing: notices have a table of their own."""
    return {person: (r.title, sorted(map(repr, r.entries()))) for person, r in people.items()}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_records_come_back_from_tables_as_they_were(kind: str, data: st.DataObject) -> None:
    people = {person: data.draw(records()) for person in data.draw(PERSONS)}
    with TemporaryDirectory() as folder:
        back = read(written(Path(folder) / "t", kind, people))
        assert sorted_entries(back) == sorted_entries(people)


@settings(max_examples=20)
@given(data=st.data())
def test_tables_go_round_through_every_kind_of_file(data: st.DataObject) -> None:
    people = {person: data.draw(records()) for person in data.draw(PERSONS)}
    with TemporaryDirectory() as folder:
        first = written(Path(folder) / "t", "csv", people)
        last = converted(converted(converted(first, "parquet"), "arrow"), "csv")
        assert sorted_entries(read(last)) == sorted_entries(people)
        for file in first.glob("*.csv"):
            assert cells_of(last / file.name) == cells_of(file)
