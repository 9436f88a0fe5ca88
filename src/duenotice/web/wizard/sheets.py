"""The sheets of an uploaded file: their rows, where the header seems to be, and what its columns are called.

A column is named by its header cell, made safe to show; a blank one, or one whose name is there twice, by its
letter too. So no two columns have one name, whatever the list does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from duenotice.importers.roster.rows import raw
from duenotice.importers.roster.sheets import Row, sheets_of
from duenotice.importers.roster.sheets import Sheet as Read
from duenotice.problems import unseen
from duenotice.web.wizard.files import MOST_CELLS, as_file, refused, safe_to_read

FIRST_ROWS = 60
"""So far down a header is looked for."""
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_LABEL = 80
ENCODINGS = ("utf-8", "windows-1252", "utf-16")


@dataclass(frozen=True)
class Table:
    """One visible sheet with all its rows; `name` is blank for a CSV file."""

    name: str
    rows: tuple[Row, ...]

    def header(self, number: int) -> Row | None:
        """The row with this number in the sheet, if there is one."""
        return next((row for row in self.rows if row.number == number), None)

    def labels(self, number: int) -> tuple[str, ...]:
        """What each column is called, if the row with this number is the header."""
        row = self.header(number)
        texts = [clean(raw(cell))[:LONGEST_LABEL] for cell in row.cells] if row else []
        counted = Counter(text.casefold() for text in texts)
        labels = dict.fromkeys(_label(text, place, counted) for place, text in enumerate(texts))
        if len(labels) == len(texts):
            return tuple(labels)
        return tuple(f"{text} (column {letter(place)})".strip() for place, text in enumerate(texts))

    def below(self, number: int) -> Read:
        """The sheet from the row behind the header on, as the readers take it."""
        return Read(self.name, False, iter([row for row in self.rows if row.number > number]))

    def samples(self, number: int, column: int, most: int = 4) -> tuple[str, ...]:
        """The first different values of a column that are not blank."""
        found: dict[str, None] = {}
        for row in self.rows:
            if row.number > number and column < len(row.cells):
                text = clean(raw(row.cells[column]))
                if text:
                    found.setdefault(text[:60])
                if len(found) == most:
                    break
        return tuple(found)


def tables_of(content: bytes, encoding: str) -> tuple[Table, ...]:
    """The visible sheets that hold anything.

    Raises `RefusedVault` (K37) and `RefusedTables` (M01), each with the place in the file.
    """
    with as_file(content) as path:
        safe_to_read(path, content)
        found = [
            _table(sheet) for sheet in sheets_of(path, _encoding(content, encoding), ()) if not sheet.hidden
        ]
    filled = tuple(table for table in found if any(_filled(row) for row in table.rows))
    if not filled:
        raise refused("no sheet that is shown holds anything", "look whether the right file was chosen")
    return filled


def clean(text: str) -> str:
    """A text without what cannot be seen, on one line."""
    return " ".join("".join(" " if unseen(char) else char for char in text).split())


def letter(place: int) -> str:
    """The letter of a column: 0 is ``A``."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _encoding(content: bytes, encoding: str) -> str:
    return "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else encoding


def _label(text: str, place: int, counted: Counter[str]) -> str:
    if not text:
        return f"column {letter(place)}"
    return text if counted[text.casefold()] == 1 else f"{text} (column {letter(place)})"


def _filled(row: Row) -> bool:
    return any(cell != "" for cell in row.cells)


def _table(sheet: Read) -> Table:
    rows: list[Row] = []
    filled = cells = 0
    for row in sheet.rows:
        used = len(row.cells)
        while used and row.cells[used - 1] == "":
            used -= 1
        where = f"sheet {clean(sheet.name)}, row {row.number:,}" if sheet.name else f"row {row.number:,}"
        if used > MOST_COLUMNS:
            why = f"{where} has {used:,} filled columns; {MOST_COLUMNS} are read at most"
            raise refused(why, "keep the columns that matter, and save the list again")
        filled += used > 0
        cells += len(row.cells)
        if filled > MOST_ROWS + FIRST_ROWS or cells > MOST_CELLS:
            why = f"{where} is one too many: {MOST_ROWS:,} rows are read at most"
            raise refused(why, "cut the list into several files")
        rows.append(Row(row.number, row.cells[: max(used, MOST_COLUMNS)], row.whole))
    return Table(sheet.name, tuple(rows))


def sheet_named(tables: Iterable[Table], name: str) -> Table | None:
    """The sheet with this name."""
    return next((table for table in tables if table.name == name), None)
