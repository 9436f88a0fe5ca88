"""`orders review`: the sheet, printed or as a page."""

from __future__ import annotations

from pathlib import Path

from .running import ORDER, answered, refused, run


def test_the_sheet_is_printed_as_markdown_or_written_as_a_page(tmp_path: Path) -> None:
    said = answered("orders", "review", ORDER)
    assert said.startswith(f"# Review of {ORDER}: ")
    assert "- signature: ____" in said
    file = tmp_path / "sheet.html"
    assert answered("orders", "review", ORDER, "--html", file) == ""
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "W04: " in refused("orders", "review", ORDER, "--html", file)
    assert run("orders", "review", ORDER, "--replace").code == 2


def test_an_order_file_of_ones_own_has_a_sheet_too(tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    file.write_text(answered("orders", "show", ORDER), encoding="utf-8")
    assert answered("orders", "review", file) == answered("orders", "review", ORDER)


def test_an_order_that_is_not_on_the_shelf_has_no_sheet() -> None:
    assert "S01: " in refused("orders", "review", "chhoeun-v-marin/2019-01-04")
