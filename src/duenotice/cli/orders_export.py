"""`duenotice orders export`: the shelf as JSON."""

from __future__ import annotations

import click

from duenotice.cli.printing import print_json
from duenotice.cli.selecting import filter_options, selected, wanted_of
from duenotice.library import load_shelf, shelf_to_data


@click.command(short_help="The shelf as JSON.")
@filter_options
def export(**filters: str | None) -> None:
    """\b
    Example:
      duenotice orders export > shelf.json

    The whole shelf, or the orders that are looked for, as JSON: identity, letters, duties, life, readings and
    open points, each with its citation (its shape: duenotice schema shelf).
    """
    print_json(shelf_to_data(selected(wanted_of(filters)), load_shelf().vocabulary))
