"""A file of the user's into text, or the reason why not."""

from pathlib import Path

import pytest

from duenotice.documents import LARGEST, read_text
from duenotice.problems import Problem, RefusedDocument


def refused(path: Path) -> Problem:
    with pytest.raises(RefusedDocument) as error:
        read_text(path)
    (problem,) = error.value.problems
    assert problem.code == "M01"
    return problem


def test_a_text_is_read_as_it_is_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfPerson A\r\n  caf\xc3\xa9\r\n")
    assert read_text(str(tmp_path / "a.md")) == "Person A\r\n  café\r\n"


def test_a_file_that_is_missing_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "person-a.md").write_text("Person A", encoding="utf-8")
    problem = refused(tmp_path / "persona.md")
    assert (problem.what, problem.help) == ("there is no such file", "did you mean `person-a.md`?")
    assert refused(tmp_path / "none" / "a.md").help == "check the name and the folder"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path).what == "a folder cannot be read"


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a\0b").what == "the file cannot be opened"
    assert refused(tmp_path / ("x" * 5000)).what == "the file cannot be opened"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Person A\n  caf\xe9\n", "the file is not text in UTF-8"),
        ("Person A".encode("utf-16"), "the file is text in UTF-16, not in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "the file is not a text file"),
    ],
)
def test_what_is_not_utf_8_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert refused(tmp_path / "a.txt").what == what


def test_the_line_of_the_first_bad_byte_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Person A\n  caf\xe9\n")
    assert refused(tmp_path / "a.txt").why == "byte 15, in line 2, has no meaning in UTF-8"


def test_a_file_may_be_5_mb_and_no_larger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * LARGEST)
    assert len(read_text(tmp_path / "a.txt")) == 5_000_000
    (tmp_path / "a.txt").write_bytes(b"x" * (LARGEST + 1))
    assert refused(tmp_path / "a.txt").why == "a text file may have 5 MB"
