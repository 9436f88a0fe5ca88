"""`duenotice import`: one command for each source of records."""

from __future__ import annotations

import click

from duenotice.cli.import_roster import roster


@click.group("import")
def imports() -> None:
    """\b
    Example:
      duenotice import roster list.xlsx --map list.yaml -o tables/

    Files of others into tables of records (docs/reference/tabular-schema.md).
    """


imports.add_command(roster)
