"""The program through its real entry point: what it prints, how it ends, what it must never do."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
PERSON = ROOT / "src" / "duenotice" / "cli" / "person-a.md"
ORDER = "chhoeun-v-marin/2019-01-03"
FILE = ROOT / "src" / "duenotice" / "library" / "orders" / f"{ORDER}.md"


def run(
    *words: str, stdin: str = "", cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "duenotice", *words]
    whole = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})}
    return subprocess.run(
        command, cwd=cwd, env=whole, input=stdin, check=False, capture_output=True, text=True, timeout=60
    )


def data_of(*words: str, **more: Any) -> Any:
    ran = run(*words, **more)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_explain_answers_letter_by_letter_in_the_published_shape() -> None:
    found = data_of("explain", ORDER, str(PERSON), "--json")
    Draft202012Validator(data_of("schema", "answer")).validate(found)
    assert found["order"] == ORDER
    assert found["on"] == "2019-01-22"
    assert (found["in_force"], found["protected"], found["class"]["verdict"]) == ("yes", "yes", "yes")
    assert [letter["label"] for letter in found["class"]["letters"]] == [f"({x})" for x in "abcdefg"]
    assert found["duties"][0]["status"] == "violated"
    assert found["duties"][0]["due_by"] == "2019-01-08"
    assert all(letter["because"] or letter["letters"] for letter in found["class"]["letters"])


def test_the_day_on_the_command_line_goes_before_the_day_in_the_record() -> None:
    found = data_of("explain", ORDER, str(PERSON), "--on", "2019-06-01", "--json")
    assert (found["on"], found["in_force"], found["protected"]) == ("2019-06-01", "unknown", "unknown")


def test_what_was_learned_later_does_not_count_when_asked_about_what_was_known() -> None:
    record = "a person\n  nationality Cambodia (learned 2019-02-01)\n  in the United States\n"
    early = data_of(
        "explain", ORDER, "-", "--on", "2019-01-15", "--known-on", "2019-01-31", "--json", stdin=record
    )
    late = data_of(
        "explain", ORDER, "-", "--on", "2019-01-15", "--known-on", "2019-02-01", "--json", stdin=record
    )
    assert [found["class"]["letters"][0]["verdict"] for found in (early, late)] == ["unknown", "yes"]


def test_check_names_the_orders_that_could_matter_and_the_strictest_duty() -> None:
    cases = data_of("check", str(PERSON), "--json")["cases"]
    case = next(case for case in cases if case["case"] == "chhoeun-v-marin")
    matter = [order["order"] for order in case["orders"] if order["could_matter"]]
    assert matter == [f"chhoeun-v-marin/{day}" for day in ("2018-01-25", "2018-08-14", "2019-01-03")]
    assert case["strictest"]["order"] == ORDER
    assert case["strictest"]["status"] == "violated"


@pytest.mark.parametrize("on", ["2019-01-22", "2019-06-01", "1990-01-01"])
def test_a_verdict_is_never_an_exit_code(on: str) -> None:
    assert run("check", str(PERSON), "--on", on).returncode == 0
    assert run("explain", ORDER, str(PERSON), "--on", on).returncode == 0


@pytest.mark.parametrize(
    ("words", "stdin", "code"),
    [
        (("check", "no-such-file.md"), "", "M01"),
        (("check", "tests"), "", "M01"),
        (("check", "-"), "", "R07"),
        (("check", "-", "--on", "2019"), "a person\n  nationality Cambodia\n", "D01"),
        (("check", "-", "--on", "2019-02-30"), "a person\n  nationality Cambodia\n", "D02"),
        (("check", "-", "--on", "03/04/2019"), "a person\n  nationality Cambodia\n", "D03"),
        (("check", "-"), "a person\n  nationality Camboda\n", "R03"),
        (("explain", "chhoeun-v-marin/2019-01-30", "-"), "a person\n  nationality Cambodia\n", "S01"),
        (("cases", "-"), "no front matter\n", "M02"),
        (("conformance", "-"), "a,b\n1,2\n", "M05"),
        (("terms", "convicton"), "", "R02"),
        (("orders", "show", "nothing"), "", "S01"),
        (("format", "no-such-file.md"), "", "M01"),
        (("convert", "-", "--case", "nobody"), "a person\n  nationality Cambodia\n", "R07"),
    ],
)
def test_bad_input_ends_with_two_a_message_and_nothing_else(
    words: tuple[str, ...], stdin: str, code: str
) -> None:
    ran = run(*words, stdin=stdin)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert code in ran.stderr
    assert "help:" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_every_problem_of_a_record_is_told_at_once() -> None:
    ran = run(
        "check",
        "-",
        stdin="a person\n  nationality Camboda\n  2019-02-30 conviction\n  2019-01-01 convicton\n",
    )
    assert [code for code in ("R03", "D02", "R02") if code in ran.stderr] == ["R03", "D02", "R02"]


def test_of_several_cases_in_a_file_one_is_named(tmp_path: Path) -> None:
    cases = tmp_path / "two.txt"
    cases.write_text("first\n  nationality Cambodia\nsecond\n  nationality Laos\n", encoding="utf-8")
    ran = run("explain", ORDER, str(cases), "--on", "2019-01-15")
    assert ran.returncode == 2
    assert "`first`" in ran.stderr
    for which in ("second", "2"):
        found = data_of("explain", ORDER, str(cases), "--case", which, "--on", "2019-01-15", "--json")
        assert found["class"]["letters"][0]["verdict"] == "no"


CASES = f"""---
order: {ORDER}
---

```case
born in Laos
  nationality Laos
  on 2019-01-15
  expect class: VERDICT because (a)
```
"""


def test_cases_pass_with_zero_and_fail_with_one_and_the_difference(tmp_path: Path) -> None:
    file = tmp_path / "cases.md"
    file.write_text(CASES.replace("VERDICT", "no"), encoding="utf-8")
    assert run("cases", str(file)).returncode == 0
    file.write_text(CASES.replace("VERDICT", "unknown"), encoding="utf-8")
    ran = run("cases", str(file))
    assert ran.returncode == 1
    assert "expect class: unknown because (a)" in ran.stdout
    assert "came: no because (a)" in ran.stdout
    assert "0 passed, 1 failed" in ran.stdout


def test_every_case_on_the_shelf_passes() -> None:
    ran = run("cases")
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1].endswith("passed, 0 failed")


def test_a_conformance_row_that_fails_ends_with_one(tmp_path: Path) -> None:
    table = tmp_path / "dates.csv"
    table.write_text(
        "left,relation,right,days,expected,note\n2003,before,2003-06-15,,yes,wrong\n", encoding="utf-8"
    )
    ran = run("conformance", str(table))
    assert ran.returncode == 1
    assert "expected: yes; came: unknown" in ran.stdout
    assert run("conformance").returncode == 0


@pytest.mark.parametrize("target", ["text", "json", "yaml"])
def test_a_record_comes_back_the_same_from_every_notation(target: str, tmp_path: Path) -> None:
    ending = {"text": "txt"}.get(target, target)
    file = tmp_path / f"person.{ending}"
    file.write_text(run("convert", str(PERSON), "--to", target).stdout, encoding="utf-8")
    back = data_of("convert", str(file), "--to", "json")
    assert back == data_of("convert", str(PERSON), "--to", "json")
    Draft202012Validator(data_of("schema", "record")).validate(back)
    receipts = [data_of("explain", ORDER, str(f), "--json")["receipt"] for f in (file, PERSON)]
    assert receipts[0] == receipts[1]


def test_the_formatter_changes_a_file_once_and_checks_without_changing(tmp_path: Path) -> None:
    original = (ROOT / "src/duenotice/library/orders/chhoeun-v-marin/2019-01-03.md").read_text(
        encoding="utf-8"
    )
    file = tmp_path / "order.md"
    file.write_text(original.replace("    (b) the person is", "    (b)   the   person is"), encoding="utf-8")
    assert run("format", "--check", str(file)).returncode == 1
    assert run("format", str(file)).returncode == 0
    assert file.read_text(encoding="utf-8") == original
    assert run("format", "--check", str(file)).returncode == 0
    assert run("lint", str(file)).returncode == 0


def test_lint_asks_for_a_case_where_a_letter_has_none(tmp_path: Path) -> None:
    original = (ROOT / "src/duenotice/library/orders/chhoeun-v-marin/2019-01-03.md").read_text(
        encoding="utf-8"
    )
    file = tmp_path / "order.md"
    file.write_text(re.sub(r"```case\n.*?```\n", "", original, flags=re.DOTALL), encoding="utf-8")
    ran = run("lint", str(file))
    assert ran.returncode == 1
    assert "O12" in ran.stdout
    assert "O13" in ran.stdout


def test_a_difference_is_told_in_words_and_for_whom() -> None:
    found = data_of("orders", "diff", ORDER, "chhoeun-v-marin/2020-04-27", "--json")
    assert any("(d)" in change and "order of supervision" in change for change in found["changes"])
    assert found["asked"] > len(found["for_whom"]) > 0


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_answer_does_not_depend_on_the_machine(locale: str, zone: str, tmp_path: Path) -> None:
    env = {"LC_ALL": locale, "TZ": zone, "HOME": str(tmp_path), "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    here = run("explain", ORDER, str(PERSON))
    there = run("explain", ORDER, str(PERSON), cwd=tmp_path, env=env)
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert str(tmp_path) not in there.stdout
    assert str(ROOT) not in there.stdout


def _on_a_terminal(env: Mapping[str, str]) -> str:
    ours, theirs = pty.openpty()
    whole = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", **env}
    command = [sys.executable, "-m", "duenotice", "orders", "life", ORDER, "--on", "2019-02-01"]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=whole, cwd=ROOT) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:  # the other end is closed: Linux says so with an error
            pass
        process.wait()
    os.close(ours)
    return shown.decode()


def test_colour_is_for_terminals_and_only_if_wanted() -> None:
    assert "\x1b[" in _on_a_terminal({})
    assert "\x1b[" not in _on_a_terminal({"NO_COLOR": "1"})
    assert "\x1b[" not in run("orders", "life", ORDER, "--on", "2019-02-01").stdout


def test_a_reader_that_stops_reading_gets_no_traceback() -> None:
    whole = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = f"'{sys.executable}' -m duenotice orders show {ORDER} | head -n 1"
    ran = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=whole, check=False, capture_output=True, text=True
    )
    assert "Traceback" not in ran.stderr
    assert len(ran.stdout.splitlines()) == 1


def test_the_demo_prints_the_answer_with_its_reasons() -> None:
    ran = run("demo")
    assert ran.returncode == 0
    assert "short by 2 to 7 days" in ran.stdout
    assert "This is not legal advice." in ran.stdout


def test_help_starts_with_an_example() -> None:
    for command in (
        "explain",
        "check",
        "orders",
        "lint",
        "format",
        "cases",
        "conformance",
        "convert",
        "terms",
    ):
        text = run(command, "--help").stdout
        assert text.split("\n\n")[1].strip().startswith("Example:"), command
