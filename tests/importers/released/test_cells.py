"""What stands in a cell: blank, redacted, or something."""

from __future__ import annotations

import datetime

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duenotice.importers.released import cells, workbooks

DB = duckdb.connect()
cells.teach(DB)

REDACTED = (
    "(b)(6), (b)(7)(c)",
    "(B)(6);(B)(7)(C) ",
    "b(6), b(7)c",
    "(b)(7)(E )",
    "(b)(7)e)",
    "(b)(6), (b)(7)(c) (b)(7)(e)",
    "(B)(3)",
    "(b)(6)",
    " (b) (6) ; (b) (7)(C)",
    "REDACTED",
    "[Redacted]",
)
NOT_REDACTED = (
    "",
    " ",
    "NO",
    "NA",
    "B6",
    "b7e",
    "(none)",
    "BOND (b)",
    "U.S. Marshals (explain)",
    "237a2Aiii",
)


def said(macro: str, text: str | None) -> object:
    return DB.execute(f"select {macro}(?)", [text]).fetchall()[0][0]


@pytest.mark.parametrize("text", REDACTED)
def test_every_spelling_of_a_redaction_is_recognised_and_says_nothing_else(text: str) -> None:
    assert said("cell_redacted", text) is True
    assert said("cell_read", text) is None
    assert said("cell_yes", text) is None
    assert said("cell_day", text) is None


@pytest.mark.parametrize("text", NOT_REDACTED)
def test_what_is_no_redaction_is_not_taken_for_one(text: str) -> None:
    assert said("cell_redacted", text) is False


@pytest.mark.parametrize("text", ["", " ", "-", "--", None])
def test_a_blank_cell_is_neither_redacted_nor_read(text: str | None) -> None:
    assert said("cell_redacted", text) is False
    assert said("cell_read", text) is None


def test_na_is_a_real_word_unless_a_release_says_otherwise() -> None:
    assert said("cell_read", "NA") == "NA"


@pytest.mark.parametrize(
    ("text", "word"), [("YES", "yes"), (" no ", "no"), ("Y", "yes"), ("N", "no"), ("", None)]
)
def test_yes_and_no_are_words_and_blank_is_neither(text: str, word: str | None) -> None:
    assert said("cell_yes", text) == word


@given(st.dates(datetime.date(1, 1, 1)), st.sampled_from(["us", "padded", "iso", "time"]))
def test_every_day_reads_as_itself_in_every_form(day: datetime.date, form: str) -> None:
    text = {
        "us": f"{day.month}/{day.day}/{day.year:04}",
        "padded": f"{day.month:02}/{day.day:02}/{day.year:04} 00:00",
        "iso": day.isoformat(),
        "time": f"{day.isoformat()} 23:59:59",
    }[form]
    read = said("cell_day", text)
    assert isinstance(read, datetime.datetime)
    assert read.date() == day


@given(st.dates(datetime.date(1930, 1, 1), datetime.date(2090, 12, 31)))
def test_every_serial_number_of_a_spreadsheet_reads_as_its_day(day: datetime.date) -> None:
    serial = day.toordinal() - datetime.date(1899, 12, 30).toordinal()
    assert said("cell_day", str(serial)).date() == day  # type: ignore[attr-defined]


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_a_cell(text: str) -> None:
    for macro in ("cell_redacted", "cell_read", "cell_day", "cell_yes", "cell_id"):
        said(macro, text.replace("\0", ""))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("word", "word"),
        (12.0, "12"),
        (12.5, "12.5"),
        (1234567890123456789, "1.23456789012346e+18"),
        (True, "TRUE"),
        (datetime.datetime.fromisoformat("2024-01-05 09:30"), "2024-01-05 09:30:00"),
        (datetime.date(2024, 1, 5), "2024-01-05"),
    ],
)
def test_a_cell_of_a_spreadsheet_becomes_text(cell: object, text: str) -> None:
    assert workbooks.text_of(cell) == text
