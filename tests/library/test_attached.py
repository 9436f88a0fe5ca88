"""Attached papers: read within bounds, kept for the user alone, shown beside the clauses that cite them."""

from __future__ import annotations

import random
import stat
from pathlib import Path

import pytest

from duenotice.library import load_shelf
from duenotice.library.attached import Copy, attach, cited, copies, pages_beside
from duenotice.library.pdf_text import MOST_BYTES, MOST_PAGES, pages_of, read
from duenotice.problems import Refused
from tests.library.pdfs import CIRCLE, bomb, pdf

TRO = load_shelf().order("chhoeun-v-marin/2019-01-03")
GOOD = pdf(["the first page", "the class (as certified)", ""])


def test_a_pdf_is_read_page_by_page_and_a_page_without_text_stays_empty() -> None:
    assert [page.strip() for page in pages_of(GOOD, "a.pdf")] == [
        "the first page",
        "the class (as certified)",
        "",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "P01"),
        (b"<html>not found</html>", "P01"),
        (b"%PDF-1.4\nnothing more", "P01"),
        (pdf([""] * (MOST_PAGES + 1)), "P02"),
        (b"%PDF-1.4\n" + bytes(MOST_BYTES), "P02"),
        (bomb(400_000_000), "P02"),
    ],
    ids=["nothing", "a web page", "a beginning", "too many pages", "too many bytes", "a bomb"],
)
def test_a_file_that_cannot_be_read_within_bounds_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=f"a.pdf: {code}: "):
        pages_of(data, "a.pdf")


def test_pages_that_hold_themselves_come_to_an_end() -> None:
    with pytest.raises(Refused, match="P01: "):
        pages_of(CIRCLE, "a.pdf")


def test_a_damaged_file_gives_pages_or_a_reason_and_never_anything_else() -> None:
    chance = random.Random(5)  # noqa: S311  # where to damage a file is no secret
    outcomes = set()
    for _ in range(150):
        data = bytearray(GOOD)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = read(bytes(data[: chance.randint(len(data) // 2, len(data))]))
        (outcome,) = found
        outcomes.add(outcome)
    assert outcomes <= {"pages", "unread", "beyond"}
    assert {"pages", "unread"} <= outcomes


def test_a_copy_is_for_the_user_alone_and_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", Copy("Dkt. 190", 1, ("one", "two"))
    file = attach(home, TRO.id, copy, GOOD)
    assert file.read_bytes() == GOOD
    assert copies(home, TRO.id) == (copy,)
    for path in (home, *home.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_an_older_copy_goes_only_when_asked(tmp_path: Path) -> None:
    attach(tmp_path, TRO.id, Copy("Dkt. 190", 1, ("old",)), GOOD)
    new = Copy("Dkt. 190", 1, ("new",))
    with pytest.raises(Refused, match="W04"):
        attach(tmp_path, TRO.id, new, GOOD)
    attach(tmp_path, TRO.id, new, GOOD, replace=True)
    assert copies(tmp_path, TRO.id) == (new,)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "orders").write_text("a file stands here", encoding="utf-8")
    with pytest.raises(Refused, match="M01"):
        attach(tmp_path, TRO.id, Copy("Dkt. 190", 1, ()), GOOD)


def test_a_text_that_was_damaged_is_refused(tmp_path: Path) -> None:
    file = attach(tmp_path, TRO.id, Copy("Dkt. 190", 1, ("one",)), GOOD)
    file.with_suffix(".json").write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match="M03"):
        copies(tmp_path, TRO.id)


DKT = Copy("Dkt. 190", 1, tuple(f"page {n}" for n in range(1, 6)))
OPINION = Copy("306 F. Supp. 3d", 1147, tuple(f"page {n}" for n in range(1147, 1152)))


@pytest.mark.parametrize(
    ("cite", "names"),
    [
        ("Dkt. 190 at 2", ["Dkt. 190 at 2"]),
        ("Dkt. 190 at 2 and 5, to verify", ["Dkt. 190 at 2", "Dkt. 190 at 5"]),
        ("Dkt. 190 at 3-5", ["Dkt. 190 at 3", "Dkt. 190 at 4", "Dkt. 190 at 5"]),
        ("306 F. Supp. 3d at 1150 and n.1", ["306 F. Supp. 3d at 1150"]),
        ("Dkt. 190 at 2; 306 F. Supp. 3d at 1147", ["Dkt. 190 at 2", "306 F. Supp. 3d at 1147"]),
        ("Dkt. 190", []),
        ("Dkt. 19 at 2", []),
        ("Dkt. 190 at 6", []),
        ("Dkt. 190 at 0", []),
        ("306 F. Supp. 3d at 2", []),
    ],
)
def test_a_citation_finds_the_pages_that_the_copies_have(cite: str, names: list[str]) -> None:
    assert [name for name, _ in cited(cite, (DKT, OPINION))] == names
    assert all(
        text.rpartition(" ")[2] == name.rpartition(" ")[2] for name, text in cited(cite, (DKT, OPINION))
    )


def test_the_cited_page_stands_below_its_clause_and_is_printed_once() -> None:
    said = pages_beside(TRO, (DKT,))
    assert '\nclass "Chhoeun class" [Dkt. 190 at 2]\n  Dkt. 190 at 2:\n  | page 2\n' in said
    assert said.count("| page 2\n") == 1
    assert "page 1\n" not in said


def test_what_is_no_letter_in_a_page_is_shown_and_does_not_reach_the_terminal() -> None:
    hostile = Copy("Dkt. 190", 1, ("", "\x1b[2J\x1b]0;owned\x07 text \u202egnirts"))
    said = pages_beside(TRO, (hostile,))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "text" in said


def test_without_a_copy_it_is_said_that_there_is_none() -> None:
    assert "attached is nothing" in pages_beside(TRO, ())
