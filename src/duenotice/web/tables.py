"""Making the tables, and the walls around them."""

from __future__ import annotations

from django.core.management import call_command

from duenotice.web.installation import Installation, Mode


def prepare(installation: Installation) -> None:
    """Bring the tables to this version, and in server mode build the walls. Runs as owner; may run again."""
    call_command("migrate", verbosity=0, interactive=False)
    if installation.mode is Mode.SERVER:
        from duenotice.web.postgres import walls  # noqa: PLC0415  # needs psycopg

        walls.build(installation.server.role)
