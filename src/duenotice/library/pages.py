"""HTML pages of the shelf: no request to anywhere, no script, the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

STYLE = """
body { font: 16px/1.5 Georgia, "Liberation Serif", serif; color: #1a1a1a; }
body { max-width: 54rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4, th, nav, dt { font-family: "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; border-top: 1px solid #999; padding-top: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .9rem; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
dt { font-size: .85rem; color: #444; } dd { margin: 0 0 .4rem 0; }
pre, .clauses { font: .9rem/1.5 "Liberation Mono", monospace; background: #f6f6f4; }
pre, .clauses { padding: .7rem; overflow-x: auto; }
.clauses p { margin: 0; } .clauses p:target, h2:target { background: #fff3b0; }
.clauses a { color: #777; text-decoration: none; padding-right: .5rem; }
blockquote { border-left: 3px solid #999; margin: 1rem 0; padding: 0 1rem; color: #333; }
.warn { border: 2px solid #b2182b; padding: .5rem 1rem; } .small { font-size: .85rem; color: #333; }
figure { margin: 1rem 0; overflow-x: auto; } svg { max-width: 100%; height: auto; }
.blank { min-width: 7rem; } td.line { white-space: nowrap; color: #555; }
@media print { h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: str) -> str:
    """A whole page."""
    head = escape(title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{head}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{head}</h1>\n{body}\n</body>\n</html>\n"
    )


def rows(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table; the cells are HTML already."""
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
