"""The roster on its way out: one row a person, as CSV or XLSX, with the signed head of the journal on it.

No cell is one that a spreadsheet program would run: in CSV such a text gets an apostrophe in front, as in
every table of ours (`record.tables.safe`); in XLSX every cell is text, and has the apostrophe too, because
people save such files as CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from duenotice.record.tables.safe import to_cell

COLUMNS = (
    *("person", "name", "also known as", "A-numbers", "order", "status", "letters", "open questions"),
    *("matters", "assigned to", "family", "entered"),
)
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def to_csv(rows: Iterable[Sequence[str]], about: Sequence[tuple[str, str]]) -> bytes:
    """The rows below their heading; what the file is stands below them, after a blank row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([to_cell(text) for text in row] for row in rows)
    writer.writerow([])
    writer.writerows([to_cell(text) for text in row] for row in about)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(rows: Iterable[Sequence[str]], about: Sequence[tuple[str, str]]) -> bytes:
    """Two sheets: the roster, and what the file is. Signs that a sheet cannot hold are shown as `?`."""
    book = Workbook(write_only=True)
    for title, each in (("Roster", [COLUMNS, *rows]), ("About this file", about)):
        sheet = book.create_sheet(title)
        for row in each:
            sheet.append([ILLEGAL_CHARACTERS_RE.sub("?", to_cell(text)) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
