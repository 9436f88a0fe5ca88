"""How files become tables: two readers that agree, rows that keep their number, views by one shape."""

from __future__ import annotations

import csv
import io
import random
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.library import load_vocabulary
from duenotice.problems import Refused
from duenotice.record import tables
from duenotice.record.tables.stage import Staged, stage
from tests.cli.running import answered, run, valid

from .mistakes import RIGHT, folder_with

VOCABULARY = load_vocabulary()


def opened_rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with tables.opened(tables.find([folder])) as opened:
        return list(opened.rows(query))


PLAIN = st.text(st.sampled_from("ab, ;|'=é"), max_size=4).map(lambda text: text.replace(",", ""))


@settings(max_examples=40)
@given(st.lists(st.lists(PLAIN, min_size=2, max_size=2), min_size=1, max_size=8))
def test_both_readers_of_csv_read_the_same(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\").writerows(rows)
        bare = "person,fact\n" + out.getvalue().replace("\\", "")
        quoted = "person,fact\n" + "".join(f'"{one}","{two}"\n' for one, two in rows)
        read = []
        for text in (bare, quoted):
            (folder / "facts.csv").write_text(text, encoding="utf-8")
            staged = stage(folder / "facts.csv", folder)
            with tables.opened(tables.Dataset({"facts": folder / "facts.csv"}, False)) as opened:
                read.append(sorted(opened.rows("SELECT nr, person, fact FROM facts")))
            assert staged.problems == []
        assert read[0] == read[1]


@pytest.mark.parametrize("quote", ["", '"'])
def test_rows_keep_their_number_behind_rows_that_do_not_fit(tmp_path: Path, quote: str) -> None:
    rows = [
        "p-1,nationality,Laos",
        "p-1",
        "",
        "p-1,nationality",
        "p-1,nationality,Camboida",
        f"p-1,counsel,{quote}x y{quote}",
    ]
    text = "person,fact,values\n" + "\n".join(rows) + "\n"
    said = run("data", "check", folder_with({"facts.csv": text.encode(), "withdrawals.csv": b"-"}, tmp_path))
    places = [
        line.partition(": ")[0].rpartition("facts.csv, ")[2]
        for line in said.err.splitlines()
        if "facts.csv" in line
    ]
    assert places == ["row 3", "row 5", "row 6, column `values`"]


def test_the_row_of_a_staged_row_counts_those_that_were_skipped() -> None:
    staged = Staged(tables.TABLES["facts"], Path("facts.csv"), Path("x"), skipped=[3, 4, 7])
    assert [staged.row(number) for number in range(5)] == [2, 5, 6, 8, 9]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + RIGHT["facts"].replace("\n", "\r\n").encode()
    assert "no problems" in answered("data", "check", folder_with({"facts.csv": text}, tmp_path))


def test_blank_rows_are_counted_and_are_no_rows(tmp_path: Path) -> None:
    text = (RIGHT["facts"] + ",,,,,,,,\n\n").encode()
    said = answered("data", "check", folder_with({"facts.csv": text}, tmp_path))
    assert "facts.csv: 2 rows, and 2 blank\n" in said


def test_notices_and_events_are_seen_by_one_shape(tmp_path: Path) -> None:
    text = RIGHT["notices"].replace("2019-01-07,\n", "2019-01-07,2019-01-20\n").encode()
    rows = opened_rows(
        folder_with({"notices.csv": text}, tmp_path),
        "SELECT person, term, qualifiers, date, received FROM happened WHERE term LIKE 'notice%' ORDER BY 2",
    )
    assert rows == [
        (
            "p-1",
            "notice of detention",
            "mailed;to counsel;in Khmer;stating the basis",
            "2019-01-04",
            "2019-01-07",
        ),
        ("p-1", "notice returned", "", "2019-01-20", ""),
    ]


def test_a_notice_becomes_an_event_with_its_further_days(tmp_path: Path) -> None:
    folder, out = folder_with({}, tmp_path), tmp_path / "out"
    answered("data", "convert", folder, "--to", "text", "-o", out)
    said = (out / "p-1.txt").read_text(encoding="utf-8")
    line = "2019-01-04 mailed notice of detention in Khmer stating the basis to counsel"
    assert f"{line}, dated 2019-01-02, mailed 2019-01-03, received 2019-01-07\n" in said
    assert "searched conviction or missed check-in from 2003" in said


def test_what_is_wrong_is_not_converted(tmp_path: Path) -> None:
    folder = folder_with({"facts.csv": RIGHT["facts"].replace("Cambodia", "Camboida").encode()}, tmp_path)
    ran = run("data", "convert", folder, "-o", tmp_path / "out")
    assert ran.code == 2
    assert "`Camboida`" in ran.err
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = folder_with({}, tmp_path)
    ran = run("data", "convert", folder, "-o", folder)
    assert ran.code == 2
    assert "T12" in ran.err


def test_the_check_prints_json_of_the_published_shape(tmp_path: Path) -> None:
    text = RIGHT["facts"].replace("Cambodia", "Camboida").encode()
    data = valid("tables", run("data", "check", folder_with({"facts.csv": text}, tmp_path), "--json").data)
    assert data["problems"] == 1
    assert (data["shown"][0]["row"], data["shown"][0]["column"]) == (2, "values")


@settings(max_examples=60)
@given(st.data())
def test_only_refusals_come_out_of_files_that_were_spoilt(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(RIGHT)))
    raw = bytearray(RIGHT[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from(
                (b",", b'"', b"\n", b"\x00", b"\xff", b";", b"|", b"'", b"=", b"9", b"\r", "é".encode())
            )
        )
    with TemporaryDirectory() as folder:
        where = folder_with({f"{name}.csv": bytes(raw)}, Path(folder))
        with suppress(Refused), tables.opened(tables.find([where])) as opened:
            report = tables.check(opened, VOCABULARY)
            if not report.findings:
                assert list(tables.records_of(opened, VOCABULARY))


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_only_refusals_come_out_of_parquet_and_arrow_that_were_spoilt(tmp_path: Path, kind: str) -> None:
    (tmp_path / "csv").mkdir()
    answered("data", "convert", folder_with({}, tmp_path / "csv"), "--to", kind, "-o", tmp_path / "right")
    files = sorted((tmp_path / "right").iterdir())
    chance = random.Random(3)  # noqa: S311 - the same spoilt files every time
    for number in range(60):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "right", folder)
        spoilt = folder / chance.choice(files).name
        raw = bytearray(spoilt.read_bytes())
        for _ in range(chance.randint(1, 6)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        spoilt.write_bytes(bytes(raw))
        with suppress(Refused), tables.opened(tables.find([folder])) as opened:
            if not tables.check(opened, VOCABULARY).findings:
                assert list(tables.records_of(opened, VOCABULARY))
