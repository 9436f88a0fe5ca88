"""`duenotice orders timeline`: the lives of all orders side by side."""

from __future__ import annotations

import click

from duenotice.cli.selecting import filter_options, selected, wanted_of
from duenotice.cli.writing import write_whole
from duenotice.library import timeline_to_text


@click.command(short_help="All lives side by side, as text or SVG.")
@filter_options
@click.option("--svg", metavar="FILE", help="Write it as a picture instead.")
@click.option("--replace", is_flag=True, help="Let --svg write over a file.")
def timeline(svg: str | None, replace: bool, **filters: str | None) -> None:
    """\b
    Example:
      duenotice orders timeline
      duenotice orders timeline --who Cambodia --svg cambodia.svg

    What happened to the orders, in the order of time, and the days on which each was in force. With --svg a
    picture: dark where an order surely was in force, light where its file does not know, a tick for each act.
    """
    found = selected(wanted_of(filters))
    if svg is None:
        if replace:
            raise click.UsageError("--replace goes with --svg")
        click.echo(timeline_to_text(found), nl=False)
        return
    from duenotice.library.timeline_svg import timeline_to_svg

    write_whole(svg, timeline_to_svg(found).encode(), replace)
