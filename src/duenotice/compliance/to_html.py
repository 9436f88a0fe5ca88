"""A report as one HTML page: no request to anywhere, no script, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from duenotice.compliance.charts import charts
from duenotice.compliance.sheet import Cell, Hidden, Receipt, Report, Section, Table, number

_STYLE = """
body { font: 16px/1.5 Georgia, "Liberation Serif", serif; color: #1a1a1a; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, caption, th { font-family: "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-top: 1px solid #999; padding-top: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: .25rem .7rem; text-align: left; vertical-align: top; }
th[scope=col] { border-bottom: 2px solid #555; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
td.hidden { text-align: right; color: #555; font-style: italic; }
.note, .receipt { font-size: .85rem; color: #333; } .receipt td { word-break: break-all; }
.internal { border: 2px solid #b2182b; padding: .5rem 1rem; }
figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; }
@media print { h2 { break-after: avoid; } table, figure { break-inside: avoid; } }
"""


def to_html(report: Report) -> str:
    """The page."""
    return "\n".join(_page(report)) + "\n"


def _page(report: Report) -> Iterator[str]:
    title = escape(report.title)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        "'unsafe-inline'; "
        'img-src data:">'
    )
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>"
    yield f"<p>On {escape(report.receipt.on)}, by the data named at the end.</p>"
    if report.internal:
        yield '<p class="internal">Internal: small numbers are shown. Do not publish this page.</p>'
    for section in report.sections:
        yield from _section(section)
    yield from _receipt(report.receipt)
    yield "</body>\n</html>"


def _section(section: Section) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(section.title)}</h2>"
    for said in section.says:
        yield f"<p>{escape(said)}</p>"
    for table in section.tables:
        yield from _table(table)
    yield "</section>"


def _table(table: Table) -> Iterator[str]:
    for svg in charts(table):
        yield f"<figure>{svg}</figure>"
    yield f"<table>\n<caption>{escape(table.title)}</caption>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.head)
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>"
    yield "</tbody>\n</table>"
    if table.note:
        yield f'<p class="note">{escape(table.note)}</p>'


def _cell(cell: Cell) -> str:
    kind = ' class="hidden"' if isinstance(cell, Hidden) else "" if isinstance(cell, str) else ' class="n"'
    return f"<td{kind}>{escape(number(cell))}</td>"


def receipt_rows(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """The receipt, line by line."""
    return (
        ("order", f"{receipt.order}, version {receipt.order_version}"),
        ("hash of the order file", receipt.order_hash),
        ("language", receipt.language),
        ("vocabulary", receipt.vocabulary),
        ("engine", receipt.engine),
        ("the day asked about", receipt.on),
        *((("by what was on file on", receipt.known_on),) if receipt.known_on else ()),
        *((f"data: {name}", hash_) for name, hash_ in receipt.data),
        ("hash of all data", receipt.data_hash),
        ("command", receipt.command),
    )


def _receipt(receipt: Receipt) -> Iterator[str]:
    yield '<section class="receipt">\n<h2>How to make this report again</h2>\n<table>\n<tbody>'
    for name, value in receipt_rows(receipt):
        yield f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
    yield "</tbody>\n</table>\n</section>"
