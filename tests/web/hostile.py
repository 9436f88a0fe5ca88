"""Spreadsheets that are malformed or mean harm: each with a name, its file name, its bytes, and how many rows
stand below its header where that is sure whatever reads it (-1: it is not)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.importers import spoilt
from tests.web.wizarding import workbook

HEADER = ("Name", "A#", "DOB", "Nationality", "Final Order Date", "Convicted")
RIGHT = ("Person A", "012345678", "1970-01-02", "Cambodia", "1998-05-13", "1999-01-01")
CELLS = {
    "formula": "=1+1",
    "formula of a command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "tab in front": "\t=1+1",
    "return in front": "\r=1+1",
    "full-width": "\uff1d1+1",
    "apostrophe": "'=1+1",
    "nul": "a\0b",
    "bell": "a\ab",
    "escape": "\x1b[2J",
    "direction": "\u202egnp.exe",
    "isolate": "\u2066a\u2069",
    "zero width": "a\u200bb",
    "mark": "\ufeffa",
    "line separator": "a\u2028b",
    "no character": "a\uffffb",
    "private": "\ue000",
    "two dates": "1999-01-01 and 2001-02-03",
    "two dates in lines": "01/02/1999\n03/04/2001",
    "ambiguous": "03/04/2001",
    "no such day": "1999-02-30",
    "serial": "36161",
    "huge number": "9" * 400,
    "short number": "1.2E+08",
    "question": "?",
    "not applicable": "N/A",
    "long": "x" * 32_768,
    "very long": "x" * 100_000,
    "long formula": "=" + "A1+" * 30_000,
    "html": "<script>alert(1)</script>",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "many lines": "a\n" * 500,
    "quotation marks": 'a"b"c',
    "combining": "a" + "\u0301" * 300,
    "surrogates": "\U0001f600" * 50,
    "blank": "   ",
    "infinity": "inf",
    "not a number": "nan",
}
LINE_ENDS = {"unix": "\n", "windows": "\r\n", "old": "\r", "mixed": "\n\r\n"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp500", "shift_jis", "utf-7")
SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Hostile:
    name: str
    file: str
    content: bytes
    rows: int = -1


def every() -> list[Hostile]:
    """All of them, in one order."""
    return [*_cells(), *_texts(), *_broken(), *_workbooks(), *_spoilt(), *_bombs()]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def listed(rows: Sequence[tuple[str, ...]], separator: str = ",", end: str = "\n") -> str:
    return "".join(separator.join(map(quoted, row)) + end for row in rows)


def _cells() -> Iterator[Hostile]:
    """Each cell in each column, in a CSV file, and in three columns of a workbook."""
    for (name, cell), place in product(CELLS.items(), range(len(HEADER))):
        row = (*RIGHT[:place], cell, *RIGHT[place + 1 :])
        yield Hostile(f"{name} in {HEADER[place]}", "a.csv", listed([HEADER, row, RIGHT]).encode(), 2)
    for (name, cell), place in product(CELLS.items(), (0,)):
        row = (*RIGHT[:place], cell, *RIGHT[place + 1 :])
        kept = [_for_workbook(each) for each in row]
        yield Hostile(
            f"{name} in {HEADER[place]} of a workbook", "a.xlsx", workbook([HEADER, kept, RIGHT]), 2
        )
    for name, cell in CELLS.items():
        header = (cell, *HEADER[1:])
        yield Hostile(f"{name} in the header", "a.csv", listed([header, RIGHT]).encode())


def _for_workbook(text: str) -> str:
    """What openpyxl agrees to write."""
    return "".join(char for char in text if char >= " " or char in "\t\n")[:32_767].replace("\uffff", "")


def _texts() -> Iterator[Hostile]:
    rows = [HEADER, RIGHT, ("Pérson B", "023456789", "1971-02-03", "Laos", "", "")]
    for encoding, (name, end) in product(ENCODINGS, LINE_ENDS.items()):
        content = listed(rows, end=end).encode(encoding, "replace")
        yield Hostile(f"{encoding} with line ends {name}", "a.csv", content)
    for separator, said in product(SEPARATORS, ENCODINGS[:3]):
        yield Hostile(f"{said} with {separator!r}", "a.txt", listed(rows, separator).encode(said))
    for count in (1, 2, 50, 200, 201, 1_000, 1_000_000):
        yield Hostile(
            f"{count} columns", "a.csv", b",".join([b"x"] * count) + b"\n" + b"," * (count - 1) + b"y\n"
        )
    for count in (5_000, 30_000):
        yield Hostile(f"{count} rows", "a.csv", b"Name\n" + b"x\n" * count, count if count <= 20_000 else -1)


def _broken() -> Iterator[Hostile]:
    right = listed([HEADER, RIGHT, RIGHT])
    for at in range(1, len(right), 9):
        yield Hostile(f"cut off at {at}", "a.csv", right[:at].encode())
    for at in range(0, len(right), 14):
        yield Hostile(f"a mark too many at {at}", "a.csv", (right[:at] + '"' + right[at:]).encode())
    yield Hostile("headers twice", "a.csv", listed([("Name", "Name", "A#", "A#"), RIGHT[:4]]).encode(), 1)
    yield Hostile(
        "headers that end alike", "a.csv", listed([("x", "X ", "x (column A)"), RIGHT[:3]]).encode()
    )
    yield Hostile("blank headers", "a.csv", listed([("", "", "Name"), RIGHT[:3]]).encode(), 1)
    yield Hostile("shorter rows", "a.csv", listed([HEADER, RIGHT[:2], RIGHT]).encode(), 2)
    yield Hostile("longer rows", "a.csv", listed([HEADER, (*RIGHT, "more"), RIGHT]).encode(), 2)
    yield Hostile("a header alone", "a.csv", listed([HEADER]).encode(), 0)
    yield Hostile("html named csv", "a.csv", b"<html><table><tr><td>Name</td></tr></table>\n</html>\n")
    yield Hostile("a name of a path", "../../etc/passwd\u202e.csv", listed([HEADER, RIGHT]).encode(), 1)
    yield Hostile("a very long name", "a" * 250 + ".csv", listed([HEADER, RIGHT]).encode(), 1)


def _workbooks() -> Iterator[Hostile]:
    def merged(span: str) -> Callable[[Worksheet], None]:
        return lambda sheet: sheet.merge_cells(span)

    cells: list[tuple[str, ...]] = [HEADER, RIGHT, RIGHT, RIGHT]
    for span in ("A2:A4", "A1:A4", "A1:F1", "A2:F4", "B3:D3"):
        yield Hostile(f"merged {span}", "a.xlsx", _changed(cells, merged(span)))
    for place in ("XFD1048576", "A1048576", "XFD1", "ZZ5000", "A60000"):
        yield Hostile(f"a cell at {place}", "a.xlsx", _changed(cells, _putting(place)))
    yield Hostile("an error", "a.xlsx", _changed(cells, lambda sheet: _put(sheet, "A2", "#REF!", "e")))
    yield Hostile("a formula", "a.xlsx", _changed(cells, lambda sheet: _put(sheet, "B2", "=A1", "f")), 3)
    yield Hostile("a truth", "a.xlsx", _changed(cells, lambda sheet: _put(sheet, "C2", "1", "b")))
    yield Hostile("no cell", "a.xlsx", workbook([]))
    yield Hostile("a strange name of a sheet", "a.xlsx", workbook(cells, "<b>&\u202e'"), 3)
    yield Hostile(
        "hidden sheets only", "a.xlsx", _changed(cells, lambda sheet: setattr(sheet, "sheet_state", "hidden"))
    )


def _putting(place: str) -> Callable[[Worksheet], None]:
    return lambda sheet: _put(sheet, place)


def _put(sheet: Worksheet, at: str, value: str = "x", kind: str = "s") -> None:
    sheet[at] = value
    sheet[at].data_type = kind


def _changed(cells: list[tuple[str, ...]], change: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in cells:
        sheet.append(list(row))
    change(sheet)
    if sheet.sheet_state == "hidden":
        book.create_sheet("shown")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _spoilt() -> Iterator[Hostile]:
    text = listed([HEADER, RIGHT])
    right = workbook([HEADER, RIGHT])
    for name, content in (*spoilt.encodings(text), *spoilt.strangers(text), *spoilt.packed(text)):
        yield Hostile(name, "a.csv", content)
    for name, content in islice(spoilt.workbooks(right), 16):  # those behind unpack into much: `_bombs`
        yield Hostile(f"workbook {name}", "a.xlsx", content)
    for at in range(40, len(right), len(right) // 40):
        yield Hostile(f"workbook cut off at {at}", "a.xlsx", right[:at])
        yield Hostile(f"workbook damaged at {at}", "a.xlsx", right[:at] + b"\xff\0\xff" + right[at + 3 :])


def _bombs() -> Iterator[Hostile]:
    """Small files that unpack into large ones, and sheets that say that they are larger than they are."""
    right = workbook([HEADER, RIGHT])
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="str"><v>x</v></c></row>' for at in range(1, 40_000))
    for name, sheet in {
        "of rows": rows,
        "of text": '<row r="1"><c r="A1" t="str"><v>' + "x" * 61_000_000 + "</v></c></row>",
        "of corners": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',  # noqa: E501 - one sheet
        "of corners without places": '<row r="1048575"><c><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>',  # noqa: E501 - one sheet
        "of rows with one number": '<row r="5"><c r="A5"><v>1</v></c></row>' * 50_000,
        "of a negative place": '<row r="-1"><c r="A0"><v>1</v></c></row>',
        "of a place too large": '<row r="99999999999"><c r="ZZZ9999999"><v>1</v></c></row>',
    }.items():
        yield Hostile(f"bomb {name}", "a.xlsx", _with_sheet(right, sheet))


def _with_sheet(right: bytes, rows: str) -> bytes:
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(right)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
            new.writestr(part, text if part == spoilt.SHEET else old.read(part))
    return out.getvalue()
