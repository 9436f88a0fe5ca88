"""`duenotice import PROFILE`: released files by the command line."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from duenotice.cli.schema import schema_of
from duenotice.importers.released import PROFILES
from tests.cli.running import run
from tests.importers.released.making import STINTS, A, a_release, a_stint


def a_file(folder: Path) -> Path:
    return a_release(folder, STINTS, a_stint(A, "1/5/2024", "1/9/2024", "Order of supervision"))


def test_the_list_names_every_profile_with_what_it_is() -> None:
    ran = run("import", "--list")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(PROFILES)


def test_auto_says_which_profile_it_found_and_writes_the_tables_and_the_report(tmp_path: Path) -> None:
    out = tmp_path / "custody"
    ran = run("import", "auto", a_file(tmp_path), "-o", out)
    assert ran.code == 0
    assert ran.out.startswith(f"{STINTS}: ")
    assert "recognised by its header" in ran.out.splitlines()[0]
    assert ran.out.splitlines()[2] == "This release cannot show:"
    found = {path.name for path in out.iterdir()}
    assert found == {
        "people.parquet",
        "facts.parquet",
        "events.parquet",
        "searches.parquet",
        "of-the-release",
    }
    assert {path.name for path in (out / "of-the-release").iterdir()} == {
        "counts.csv",
        "codes.csv",
        "set-aside.csv",
        "report.json",
    }


def test_the_tables_that_were_written_pass_data_check(tmp_path: Path) -> None:
    out = tmp_path / "custody"
    run("import", STINTS, a_file(tmp_path), "-o", out, "--to", "csv")
    ran = run("data", "check", out)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "no problems")


def test_without_a_folder_only_the_report_is_made(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    assert run("import", "auto", file).code == 0
    assert list(tmp_path.iterdir()) == [file]


def test_json_has_the_published_shape_and_is_the_report_beside_the_tables(tmp_path: Path) -> None:
    out = tmp_path / "custody"
    ran = run("import", "auto", a_file(tmp_path), "-o", out, "--json")
    Draft202012Validator(dict(schema_of("released"))).validate(ran.data)
    assert json.loads((out / "of-the-release" / "report.json").read_text(encoding="utf-8")) == ran.data


def test_a_profile_that_does_not_exist_ends_with_2_and_the_nearest_name(tmp_path: Path) -> None:
    ran = run("import", "detentions-2026-3", a_file(tmp_path))
    assert ran.code == 2
    assert "I01: no profile is called `detentions-2026-3`" in ran.err
    assert "did you mean `detentions-2026-03`?" in ran.err


def test_a_file_that_is_no_release_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one,two,three\n", encoding="utf-8")
    ran = run("import", "auto", tmp_path / "a.csv", "-o", tmp_path / "out")
    assert ran.code == 2
    assert "I02" in ran.err
    assert not (tmp_path / "out").exists()


def test_import_alone_says_how_it_is_used() -> None:
    ran = run("import")
    assert ran.code == 0
    assert "duenotice import auto" in ran.out
