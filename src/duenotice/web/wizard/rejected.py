"""The rejected rows as a file: as they were, with place and reasons, and no cell that would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.cell import WriteOnlyCell

from duenotice.record.tables.safe import active, to_cell
from duenotice.web.wizard.comparing import Fate, Line
from duenotice.web.wizard.models import Batch
from duenotice.web.wizard.reading import cells_in
from duenotice.web.wizard.selectors import Preview
from duenotice.web.wizard.sheets import clean

LONGEST_CELL = 32_000
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))


@dataclass(frozen=True)
class Rejects:
    """The names of the columns, and for each row its reasons, its place and its cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def of_preview(preview: Preview) -> Rejects:
    """What would be rejected if nobody decided anything."""
    lines = [line for line in preview.lines if line.fate is Fate.REJECTED]
    return Rejects(preview.header, tuple(_rows(lines)))


def of_batch(batch: Batch, own: bool) -> Rejects:
    """What was rejected. `own`: only what the list itself was rejected for, whatever is on file."""
    held = batch.rejected or {"header": [], "rows": []}
    rows = []
    for each in held["rows"]:
        if each["own"] or not own:
            cells = each["cells"] or [[] for _ in each["places"]]
            for place, row in zip(each["places"], cells, strict=True):
                rows.append(("; ".join(each["reasons"]), place, tuple(row)))
    return Rejects(tuple(held["header"]), tuple(rows))


def to_csv(rejects: Rejects) -> bytes:
    """As CSV in UTF-8, with the mark by which spreadsheet programs know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([safe(text) for text in row] for row in _table(rejects))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def to_xlsx(rejects: Rejects) -> bytes:
    """As a workbook; every cell is text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Rejected rows")
    for row in _table(rejects):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, safe(text)[:LONGEST_CELL])
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def safe(text: str) -> str:
    """A cell without what cannot be seen, that no program takes for a formula."""
    plain = clean(text.translate(_NO_XML))
    return to_cell(plain) if active(plain) else plain


def _rows(lines: Iterable[Line]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for line in lines:
        for place, cells in cells_in(line.rows):
            yield "; ".join(line.reasons), place, cells


def _table(rejects: Rejects) -> Iterator[tuple[str, ...]]:
    yield ("reason", "row", *rejects.header)
    for reason, place, cells in rejects.rows:
        yield (reason, place, *cells)
