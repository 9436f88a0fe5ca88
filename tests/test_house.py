"""The house: sizes, habits and documents that a test can hold to what is there."""

import ast
import configparser
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from duenotice.problems import CODES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "duenotice"
MODULES = sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py")])
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NO_ROOMS = {PACKAGE / "__init__.py", PACKAGE / "__main__.py"}
ROOMS = sorted({*PACKAGE.glob("*.py"), *PACKAGE.glob("*/__init__.py")} - NO_ROOMS)

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
EXCEPTED = re.compile(r"# long: \S+ \S+")
ONE_MACHINE = re.compile(r"(?<![\w.-])/(?:home|root|work|Users)/\w")
ROOM_SAYS = ("takes", "gives", "must not know")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def name_of_room(path: Path) -> str:
    return path.parent.name if path.stem == "__init__" else path.stem


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def fenced_lines(text: str) -> list[str]:
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def contract_layers() -> list[str]:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    return contract["importlinter:contract:rooms"]["layers"].split("\n")[1:]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_longer_than_400_lines_without_a_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_MODULE or EXCEPTED.search(lines[0])


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_function_is_longer_than_60_lines_without_a_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    too_long = [
        f"{function.name} has {length} lines"
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
        and not EXCEPTED.search(lines[function.lineno - 1])
    ]
    assert too_long == []


@pytest.mark.parametrize("path", ROOMS, ids=name_of_room)
def test_a_room_says_what_it_takes_what_it_gives_and_what_it_must_not_know(path: Path) -> None:
    says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert len(says.splitlines()) >= 3
    words = " ".join(says.lower().split())
    assert [phrase for phrase in ROOM_SAYS if phrase not in words] == []


def test_a_room_in_parentheses_is_not_there_and_every_other_room_is() -> None:
    layers = " | ".join(contract_layers())
    built = [room for room in layers.split(" | ") if not room.startswith("(")]
    assert sorted(built) == sorted(name_of_room(path) for path in ROOMS)


def test_the_drawing_in_the_architecture_is_the_contract() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert "```\n" + "\n".join(contract_layers()) + "\n```\n" in text


@pytest.mark.parametrize("call", ["date.today()", "datetime.now()", "datetime.now(UTC)", "time.time()"])
@pytest.mark.parametrize(("room", "allowed"), [("days", False), ("reason", False), ("cli", True)])
def test_nothing_below_cli_can_read_the_clock(call: str, room: str, allowed: bool) -> None:
    code = f"import time\nfrom datetime import UTC, date, datetime\n\nNOW = {call}\n"
    command = [sys.executable, "-m", "ruff", "check", "--quiet", "--select=TID251", "-"]
    command += [f"--stdin-filename=src/duenotice/{room}/example.py"]
    ran = subprocess.run(command, cwd=ROOT, input=code, check=False, capture_output=True, text=True)
    assert (ran.returncode == 0) is allowed, ran.stdout


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{named(path)}: {match.group()}"
        for path in tracked_files()
        for match in [ONE_MACHINE.search(path.read_text(encoding="utf-8", errors="ignore"))]
        if match
    ]
    assert found == []


def test_the_first_two_commands_of_the_readme_are_the_two_commands() -> None:
    commands = fenced_lines((ROOT / "README.md").read_text(encoding="utf-8"))
    assert commands[:2] == ["make demo", "make test"]


def test_ci_runs_the_two_commands_of_the_readme_first() -> None:
    runner = ROOT / ".ci" / "run"
    assert os.access(runner, os.X_OK)
    makes = [line for line in runner.read_text(encoding="utf-8").splitlines() if line.startswith("make ")]
    assert makes == ["make demo", "make test", "make check"]


def test_every_recipe_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[0].split()
    assert recipes == re.findall(r"^([a-z]+):.* ## \w", makefile, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_every_version_with_a_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=[a-z])", text) if entry]
    loose = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
    assert loose == []
    assert "://" not in text
    assert "--index-url" not in text


def test_both_lock_files_pin_the_same_versions() -> None:
    runtime, everything = (
        set(re.findall(r"^[a-z]\S*==\S+", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime
    assert runtime <= everything


def test_every_problem_code_is_in_the_reference_with_its_title() -> None:
    text = (ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"^\| `([A-Z]\d\d)` \| ([^|]*?) \|", text, flags=re.MULTILINE))
    assert documented == CODES


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_from_one_document_to_another_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\((?!\w+:|#)([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
