"""Charts of a report as SVG, drawn here: no network, no script, the same bytes each time.

A chart shows what the table beside it shows, and nothing that is hidden there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import altair as alt
import vl_convert

from duenotice.compliance.sheet import Percent, Table

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
COLOURS = {"violated": "#b2182b", "met": "#2166ac", "unknown": "#bdbdbd", "pending": "#e6ab02"}
"""Told apart by those who do not see red and green, and in grey print."""
WIDTH, ROW = 560, 22


def charts(table: Table) -> tuple[str, ...]:
    """The charts that belong to a table by month or place: bounds on the rate, and acts by outcome."""
    if table.key not in ("month", "place"):
        return ()
    drawn = [bounds_chart(table), outcomes_chart(table)]
    return tuple(to_svg(chart, f"{table.key}{n}") for n, chart in enumerate(drawn) if chart is not None)


def bounds_chart(table: Table) -> Any:
    """One bar for each row, from the lower to the upper bound."""
    rows = [
        {
            "label": str(row[0]),
            "lower": row[-1].lower / 100,
            "upper": row[-1].upper / 100,
            "says": str(row[-1]),
        }
        for row in table.rows
        if isinstance(row[-1], Percent)
    ]
    if not rows:
        return None
    order = [row["label"] for row in rows]
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format="%", title="violation rate, from the lower to the upper bound", grid=True)
    base = alt.Chart(_data(rows)).encode(y=_rows(order))
    bars = base.mark_bar(height=9, color="#7f7f7f").encode(
        x=alt.X("lower:Q", scale=scale, axis=axis), x2="upper:Q"
    )
    ends = [
        base.mark_tick(thickness=3, size=15, color="#222222").encode(
            x=alt.X(f"{end}:Q", scale=scale, axis=axis)
        )
        for end in ("lower", "upper")
    ]
    return _sized(alt.layer(bars, *ends), len(rows), f"Bounds on the violation rate, by {table.head[0]}")


def outcomes_chart(table: Table) -> Any:
    """Acts by outcome, one bar for each row, where all its numbers are shown."""
    outcomes = table.head[1:-2]
    rows = [
        {"label": str(row[0]), "outcome": outcome, "acts": cell, "order": list(COLOURS).index(outcome)}
        for row in table.rows
        if all(isinstance(cell, int) for cell in row[1:-1])
        for outcome, cell in zip(outcomes, row[1:-2], strict=True)
    ]
    if not rows:
        return None
    order = list(dict.fromkeys(str(row["label"]) for row in rows))
    colour = alt.Color(
        "outcome:N",
        scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
        legend=alt.Legend(orient="top", title=None),
    )
    x = alt.X("acts:Q", axis=alt.Axis(title="acts", tickMinStep=1, format=",d"))
    encoded = {"y": _rows(order), "x": x, "color": colour, "order": alt.Order("order:Q")}
    chart = alt.Chart(_data(rows)).mark_bar(height=13).encode(**encoded)
    return _sized(chart, len(order), f"Acts by outcome and {table.head[0]}")


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]  # Altair does not say


def _rows(order: Sequence[Any]) -> alt.Y:
    return alt.Y("label:N", sort=list(order), axis=alt.Axis(title=None, labelLimit=220))


def _sized(chart: Any, rows: int, title: str) -> Any:
    sized = chart.properties(width=WIDTH, height=max(rows, 2) * ROW, title=title, background="white")
    return sized.configure(font=FONT).configure_title(anchor="start", fontSize=14).configure_view(stroke=None)


def to_svg(chart: Any, name: str) -> str:
    """The chart as SVG inside a page, with ids of its own, so that several can stand there."""
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict())
    svg = re.sub(r' xmlns(?::xlink)?="[^"]*"', "", svg)
    ids = {found: f"{name}-{n}" for n, found in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg)))}
    for old, new in ids.items():
        svg = svg.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(chart.title)}"', 1)
