"""Ways to spoil a file that is right, whatever stands in it: cut off, damaged, in another encoding."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.importers.released.making import Cells

SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MARKS = {
    "nul": "\0",
    "bell": "\a",
    "direction": "\u202e",
    "zero-width": "\u200b",
    "mark": "\ufeff",
    "line-separator": "\u2028",
}


def encodings(text: str) -> Iterator[tuple[str, bytes]]:
    """A text in encodings that nobody expects."""
    yield "utf-16", text.encode("utf-16")
    yield "utf-16-without-mark", text.encode("utf-16-le")
    yield "utf-32", text.encode("utf-32")
    yield "ebcdic", text.encode("cp500")
    yield "cut-off-in-a-character", text.encode() + "é".encode()[:1]


def strangers(text: str) -> Iterator[tuple[str, bytes]]:
    """Files that are no table at all, whatever their name says."""
    yield "empty", b""
    yield "blank-lines", b"\n" * 80
    yield "zip", zipped(text)
    yield "png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))
    yield "html", b"<html><body><table><tr><td>1</td></tr></table></body></html>\n"
    yield "json", b'[{"date": "2024-01-05", "id": "a"}]\n'
    yield "line-ends-lost", text.replace("\n", " ").encode()
    yield "hundred-thousand-columns", (",".join(f"c{number}" for number in range(100_000)) + "\n1\n").encode()


def zipped(text: str) -> bytes:
    """A zip archive with the text in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.csv"), text)
    return out.getvalue()


def packed(text: str, more: str = "") -> Iterator[tuple[str, bytes]]:
    """Gzip files that are cut off or damaged, near their beginning or far from it (behind `more`)."""
    right, long = (gzip.compress(each.encode(), mtime=0) for each in (text, text + more))
    yield "cut-off", right[: len(right) // 2]
    yield "cut-off-far-below", long[:-300]
    yield "without-its-sum", right[:-8]
    yield "wrong-sum", right[:-8] + b"\0\0\0\0" + right[-4:]
    yield "head-only", right[:10]
    yield "damaged", right[:60] + b"\xff\xff\xff\xff" + right[64:]
    yield "of-gzip", gzip.compress(right, mtime=0)
    yield "of-nothing", gzip.compress(b"", mtime=0)
    yield "that-is-text", text[:40].encode()
    yield "that-is-a-zip", zipped(text)


def a_workbook(cells: Cells, change: Callable[[Worksheet], None] | None = None) -> bytes:
    """A workbook with these cells in its one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Data"
    for row in cells:
        sheet.append(list(row))
    if change:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_cell(cells: Cells, column: int, value: object, kind: str = "") -> bytes:
    """A workbook with another cell in its second row; columns count from 0."""

    def change(sheet: Worksheet) -> None:
        sheet.cell(2, column + 1).value = value  # type: ignore[assignment]  # whatever a sheet can hold
        if kind:
            sheet.cell(2, column + 1).data_type = kind

    return a_workbook(cells, change)


def _repacked(right: bytes, change: Callable[[str, bytes], bytes | None], more: int = 0) -> bytes:
    """A workbook with other parts, and `more` that unpack into a hundred megabytes each."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(right)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = change(part, old.read(part))
            if content is not None:
                new.writestr(zipfile.ZipInfo(part), content, zipfile.ZIP_DEFLATED)
        for number in range(more):
            new.writestr(zipfile.ZipInfo(f"xl/media/{number}"), bytes(100_000_000), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbooks(right: bytes) -> Iterator[tuple[str, bytes]]:
    """Workbooks that are cut off, damaged, lack a part, or mean harm."""

    def without(part: str) -> bytes:
        return _repacked(right, lambda name, content: None if name == part else content)

    def instead(part: str, old: bytes, new: bytes) -> bytes:
        return _repacked(right, lambda name, text: text.replace(old, new, 1) if name == part else text)

    yield "empty", b""
    yield "text", b"a,b,c\n1,2,3\n"
    yield "with-a-password", OLD
    yield "cut-off", right[: len(right) // 2]
    yield "cut-off-at-the-end", right[:-30]
    inside = right.index(SHEET.encode()) + 80
    yield "damaged", right[:inside] + bytes(40) + right[inside + 40 :]
    yield "zip-head-only", b"PK\x03\x04rest of it"
    yield "zip-of-something-else", zipped("a,b,c\n")
    yield "without-its-sheet", without(SHEET)
    yield "without-its-list-of-sheets", without("xl/workbook.xml")
    yield "without-any-sheet", instead("xl/workbook.xml", b"<sheet ", b"<shoot ")
    yield "without-its-relations", without("xl/_rels/workbook.xml.rels")
    yield "sheet-cut-off", _repacked(right, lambda n, c: c[: len(c) // 2] if n == SHEET else c)
    yield "sheet-is-no-xml", _repacked(right, lambda n, c: b"<<<" if n == SHEET else c)
    yield "document-type", instead("xl/workbook.xml", b"<workbook", ENTITY + b"<workbook")
    yield "document-type-in-a-sheet", instead(SHEET, b"<worksheet", ENTITY + b"<worksheet")
    yield "unpacks-into-too-much", _repacked(right, lambda _, content: content, more=6)
    yield "thousands-of-parts", _parts(right)


def _parts(right: bytes) -> bytes:
    out = io.BytesIO(right)
    with zipfile.ZipFile(out, "a") as book:
        for number in range(5_001):
            book.writestr(zipfile.ZipInfo(f"xl/media/{number}"), b"")
    return out.getvalue()
