"""`duenotice screen` as its user sees it."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from tests.agreement.engines import open_engine
from tests.cli.running import run

ORDER = "chhoeun-v-marin/2019-01-03"
PEOPLE = """person
p-1
p-2
=p-3
"""
FACTS = """person,fact,values
p-1,nationality,Cambodia
p-1,presence,in the United States
p-2,nationality,Laos
"""
EVENTS = """person,term,date
p-1,final order of removal,1998-05
p-1,release from ICE custody,1999-03-02
p-1,detention for removal,2019-01-15
"""
SEARCHES = """person,terms,through
*,everything,2019-02-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = tmp_path / "tables"
    tables.mkdir()
    for name, text in (("people", PEOPLE), ("facts", FACTS), ("events", EVENTS), ("searches", SEARCHES)):
        (tables / f"{name}.csv").write_text(text.replace("\n=", "\n'="), encoding="utf-8")
    return tables


def test_everybody_gets_one_row_with_what_decides(folder: Path, tmp_path: Path) -> None:
    ran = run(
        "screen", ORDER, str(folder), "--on", "2019-01-15", "-o", str(tmp_path / "a.csv"), "--bucket", "2"
    )
    assert ran.code == 0, ran.err
    assert "3 people in, 3 rows out" in ran.out
    with (tmp_path / "a.csv").open(encoding="utf-8") as stream:
        rows = {row["person"]: row for row in csv.DictReader(stream)}
    assert rows["p-1"]["protected"] == "yes"
    assert (rows["p-1"]["duty_1"], rows["p-1"]["duty_1_why"]) == ("violated", "notice")
    assert (rows["p-1"]["duty_1_act"], rows["p-1"]["duty_1_due"]) == ("2019-01-15", "2019-01-01")
    assert (rows["p-2"]["class_1"], rows["p-2"]["duty_1"]) == ("no", "not owed")
    assert "(a)" in rows["p-2"]["class_1_why"]
    assert rows["'=p-3"]["class_1_a"] == "unknown"
    receipt = json.loads((tmp_path / "a.csv.receipt.json").read_text(encoding="utf-8"))
    assert (receipt["order"], receipt["people"], receipt["rows"]) == (ORDER, "3", "3")
    assert not list(tmp_path.glob(".a.csv*"))


@pytest.mark.parametrize("engine", ["duckdb", "sqlite", "postgres"])
def test_every_kind_of_file_says_the_same(folder: Path, tmp_path: Path, engine: str) -> None:
    with ExitStack() as stack:
        open_engine(engine, stack)
    asked = ("screen", ORDER, str(folder), "--on", "2019-01-15", "--engine", engine, "-o")
    for name in ("a.parquet", "a.xlsx"):
        assert run(*asked, str(tmp_path / name)).code == 0
    parquet = [tuple(row.values()) for row in pq.read_table(tmp_path / "a.parquet").to_pylist()]
    sheet = load_workbook(tmp_path / "a.xlsx")["answers"]
    _, *rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows == parquet
    assert "=p-3" in [row[0] for row in rows]
    assert sheet["A2"].data_type == "s"


def test_a_wrong_cell_stops_the_run_before_anything_is_answered(folder: Path, tmp_path: Path) -> None:
    (folder / "events.csv").write_text(EVENTS.replace("1998-05", "1998-13"), encoding="utf-8")
    ran = run("screen", ORDER, str(folder), "--on", "2019-01-15", "-o", str(tmp_path / "a.csv"))
    assert ran.code == 2
    assert "Nothing was screened" in ran.err
    assert not (tmp_path / "a.csv").exists()


def test_answers_are_not_written_over_a_file_unasked(folder: Path, tmp_path: Path) -> None:
    asked = ("screen", ORDER, str(folder), "--on", "2019-01-15", "-o", str(tmp_path / "a.csv"))
    (tmp_path / "a.csv").write_text("mine", encoding="utf-8")
    ran = run(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert "W04" in ran.err
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "mine"
    assert run(*asked, "--replace").code == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("person,")


def test_a_run_that_was_stopped_goes_on_behind_its_last_finished_bucket(folder: Path, tmp_path: Path) -> None:
    asked = ("screen", ORDER, str(folder), "--on", "2019-01-15", "--bucket", "1", "-o")
    assert run(*asked, str(tmp_path / "whole.csv")).code == 0
    (tmp_path / "a.csv").mkdir()  # the answers cannot be written, once all buckets are done
    stopped = run(*asked, str(tmp_path / "a.csv"), "--replace")
    assert stopped.code == 2
    assert "M01" in stopped.err
    (tmp_path / "a.csv").rmdir()
    (tmp_path / ".a.csv.parts" / "part-00001.parquet").unlink()
    again = run(*asked, str(tmp_path / "a.csv"))
    assert again.err.splitlines() == [
        "1 of 3 people (there already)",
        "2 of 3 people",
        "3 of 3 people (there already)",
    ]
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "whole.csv").read_text()
    other = run(*asked, str(tmp_path / "a.csv"), "--replace")
    assert "there already" not in other.err


def test_a_limit_that_is_no_amount_is_refused(folder: Path, tmp_path: Path) -> None:
    asked = ("--on", "2019-01-15", "-o", str(tmp_path / "a.csv"), "--memory", "plenty")
    ran = run("screen", ORDER, str(folder), *asked)
    assert "E02" in ran.err


def test_the_sql_and_the_plan_are_shown_without_any_data() -> None:
    shown = run("screen", ORDER, "--on", "2019-01-15", "--show-sql", "postgres").out
    assert "/* (e) there is no criminal violation after the release */" in shown
    plan = run("screen", ORDER, "--on", "2019-01-15", "--show-plan").out
    assert "letter_a: (a) the person's nationality is Cambodia" in plan
