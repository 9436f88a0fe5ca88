"""One mistake each, in released files that are otherwise right: what `import` says of it is a snapshot."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.worksheet.worksheet import Worksheet

from tests.importers import spoilt
from tests.importers.released.making import PREAMBLE, STINTS, A, B, C, Cells, a_stint, cells_of, table_of

Files = dict[str, bytes]

ROWS = (
    a_stint(A, "1/5/2024 10:30", "2/9/2024 9:00", "Order of supervision", citizenship="CAMBODIA"),
    a_stint(B, "3/5/2024", "3/9/2024", "Removed", citizenship="LAOS", facility="HOLD 1"),
    a_stint(C, "4/5/2024", "4/9/2024", "Paroled", citizenship="VIETNAM"),
)
COURT = (
    {"id": "1001", "case_type": "RMV", "citizenship": "CB"},
    {"id": "1002", "case_type": "DEP", "citizenship": "CC"},
)


def stints(*changes: Mapping[str, str]) -> list[list[str]]:
    """The right rows, with other cells in the first ones."""
    rows = [dict(row) for row in ROWS]
    for row, change in zip(rows, changes, strict=False):
        row.update(change)
    return cells_of(table_of(STINTS), rows)


def text_of(cells: Cells, delimiter: str = ",", preamble: Cells = PREAMBLE, ending: str = "\n") -> str:
    """Cells as they stand, quoted only where a cell holds the delimiter."""

    def cell(value: object) -> str:
        return f'"{value}"' if delimiter in str(value) else str(value)

    width = max(len(row) for row in cells)
    above = [delimiter.join([*map(str, row), *[""] * (width - len(row))]) for row in preamble]
    return "".join(line + ending for line in (*above, *(delimiter.join(map(cell, row)) for row in cells)))


RIGHT = text_of(stints())
HEAD, *LINES = RIGHT.splitlines(keepends=True)[len(PREAMBLE) :]
ABOVE = "".join(RIGHT.splitlines(keepends=True)[: len(PREAMBLE)])


def a_file(text: str | bytes, name: str = "a.csv") -> Files:
    return {name: text if isinstance(text, bytes) else text.encode()}


def _containers() -> Iterator[tuple[str, Files]]:
    """Files that are not what their name says, or end too early."""
    yield from ((f"file-{name}", a_file(content)) for name, content in spoilt.strangers(RIGHT))
    more = "".join(LINES) * 3_000
    yield from ((f"gzip-{name}", a_file(raw, "a.csv.gz")) for name, raw in spoilt.packed(RIGHT, more))
    yield "gzip-called-csv", a_file(dict(spoilt.packed(RIGHT, more))["cut-off-far-below"])
    yield "preamble-only", a_file(ABOVE)
    yield "header-far-below", a_file("a line of the preamble\n" * 80 + RIGHT)
    yield "without-header", a_file("".join(LINES))
    for ending in ("parquet", "xls", "ods", "xlsb"):
        yield f"text-called-{ending}", a_file(RIGHT, f"a.{ending}")
    yield "old-workbook-broken", a_file(spoilt.OLD, "a.xls")


def _encodings() -> Iterator[tuple[str, Files]]:
    """Bytes that are not the text that they should be, and characters that nobody sees."""
    yield from ((f"text-{name}", a_file(content)) for name, content in spoilt.encodings(RIGHT))
    yield (
        "text-two-encodings",
        a_file(
            (ABOVE + HEAD + LINES[0]).encode()
            + LINES[1].replace("LAOS", "CÔTE D'IVOIRE").encode()
            + LINES[2].replace("VIETNAM", "CÔTE D'IVOIRE").encode("latin-1")
        ),
    )
    for name, mark in spoilt.MARKS.items():
        yield f"{name}-in-a-citizenship", a_file(RIGHT.replace("CAMBODIA", f"CAM{mark}BODIA"))
        yield f"{name}-in-an-id", a_file(RIGHT.replace(A, A[:9] + mark + A[9:]))
    yield "homoglyph-in-a-citizenship", a_file(RIGHT.replace("CAMBODIA", "C\u0410MBODIA"))
    yield "homoglyph-in-the-header", a_file(RIGHT.replace("Anonymized", "\u0410nonymized"))
    yield "homoglyph-in-a-reason", a_file(RIGHT.replace("Paroled", "P\u0430roled"))


def _shapes() -> Iterator[tuple[str, Files]]:
    """Rows that do not fit below their header."""
    one, two, three = LINES
    yield "row-too-short", a_file(ABOVE + HEAD + one + two.replace(",", "", 1) + three)
    yield "row-much-too-short", a_file(ABOVE + HEAD + one + "3/5/2024,3/9/2024\n" + three)
    yield "row-too-long", a_file(ABOVE + HEAD + one + two.rstrip("\n") + ",more\n" + three)
    yield "row-much-too-long", a_file(ABOVE + HEAD + one + two.rstrip("\n") + ",more" * 200 + "\n" + three)
    yield "rows-all-too-long", a_file(ABOVE + HEAD + "".join(f"{r.rstrip()},x\n" for r in LINES))
    yield "rows-all-too-short", a_file(ABOVE + HEAD + "1/5/2024,2/9/2024\n" * 3)
    yield "row-of-another-delimiter", a_file(ABOVE + HEAD + one + two.replace(",", ";") + three)
    yield "comma-not-quoted", a_file(RIGHT.replace("LAOS", "CHINA, PEOPLES REPUBLIC OF"))
    yield "quote-never-closed", a_file(RIGHT.replace("LAOS", '"LAOS'))
    yield "quote-never-closed-in-the-last-row", a_file(RIGHT.replace("VIETNAM", '"VIETNAM'))
    yield "quote-never-closed-in-the-header", a_file(RIGHT.replace("Religion", '"Religion'))
    yield "quote-in-the-middle", a_file(RIGHT.replace("LAOS", '"LA"OS'))
    yield (
        "quotes-of-two-rows-swallow-what-lies-between",
        a_file(RIGHT.replace("CAMBODIA", '"CAMBODIA').replace("VIETNAM", 'VIETNAM"')),
    )
    yield "line-break-in-a-cell", a_file(RIGHT.replace("LAOS", '"LA\nOS"'))
    yield "line-break-not-quoted", a_file(RIGHT.replace("LAOS", "LA\nOS"))
    yield "line-ends-old-mac", a_file(RIGHT.replace("\n", "\r"))
    yield "last-line-without-end-and-cut-off", a_file(RIGHT[:-40])
    yield "header-again-in-the-middle", a_file(ABOVE + HEAD + one + HEAD + two + three)
    yield "preamble-again-in-the-middle", a_file(ABOVE + HEAD + one + ABOVE + two + three)
    yield "total-below", a_file(RIGHT + "Total,3\n")
    yield "footnote-below", a_file(RIGHT + "* Data are preliminary and subject to change\n")
    yield "blank-cells-only", a_file(ABOVE + HEAD + one + "," * (HEAD.count(",")) + "\n" + three)
    yield "huge-cell", a_file(RIGHT.replace("LAOS", "LAOS" * 200_000))
    yield "cell-larger-than-a-line-may-be", a_file(RIGHT.replace("LAOS", "LAOS" * 1_200_000))


def _headers() -> Iterator[tuple[str, Files]]:
    """Headers that nobody would take for one of a release, and such as look like two."""
    yield "column-of-ids-missing", a_file(RIGHT.replace("Anonymized Identifier", "Something Else"))
    yield "column-of-book-ins-missing", a_file(RIGHT.replace("Book In Date Time", "Something Else"))
    yield "column-misspelt", a_file(RIGHT.replace("Anonymized Identifier", "Anonymized Identifyer"))
    yield "column-twice", a_file(RIGHT.replace("Religion", "Anonymized Identifier"))
    yield "columns-without-names", a_file(RIGHT.replace(HEAD, "," * HEAD.count(",") + "\n"))
    yield "header-in-spanish", a_file(RIGHT.replace(HEAD, "Fecha de Ingreso,Fecha de Salida,Identificador\n"))
    yield "header-cut-off", a_file(RIGHT.replace(HEAD, HEAD[:60] + "\n"))
    other = text_of(cells_of(table_of("arrests-2026-03"), [{"id": A, "apprehended": "1/5/2024"}]))
    yield "two-tables-below-each-other", a_file(RIGHT + other)
    yield "two-releases", {"a.csv": RIGHT.encode(), "b.csv": other.encode()}
    yield "one-of-two-files-is-no-release", {"a.csv": RIGHT.encode(), "b.csv": b"one,two,three\n1,2,3\n"}
    yield "no-such-file", {"b.csv": RIGHT.encode()}


_DAYS = (
    *("2/30/2024", "13/13/2024", "1/5/0999", "1/5/9999", "1/5/24", "1/5/2024 25:61", "1/5/2024, 2/5/2024"),
    *("2024", "05.01.2024", "99999999", "TBD", "########", "=TODAY()", "2024-02-30 00:00:00", "00:00:00"),
)
_IDS = (
    *("", "NA", "(b)(6), (b)(7)(c)", "1.23457E+18", "*", "-", "=1+1", "a b", "x" * 5_000, "aaaa,bbbb"),
    *("0", "#N/A", "12345.0", "id;id"),
)
_REASONS = ("Released", "Order of supervison", "(b)(7)(E )", "=HYPERLINK(1)", "5")
_COUNTRIES = ("CAMBODA", "CAMBODIA/LAOS", "KH", "12", "(b)(6)", "=CAMBODIA")
_FINAL = ("MAYBE", "1", "TRUE", "(b)(6)", "YES NO")


def _cells() -> Iterator[tuple[str, Files]]:
    """One cell that says nothing, or something else than it should."""
    wrong = {"book_in": _DAYS, "book_out": _DAYS[:5], "final_date": _DAYS[:3], "id": _IDS}
    wrong |= {"reason": _REASONS, "citizenship": _COUNTRIES, "final_yes": _FINAL}
    for field, texts in wrong.items():
        for text in texts:
            yield f"{field}-{text[:30] or 'blank'}", a_file(text_of(stints({field: text})))
    yield "ends-before-it-begins", a_file(text_of(stints({"book_in": "2/9/2024", "book_out": "1/5/2024"})))
    yield "same-row-twice", a_file(RIGHT + LINES[0])
    yield "two-reasons-for-one-stint", a_file(RIGHT + LINES[0].replace("Order of supervision", "Removed"))
    yield "ids-all-missing", a_file(text_of(stints(*[{"id": ""}] * 3)))
    yield "ids-all-redacted", a_file(text_of(stints(*[{"id": "(b)(6), (b)(7)(c)"}] * 3)))
    yield "days-all-redacted", a_file(text_of(stints(*[{"book_in": "(b)(6)", "book_out": "(b)(6)"}] * 3)))
    yield "days-are-codes", a_file(text_of(stints(*[{"book_in": "8C"}] * 3)))


COURT_RIGHT = "".join("\t".join(row) + "\n" for row in cells_of(table_of("courts", "case"), COURT))


def _court() -> Iterator[tuple[str, Files]]:
    """Tables of the court: tabs, no quoting, stray tabs."""
    head, first, second = COURT_RIGHT.splitlines(keepends=True)
    yield "court-tab-too-many", a_file(head + first.replace("RMV", "R\tMV") + second)
    yield "court-tab-too-few", a_file(head + first.replace("\t", "", 1) + second)
    yield "court-shifted", a_file(head + first.replace("RMV", "2019-01-05 00:00:00.000") + second)
    yield "court-id-missing", a_file(head + first.replace("1001", "") + second)
    yield "court-nationality-in-no-table", a_file(head + first.replace("CB", "QQ") + second)
    yield "court-cut-off", a_file(head + first + second[:3])
    yield "court-other-encoding", a_file((head + first.replace("CB", "C\xc9") + second).encode("latin-1"))


def parquet_of(columns: Mapping[str, object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="none")
    return out.getvalue()


def columns_of(**changes: object) -> dict[str, object]:
    names, *rows = stints()
    columns: dict[str, object] = {
        name.lower().replace(" ", "_"): list(cells) for name, *cells in zip(names, *rows, strict=True) if name
    }
    return columns | changes


def _parquets() -> Iterator[tuple[str, Files]]:
    """Parquet files that are cut off, damaged, or hold something else than text."""
    right = parquet_of(columns_of())
    ids = "anonymized_identifier"
    page = right.index(A.encode())
    found: dict[str, bytes] = {
        "empty": b"",
        "marks-only": b"PAR1PAR1",
        "cut-off": right[: len(right) // 2],
        "cut-off-at-the-end": right[:-1],
        "beginning-lost": right[100:],
        "page-damaged": right[: page - 30] + b"\xff" * 26 + right[page - 4 :],
        "length-damaged": right[:-8] + b"\xff\xff\xff\x7f" + right[-4:],
        "encrypted": right[:-4] + b"PARE",
        "no-rows": parquet_of(dict.fromkeys(columns_of(), pa.array([], pa.string()))),
        "no-ids": parquet_of({k: v for k, v in columns_of().items() if k != ids}),
        "ids-are-decimal": parquet_of(columns_of(**{ids: [1.0, 2.5, 3e18]})),
        "ids-are-long-numbers": parquet_of(columns_of(**{ids: [12345678901234560000.0] * 3})),
        "ids-are-bytes": parquet_of(columns_of(**{ids: [b"\xff\xfe", b"b", b"c"]})),
        "ids-are-lists": parquet_of(columns_of(**{ids: [["a"], ["b"], []]})),
        "ids-are-structs": parquet_of(columns_of(**{ids: [{"a": 1}, {"a": 2}, None]})),
        "ids-are-missing": parquet_of(columns_of(**{ids: pa.array([None] * 3, pa.string())})),
        "days-are-numbers": parquet_of(columns_of(book_in_date_time=[20240105, 20240305, 20240405])),
        "days-are-yes-and-no": parquet_of(columns_of(book_in_date_time=[True, False, True])),
        "days-are-times-of-day": parquet_of(columns_of(book_in_date_time=[datetime.time(1)] * 3)),
        "days-are-lengths": parquet_of(columns_of(book_in_date_time=pa.array([1, 2, 3], pa.duration("s")))),
        "days-out-of-range": parquet_of(
            columns_of(book_in_date_time=pa.array([2**40] * 3, pa.timestamp("s")))
        ),
        "columns-named-with-quotes": parquet_of({f'"{k}"; drop': v for k, v in columns_of().items()}),
    }
    yield from ((f"parquet-{name}", a_file(content, "a.parquet")) for name, content in found.items())


def _workbooks() -> Iterator[tuple[str, Files]]:
    """Workbooks that are damaged, and cells that are no plain values."""
    cells = stints()
    at = cells[0].index
    day, out, why, id_ = (
        at("Book In Date Time"),
        at("Book Out Date Time"),
        at("Detention Release Reason"),
        at("Anonymized Identifier"),
    )

    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells(start_row=2, end_row=3, start_column=id_ + 1, end_column=id_ + 1)

    def beside(sheet: Worksheet) -> None:
        sheet.cell(2, len(cells[0]) + 3).value = "a remark"

    found: dict[str, bytes] = dict(spoilt.workbooks(spoilt.a_workbook(cells))) | {
        "no-sheet-with-a-header": spoilt.a_workbook([["a note"], ["another"]]),
        "merged-ids": spoilt.a_workbook(cells, merged),
        "cell-beside-the-table": spoilt.a_workbook(cells, beside),
        "two-days-in-a-cell": spoilt.with_cell(cells, day, "1/5/2024\n2/5/2024"),
        "longest-cell": spoilt.with_cell(cells, why, "x" * 32_767),
    }
    values: dict[str, tuple[int, object, str]] = {
        "formula-never-computed": (id_, "=A1", ""),
        "formula-in-a-day": (day, "=TODAY()", ""),
        "formula-in-a-reason": (why, '=HYPERLINK("x")', ""),
        "error-in-an-id": (id_, "#N/A", "e"),
        "error-in-a-day": (day, "#VALUE!", "e"),
        "error-in-a-book-out": (out, "#REF!", "e"),
        "yes-for-a-day": (day, True, ""),
        "time-for-a-day": (day, datetime.time(1, 2), ""),
        "number-beyond-all-days": (day, 1e12, ""),
        "negative-day": (day, -5, ""),
        "id-that-lost-its-digits": (id_, 1234567890123456789, ""),
    }
    found |= {name: spoilt.with_cell(cells, *value) for name, value in values.items()}
    yield from ((f"workbook-{name}", a_file(content, "a.xlsx")) for name, content in found.items())


@cache
def mistakes() -> dict[str, Files]:
    """Every mistake by its name, each a few files."""
    every = (_containers, _encodings, _shapes, _headers, _cells, _court, _parquets, _workbooks)
    return {name: files for make in every for name, files in make()}
