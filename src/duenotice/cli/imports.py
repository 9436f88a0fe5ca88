"""`duenotice import`: one command for each source of records."""

from __future__ import annotations

import click

from duenotice.cli.import_released import list_profiles, released_command
from duenotice.cli.import_roster import roster

SHORT = "Lists and released files into tables of records."


class _Imports(click.Group):
    """A group whose further commands are the profiles: `duenotice import PROFILE FILES... -o FOLDER`."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or released_command(cmd_name)


@click.group("import", cls=_Imports, invoke_without_command=True, short_help=SHORT)
@click.option("--list", "listed", is_flag=True, help="The profiles: which releases can be read.")
@click.pass_context
def imports(ctx: click.Context, listed: bool) -> None:
    """\b
    Example:
      duenotice import auto ICERemovals_FY2018.csv.gz -o removals/
      duenotice import detentions-2026-03 detentions.xlsx -o custody/
      duenotice import roster list.xlsx --map list.yaml -o tables/

    Files of others into tables of records (docs/reference/tabular-schema.md). For what an agency
    released, name its profile, which says what the columns mean; `auto` recognises it by the header.
    """
    if listed:
        list_profiles()
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


imports.add_command(roster)
imports.add_command(released_command("auto"))
