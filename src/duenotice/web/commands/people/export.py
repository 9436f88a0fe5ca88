"""`duenotice people export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.door import entered, uuid_of

if TYPE_CHECKING:
    from duenotice.web.journal.actions import By
    from duenotice.web.people.exporting import Exported
    from duenotice.web.people.models import Person

REASONS = ("court", "counsel", "person", "analysis", "move")
_REASON = "Why: for a court; for other counsel; the person asked; to count; to move to another vault."
_FORMAT = "One JSON file; or a folder of CSV tables with the identities in a file beside it."


@click.command(short_help="Write people out, in plain, for a reason.")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@vault_option
@click.option("--reason", type=click.Choice(REASONS), required=True, help=_REASON)
@click.option("--format", "kind", type=click.Choice(["json", "tables"]), default="json", help=_FORMAT)
@click.option("--to", type=click.Path(path_type=Path), help="The file or folder. Default: standard output.")
def export(ids: tuple[str, ...], folder: Path | None, reason: str, kind: str, to: Path | None) -> None:
    """\b
    Example:
      duenotice people export --reason counsel --to people.json

    Write out who people are and what is on file, of everybody or of those named. The journal is told of each
    person and the reason before anything leaves, and the export carries the journal's signed head. Notes and
    files are not exported. What is written is plain: keep it as you keep the vault.
    """
    if kind == "tables" and to is None:
        raise click.UsageError("--format tables needs a folder: --to FOLDER")
    if to is not None and to.exists():
        raise click.UsageError(f"{to} is there already")
    by = entered(folder)
    from duenotice.web.journal.actions import Reason
    from duenotice.web.journal.selectors import printed
    from duenotice.web.people.exporting import export as read
    from duenotice.web.people.exporting import to_json_text

    found = read(by=by, people=_people(by, ids), reason=Reason(reason))
    head = printed(by.organisation)
    if kind == "tables" and to is not None:
        _tables(found, to)
    elif to is None:
        sys.stdout.write(to_json_text(found, Reason(reason), head))
    else:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(to_json_text(found, Reason(reason), head))
    click.echo(f"{len(found):,} people exported for `{reason}`\n{head}", err=True)


def _people(by: By, ids: tuple[str, ...]) -> list[Person]:
    from duenotice.web.people.refusals import nobody_there
    from duenotice.web.people.selectors import in_organisation

    everybody = in_organisation(by.organisation)
    found = list(everybody.filter(pk__in=[uuid_of(id_) for id_ in ids]) if ids else everybody)
    if ids and len(found) != len({uuid_of(id_) for id_ in ids}):
        raise nobody_there()
    return found


def _tables(found: Exported, to: Path) -> None:
    from duenotice.web.people.exporting import to_tables
    from duenotice.web.people.incoming.identities import beside

    counts = to_tables(found, to)
    written = ", ".join(f"{table} {rows:,}" for table, rows in counts.items())
    click.echo(f"{to}: {written or 'no'} rows; who they are: {beside(to)}", err=True)
