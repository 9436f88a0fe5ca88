"""A report as text and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, assert_never

from duenotice.compliance.sheet import Cell, Hidden, NoPercent, Percent, Report, Table, number
from duenotice.compliance.to_html import receipt_rows

_WIDEST = 60


def to_text(report: Report) -> str:
    """The report as lines."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield report.title
    yield f"on {report.receipt.on}"
    if report.internal:
        yield "Internal: small numbers are shown. Do not publish this."
    for section in report.sections:
        yield ""
        yield section.title
        yield from (f"  {said}" for said in section.says)
        for table in section.tables:
            yield ""
            yield from _table(table)
    yield ""
    yield "How to make this report again"
    yield from (f"  {name}: {value}" for name, value in receipt_rows(report.receipt))


def _table(table: Table) -> Iterator[str]:
    yield f"  {table.title}"
    rows = [table.head, *(tuple(map(number, row)) for row in table.rows)]
    widths = [min(_WIDEST, max(len(row[at]) for row in rows)) for at in range(len(table.head))]
    right = [not all(isinstance(row[at], str) for row in table.rows) for at in range(len(table.head))]
    for row in rows:
        cells = (
            f"{cell:>{w}}" if to_right else f"{cell:<{w}}"
            for cell, w, to_right in zip(row, widths, right, strict=True)
        )
        yield f"    {'  '.join(cells)}".rstrip()
    if table.note:
        yield f"    {table.note}"


def to_data(report: Report) -> dict[str, Any]:
    """The report for scripts: a hidden number is the text ``hidden``, bounds are whole per cent."""
    return {
        "title": report.title,
        "internal": report.internal,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "says": list(section.says),
                "tables": [_data(table) for table in section.tables],
            }
            for section in report.sections
        ],
        "receipt": asdict(report.receipt) | {"data": dict(report.receipt.data)},
    }


def _data(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "head": list(table.head),
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "note": table.note,
    }


def _cell(cell: Cell) -> Any:
    match cell:
        case Percent(lower=lower, upper=upper):
            return {"lower": lower, "upper": upper}
        case Hidden() | NoPercent():
            return str(cell)
        case str() | int():
            return cell
        case _:
            assert_never(cell)
