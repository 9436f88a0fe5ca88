"""Every fenced block of the documentation runs, and says what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from duenotice.documents import Block, from_markdown
from tests.docs.console import refreshed
from tests.docs.pages import PAGES, named, read, with_blocks
from tests.docs.running import Page

AGAIN = "run `.venv/bin/python -m tests.docs.update` and read the difference"


def a_page(text: str, folder: Path) -> list[tuple[Block, str]]:
    return Page(from_markdown(text, "a page"), folder).run()


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_block_of_the_page_runs(path: Path, tmp_path: Path) -> None:
    document = read(path)
    for block, came in Page(document, tmp_path).run():
        assert block.text == came, f"{named(path)}, line {block.line}: {AGAIN}"


def test_a_block_of_an_unknown_kind_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="line 1: nobody knows how to run `perl`"):
        a_page("```perl\n1\n```\n", tmp_path)


def test_a_block_without_a_kind_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nobody knows how to run"):
        a_page("```\nx\n```\n", tmp_path)


def test_a_command_that_ends_badly_fails_unless_the_block_says_so(tmp_path: Path) -> None:
    text = "```console{}\n$ duenotice terms wombat\n```\n"
    with pytest.raises(AssertionError, match="ended with 2"):
        a_page(text.format(""), tmp_path)
    assert "R02" in a_page(text.format(" exit=2"), tmp_path)[0][1]


def test_a_command_of_another_program_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="cannot run `ls`"):
        a_page("```console\n$ ls\n```\n", tmp_path)


def test_a_record_that_cannot_be_read_fails_unless_it_is_said_to_be_broken(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="R02"):
        a_page("```case\na title\n  2019 wombat\n```\n", tmp_path)
    assert a_page("```case broken\na title\n  2019 wombat\n```\n", tmp_path) == []
    with pytest.raises(AssertionError, match="this block is not broken"):
        a_page("```case broken\na title\n  2019 conviction\n```\n", tmp_path)


def test_a_case_that_expects_something_is_run(tmp_path: Path) -> None:
    case = "```case order=above\na person\n  nationality {}\n  on 2019-01-15\n  expect class: yes\n```\n"
    order = "```order\n(a) the person's nationality is Cambodia\n```\n\n"
    assert a_page(order + case.format("Cambodia"), tmp_path) == []
    with pytest.raises(AssertionError, match=r"came: no because \(a\)"):
        a_page(order + case.format("Laos"), tmp_path)


def test_a_recipe_that_the_makefile_does_not_have_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="make tea"):
        a_page("```sh\nmake tea\n```\n", tmp_path)


def test_what_is_shown_stays_if_it_fits() -> None:
    assert refreshed(["a", "…", "c"], ["a", "b", "c"]) == ["a", "…", "c"]
    assert refreshed(["…", "b", "…"], ["a", "b", "c"]) == ["…", "b", "…"]


def test_what_no_longer_fits_is_shown_anew_with_the_same_stretches_left_out() -> None:
    came = ["one", "letter (a): no", "because of this", "three", "four"]
    assert refreshed(["…", "letter (a): yes", "because of that", "…"], came) == ["…", *came[1:3], "…"]
    assert refreshed(["one", "two"], ["one", "three"]) == ["one", "three"]


def test_a_stretch_that_nothing_resembles_must_be_written_by_hand() -> None:
    with pytest.raises(AssertionError, match="write the block anew"):
        refreshed(["…", "letter (a): yes", "…"], ["quite", "another", "thing"])


def test_a_block_can_be_replaced_without_touching_the_rest() -> None:
    text = "one\n\n```text\nold\n```\ntwo\n"
    block = from_markdown(text).blocks[0]
    assert with_blocks(text, [(block, "new\nand newer\n")]) == "one\n\n```text\nnew\nand newer\n```\ntwo\n"
