"""The timeline of orders as one SVG, drawn here: no network, no script, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt
import vl_convert

from duenotice.days import iso
from duenotice.language import Order
from duenotice.library.timeline import acts, stretches

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SURE, PERHAPS = "in force", "may be in force: the file does not know"
COLOURS = {SURE: "#2166ac", PERHAPS: "#bdbdbd"}
"""Told apart by those who do not see red and green, and in grey print."""
WIDTH, ROW = 640, 20
TITLE = "Court orders on the shelf, by the days on which each was in force"


def timeline_to_svg(orders: Iterable[Order]) -> str:
    """One row an order: a bar for the days in force, a lighter one for those of which its file does not
    know, a tick for each act of its life."""
    svg: str = vl_convert.vegalite_to_svg(_chart(tuple(orders)).to_dict())
    return svg.replace("<svg", f'<svg role="img" aria-label="{TITLE}"', 1)


def _chart(orders: tuple[Order, ...]) -> Any:
    lanes = [order.id for order in sorted(orders, key=lambda order: (order.identity.decided, order.id))]
    bars = [
        {
            "order": stretch.order.id,
            "first": iso(stretch.first),
            "last": iso(stretch.last),
            "standing": SURE if str(stretch.truth) == "yes" else PERHAPS,
        }
        for stretch in stretches(orders)
    ]
    ticks = [{"order": order.id, "day": iso(act.date.lo)} for act, order in acts(orders)]
    rows = alt.Y("order:N", sort=lanes, axis=alt.Axis(title=None, labelLimit=260))
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    bar = (
        alt.Chart(_data(bars))
        .mark_bar(height=9)
        .encode(
            y=rows,
            x=alt.X("first:T", axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=True)),
            x2="last:T",
            color=alt.Color(
                "standing:N", scale=scale, legend=alt.Legend(orient="top", title=None, labelLimit=320)
            ),
        )
    )
    tick = alt.Chart(_data(ticks)).mark_tick(thickness=2, size=13, color="#222222").encode(y=rows, x="day:T")
    drawn = alt.layer(bar, tick).properties(width=WIDTH, height=max(len(lanes), 2) * ROW, title=TITLE)
    return drawn.properties(background="white").configure(font=FONT).configure_view(stroke=None)


def _data(rows: list[dict[str, str]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]  # Altair does not say
