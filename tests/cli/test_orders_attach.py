"""`orders attach`, and the cited pages beside an answer: nothing of them stands in an answer itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.library.pdfs import pdf

from .running import ORDER, RECORDS, answered, refused, run

RECORD = sorted(RECORDS.glob("*.md"))[0]
CANARY = "canary in the official text"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    file = tmp_path / "order.pdf"
    file.write_bytes(pdf(["the first page", CANARY, "", "", ""]))
    said = answered("orders", "attach", ORDER, file, "--folder", tmp_path / "home")
    assert said.endswith("dkt-190.pdf: Dkt. 190, 5 pages, 3 of them without text (pictures?)\n")
    return tmp_path / "home"


def test_pages_stand_behind_the_order_and_behind_an_answer(home: Path) -> None:
    for command in (("orders", "show", ORDER), ("explain", ORDER, RECORD, "--on", "2019-01-15")):
        plain = answered(*command)
        said = answered(*command, "--pages", "--folder", home)
        assert said.startswith(plain)
        assert f"  | {CANARY}\n" in said.removeprefix(plain)


def test_no_answer_and_no_export_holds_anything_of_a_copy(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = [
        answered("explain", ORDER, RECORD, "--json", "--on", "2019-01-15"),
        answered("orders", "export"),
    ]
    monkeypatch.setenv("DUENOTICE_HOME", str(home))
    assert CANARY in answered("orders", "show", ORDER, "--pages")
    now = [answered("explain", ORDER, RECORD, "--json", "--on", "2019-01-15"), answered("orders", "export")]
    assert now == without
    assert CANARY not in json.dumps(now)
    assert run("explain", ORDER, RECORD, "--pages", "--json").code == 2
    assert run("orders", "show", ORDER, "--pages", "--json").code == 2


def test_what_is_attached_is_listed(home: Path) -> None:
    assert answered("orders", "attach", ORDER, "--folder", home).startswith("Dkt. 190, pages 1 to 5, in ")
    assert answered("orders", "attach", "chhoeun-v-marin/2020-04-27", "--folder", home) == ""


def test_a_second_copy_needs_a_name_or_leave_to_replace(home: Path, tmp_path: Path) -> None:
    again = ("orders", "attach", ORDER, tmp_path / "order.pdf", "--folder", home)
    assert "W04: a copy of Dkt. 190 is attached already" in refused(*again)
    assert "opinion.pdf: Opinion, 5 pages" in answered(*again, "--paper", "Opinion", "--first-page", "1147")
    assert "Dkt. 190" in answered(*again, "--replace")
    assert "Opinion, pages 1147 to 1151, in " in answered("orders", "attach", ORDER, "--folder", home)


def test_what_is_no_pdf_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_text("<html></html>", encoding="utf-8")
    assert "page.pdf: P01: this PDF cannot be read" in refused(
        "orders", "attach", ORDER, file, "--folder", tmp_path / "home"
    )
    assert "M01: " in refused("orders", "attach", ORDER, tmp_path / "none.pdf", "--folder", tmp_path / "home")
    assert not (tmp_path / "home").exists()
