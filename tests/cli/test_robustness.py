"""What must never happen: a traceback, half an answer, an answer that depends on the machine."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import Write
from .running import ORDER, RECORDS, SCRIPT, answered, refused, run, script

TWELVE = RECORDS / "twelve-days.md"
DAY = "--on=2019-01-22"
TWO = "one\n  nationality Cambodia\ntwo\n  nationality Laos\n"

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("explain", ORDER, str(TWELVE)),
    ("check", str(TWELVE)),
    ("check", str(TWELVE), "--json"),
    ("orders", "diff", ORDER, "chhoeun-v-marin/2020-04-27"),
    ("orders", "life", ORDER, DAY),
    ("conformance",),
    ("terms",),
    ("convert", str(TWELVE), "--to", "yaml"),
    ("demo",),
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.md"), "M01: "),
        (("explain", ORDER, "nowhere.md"), "M01: "),
        (("explain", "nowhere.md", str(TWELVE)), "M01: "),
        (("check", str(RECORDS)), "M01: "),
        (("lint", str(RECORDS)), "M01: "),
        (("format", str(RECORDS)), "M01: "),
        (("cases", str(RECORDS)), "M01: "),
        (("conformance", str(RECORDS)), "M01: "),
        (("convert", str(RECORDS)), "M01: "),
        (("explain", str(RECORDS), str(TWELVE)), "S01: no order on the shelf is called"),
        (("explain", "x" * 5000, str(TWELVE)), "S01: no order on the shelf is called"),
        (("check", "x" * 5000), "M01: "),
        (("check", ""), "M01: "),
        (("explain", "", str(TWELVE)), "S01: no order on the shelf is called"),
        (("explain", "chhoeun", str(TWELVE)), "`duenotice orders` lists the shelf"),
        (("check", str(TWELVE), "--on", "2019"), "`2019` is not one day"),
        (("check", str(TWELVE), "--on", "2019-01-22~"), "is not one day"),
        (("check", str(TWELVE), "--on", "2019-02-30"), "D02: "),
        (("check", str(TWELVE), "--on", "01/02/2019"), "D03: "),
        (("check", str(TWELVE), "--on", "tomorrow"), "D01: "),
        (("check", str(TWELVE), "--on", ""), "--on"),
        (("check", str(TWELVE), "--known-on", "soon"), "--known-on: D01: "),
        (("orders", "life", ORDER, "--on", "2019"), "`2019` is not one day"),
        (("check", str(TWELVE), "--case", "9"), "no case of this file is called `9`"),
        (("check",), "Missing argument"),
        (("explain", ORDER), "Missing argument"),
        (("lint",), "Missing argument"),
        (("convert", str(TWELVE), "--to", "xml"), "'xml' is not one of"),
        (("checks", str(TWELVE)), "No such command 'checks'"),
        (("check", "--jso", str(TWELVE)), "No such option"),
        (("terms", ""), "is not in the vocabulary"),
    ],
)
def test_bad_arguments_are_refused_in_words(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(*arguments)


@pytest.mark.parametrize(
    "command",
    [
        ("check", "-"),
        ("explain", ORDER, "-"),
        ("convert", "-"),
        ("lint", "-"),
        ("conformance", "-"),
        ("cases", "-"),
    ],
)
@pytest.mark.parametrize("stdin", [b"", b"\n \n", b"\xff\xfe\x00", b"{", b"```case\n", b"\x00"])
def test_bad_standard_input_is_refused_in_words(command: tuple[str, ...], stdin: bytes) -> None:
    refused(*command, stdin=stdin)


def test_format_of_empty_standard_input_is_empty() -> None:
    assert answered("format", "-") == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "[]"),
        ("a.json", '{"record": 1}'),
        ("a.json", '{"record": 1, "events": "none"}'),
        ("a.json", "[" * 100_000),
        ("a.yaml", "record: 1\nevents: [}"),
        ("a.yaml", "- one\n- two\n"),
        ("a.md", "# A page\n\nwithout a case\n\n```python\n1\n```\n"),
        ("a.md", "---\nid: [1]\n---\n"),
        ("a.md", "---\nid: x\n"),
        ("a.txt", "Person\n  2019-13-01 conviction\n  2019-01-01 convictoin\n  nonsense\n"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_in_words(name: str, text: str, write: Write) -> None:
    path = write(name, text)
    assert str(path) in refused("check", path)
    refused("lint", path)


def test_every_problem_of_a_record_is_told_at_once(write: Write) -> None:
    said = refused(
        "check", write("a.txt", "Person\n  2019-13-01 conviction\n  2019-01-01 convictoin\n  who\n")
    )
    assert [line.split(": ")[1] for line in said.splitlines() if ", line " in line] == ["D02", "R02", "R01"]


def test_several_cases_without_a_choice_are_refused_by_every_command_that_takes_one(write: Write) -> None:
    path = write("two.md", TWO)
    for command in (("check", path), ("explain", ORDER, path), ("convert", path)):
        assert "this file holds 2 cases" in refused(*command)
        assert run(*command, "--case", "one").code == 0


PLAIN = (
    "check explain window orders life diff show list lint format cases conformance convert terms schema "
    "answer --json --on 2019-01-22 2019 --case 1 --to yaml --check --known-on -h - / ../.. \N{SNOWMAN}"
)
WORDS = st.sampled_from([*PLAIN.split(), "", ORDER, str(TWELVE), str(RECORDS)])


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=6), st.sampled_from([b"", b"x", TWELVE.read_bytes()]))
def test_no_arguments_at_all_lead_to_a_traceback(words: list[str], stdin: bytes) -> None:
    if "format" in words:
        words = [*words, "--check"]
    ran = run(*words, stdin=stdin)
    assert ran.code in (0, 1, 2)
    if ran.code == 2 and "--json" not in words:
        assert ran.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_output_is_the_same_wherever_and_however_it_runs(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    expected = answered(*command)
    here = script(*command, cwd=tmp_path, HOME=str(tmp_path), TZ="Pacific/Kiritimati", LC_ALL="C")
    there = script(
        *command,
        cwd=Path("/"),
        TZ="America/Los_Angeles",
        LANG="de_DE.ISO-8859-1",
        LC_ALL="POSIX",
        PYTHONHASHSEED="7",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        COLUMNS="40",
    )
    assert (here.code, here.out, here.err) == (0, expected, "")
    assert (there.code, there.out, there.err) == (0, expected, "")
    assert str(tmp_path) not in expected


def test_the_installed_script_keeps_the_exit_codes(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("left,connective,right,expected,note\nyes,not,,yes,wrong\n", encoding="utf-8")
    assert script("check", TWELVE).code == 0
    assert script("conformance", wrong).code == 1
    ran = script("check", tmp_path / "nowhere.md")
    assert (ran.code, ran.out) == (2, "")
    assert "M01" in ran.err


def test_a_name_in_another_script_survives_every_locale(tmp_path: Path) -> None:
    path = tmp_path / "record.md"
    path.write_text("មនុស្ស Ω\n  nationality Cambodia [lettre déchirée]\n", encoding="utf-8")
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        ran = script("convert", path, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert (ran.code, ran.err) == (0, "")
        assert "មនុស្ស Ω" in ran.out
    ran = script("check", tmp_path / "né.md", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (ran.code, ran.out) == (2, "")
    assert "M01" in ran.err


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command prints on a terminal."""
    ours, theirs = pty.openpty()
    path = {"PATH": os.environ.get("PATH", "")}
    with subprocess.Popen(
        [SCRIPT, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=path | environment
    ) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # how Linux tells that the other side was closed
                piece = b""
            if not piece:
                break
            said += piece
        assert process.wait() == 0
    os.close(ours)
    return said.decode("utf-8").replace("\r\n", "\n")


def test_colour_is_for_terminals_only_and_not_for_those_who_want_none() -> None:
    plain = answered("check", str(TWELVE))
    assert "\x1b" not in plain
    coloured = on_a_terminal("check", str(TWELVE))
    assert "\x1b[31m\x1b[1mviolated\x1b[0m" in coloured
    assert on_a_terminal("check", str(TWELVE), NO_COLOR="1") == plain
    assert "\x1b" in on_a_terminal("check", str(TWELVE), NO_COLOR="")
    assert "\x1b" not in script("check", TWELVE).out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_that_goes_away_meets_no_traceback(command: tuple[str, ...]) -> None:
    with subprocess.Popen([SCRIPT, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        assert writing.stderr is not None
        writing.stdout.close()
        assert writing.stderr.read() == b""
