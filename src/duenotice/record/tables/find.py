"""Which file holds which table: by the name of the file, in a folder or one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duenotice.problems import Place, Problem, RefusedTables, did_you_mean, quoted
from duenotice.record.tables.schema import TABLES, VERSION, VERSION_KEY

KINDS = {"csv": "csv", "parquet": "parquet", "arrow": "arrow", "feather": "arrow"}
"""The endings of table files, and the kind that each is."""
_OTHERS = {"xlsx", "xls", "xlsm", "ods", "tsv", "txt", "gz", "zip", "json", "jsonl", "sqlite", "duckdb"}


@dataclass(frozen=True)
class Dataset:
    """The files of the tables that are there. `whole` says that a folder was named: a table that is
    not in it is empty, and everybody must be in `people`."""

    files: Mapping[str, Path]
    whole: bool


def kind_of(path: Path) -> str:
    """``csv``, ``parquet`` or ``arrow``; nothing for other endings."""
    return KINDS.get(path.suffix.lower().removeprefix("."), "")


def is_table_file(path: Path) -> bool:
    """Whether a file has the name and the ending of a table."""
    return path.stem in TABLES and bool(kind_of(path))


def find(paths: Iterable[Path]) -> Dataset:
    """The tables in a folder, or in the files that are named. Raises `RefusedTables` (T01, T02, T09)."""
    paths = list(paths)
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        inside = list(_inside(path)) if path.is_dir() else [path]
        if path.is_dir():
            problems += _version_beside(path)
        for file in inside:
            problem = _not_a_table(file) or _twice(file, files)
            if problem:
                problems.append(problem)
            else:
                files[file.stem] = file
    whole = any(path.is_dir() for path in paths)
    if whole and not problems:
        problems += _missing(files, paths[0])
    if problems:
        raise RefusedTables(*problems)
    return Dataset({name: files[name] for name in TABLES if name in files}, whole)


def _inside(folder: Path) -> Iterator[Path]:
    """What a folder holds that is a table, or was meant as one."""
    for file in sorted(folder.iterdir()):
        ending = file.suffix.lower().removeprefix(".")
        if file.is_file() and (
            ending in KINDS or (file.stem.partition(".")[0] in TABLES and ending in _OTHERS)
        ):
            yield file


def _not_a_table(file: Path) -> Problem | None:
    if not file.exists():
        help_ = "check the name and the folder"
        return Problem(
            "M01", Place(str(file)), "there is no such file or folder", "nothing has this name", help_
        )
    if is_table_file(file):
        return None
    listed = ", ".join(f"`{name}`" for name in TABLES)
    what = f"{quoted(file.name)} is not the name of a table"
    why = f"the tables are {listed}, each a file that ends in .csv, .parquet or .arrow"
    help_ = did_you_mean(file.stem, TABLES, "give the file the name of the table that it holds")
    if file.stem.partition(".")[0] in TABLES:
        help_ = "write it as CSV, Parquet or Arrow first; a spreadsheet of another shape: `duenotice import`"
    return Problem("T01", Place(str(file)), what, why, help_)


def _twice(file: Path, files: Mapping[str, Path]) -> Problem | None:
    if file.stem not in files:
        return None
    return Problem(
        "T01",
        Place(str(file)),
        f"the table `{file.stem}` is there twice",
        f"`{files[file.stem].name}` holds it too, and nothing says which of the two is right",
        "keep one of the two files here",
    )


def _missing(files: Mapping[str, Path], folder: Path) -> Iterator[Problem]:
    if "people" not in files:
        listed = ", ".join(f"`{name}`" for name in files)
        yield Problem(
            "T02",
            Place(str(folder)),
            "the table `people` is missing" if files else "there is no table in this folder",
            f"the folder holds {listed}; a person of whom nothing is on file would be lost"
            if files
            else "tables are files such as `people.csv` or `events.parquet`",
            "add `people.csv` with one column, `person`, that lists everybody",
        )


def _version_beside(folder: Path) -> Iterator[Problem]:
    """What ``schema.json`` says, if it is there."""
    path = folder / "schema.json"
    if not path.is_file():
        return
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version = data.get(VERSION_KEY) if isinstance(data, dict) else None
    except (OSError, ValueError, RecursionError):
        version = None
    if version != VERSION:
        yield wrong_version(str(path), "no version" if version is None else f"version {version}")


def wrong_version(file: str, said: str) -> Problem:
    """The file was written for other columns than ours."""
    return Problem(
        "T09",
        Place(file),
        f"this file names {quoted(said)} of the tables",
        f"this program reads version {VERSION}; a column of another version could mean something else",
        "write the tables again with this program, or read them with the one that wrote them",
    )
