"""`duenotice upgrade`: bring the tables to this version."""

from __future__ import annotations

from pathlib import Path

import click

from duenotice.web.commands import opening


@click.command()
@opening.vault_option
def upgrade(folder: Path | None) -> None:
    """Bring the tables of the vault to this version of duenotice. Make a backup first.

    On a server it runs as the owner of the tables, and builds the walls between organisations again.
    """
    found = opening.installed(folder)
    opening.finished(found)
    from duenotice.web import installation

    installation.start(found, opening.held(found) or opening.typed(found), as_owner=True)
    opening.ready(found)
    from django.db import Error

    from duenotice.web import acting, damage, tables

    acting.nobody_says()
    try:
        tables.prepare(found)
    except Error as why:
        help_ = "mend it and run it again: each step is whole or not taken"
        raise opening.refused("K10", found.folder, damage.said(why), help_) from None
    click.echo("The tables are of this version.")
