"""Cells of CSV files that no spreadsheet program takes for a formula, and the way back.

A cell whose first sign that can be seen is ``=``, ``+``, ``-``, ``@`` or one of their kin gets an
apostrophe in front. So does one that has the apostrophe already: that is what makes the way back
exact. Both directions exist in Python (for rows) and in SQL (for whole tables); a test compares them.
"""

from __future__ import annotations

import unicodedata

SIGNS = "=+-@|%\uff1d\uff0b\uff0d\uff20\ufe63\ufe62\ufe66\ufe6b\u2212"
"""What begins a formula or a command in one program or another, with full-width and small forms."""
FREE = ("person", "person or all", "line", "source", "values", "id", "ids")
"""Types of columns whose texts could begin like a formula; others are dates and words that are ours."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"}
_PATTERN = f"^['\\p{{Z}}\\p{{C}}]*[{SIGNS.replace('-', chr(92) + '-')}]".replace("'", "''")


def active(text: str) -> bool:
    """Whether a program could take the text for a formula, whatever that cannot be seen, and
    whatever apostrophes, stand in front."""
    for char in text:
        if char != "'" and unicodedata.category(char) not in _UNSEEN:
            return char in SIGNS
    return False


def to_cell(text: str) -> str:
    """The text as it stands in a CSV file."""
    return f"'{text}" if active(text) else text


def from_cell(text: str) -> str:
    """The text that a cell of a CSV file holds."""
    return text[1:] if text.startswith("'") and active(text) else text


def to_cell_sql(column: str) -> str:
    """`to_cell` in DuckDB."""
    return f"CASE WHEN regexp_matches({column}, '{_PATTERN}') THEN '''' || {column} ELSE {column} END"


def from_cell_sql(column: str) -> str:
    """`from_cell` in DuckDB."""
    is_active = f"starts_with({column}, '''') AND regexp_matches({column}, '{_PATTERN}')"
    return f"CASE WHEN {is_active} THEN substr({column}, 2) ELSE {column} END"
