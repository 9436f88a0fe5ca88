"""No cell that we write is taken for a formula, and each is read back as it was."""

import sys
import unicodedata

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from duenotice.record.tables import safe

PREFIXES = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
]
FORMULAS = [
    f"{before}{quote}{sign}{rest}"
    for before in ("", *PREFIXES, " \t", "\ufeff ")
    for quote in ("", "'", "''")
    for sign in safe.SIGNS
    for rest in ("1+1", "")
]
LINE = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def in_sql(expression: str, texts: list[str]) -> list[str]:
    connection = duckdb.connect()
    rows = connection.execute(f"SELECT {expression} FROM (SELECT unnest(?) AS cell)", [texts]).fetchall()
    return [row[0] for row in rows]


def test_more_than_two_hundred_prefixes_are_made_safe_and_come_back() -> None:
    assert len(FORMULAS) > 200
    for text in FORMULAS:
        cell = safe.to_cell(text)
        assert cell.startswith("'"), repr(text)
        assert safe.from_cell(cell) == text


def test_sql_makes_the_same_cells_as_python() -> None:
    written = in_sql(safe.to_cell_sql("cell"), FORMULAS)
    assert written == [safe.to_cell(text) for text in FORMULAS]
    assert in_sql(safe.from_cell_sql("cell"), written) == FORMULAS


@given(st.lists(LINE, min_size=1, max_size=20))
def test_any_text_comes_back_from_its_cell(texts: list[str]) -> None:
    cells = [safe.to_cell(text) for text in texts]
    assert [safe.from_cell(cell) for cell in cells] == texts
    assert not any(safe.active(cell) and not cell.startswith("'") for cell in cells)


def test_words_and_dates_stay_as_they_are() -> None:
    for text in ("Person A", "2019-01-03", "r-1", "", "'", "'tis", "O'Neil", "a=b", "..", "[2003,2005]"):
        assert safe.to_cell(text) == text
