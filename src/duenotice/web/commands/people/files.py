"""`duenotice people attach` and `fetch`: sealed files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.door import entered, person_of, uuid_of


@click.command(short_help="Seal a file to a person.")
@click.argument("id_", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@vault_option
def attach(id_: str, file: Path, folder: Path | None) -> None:
    """\b
    Example:
      duenotice people attach 3f0c8a4e-5b1d-4f2e-9a57-0f6f4a1f1d10 order.pdf

    Seal a copy of a file to a person: PDF, PNG, JPEG, HEIC, WebP, DOCX, XLSX or plain text, told by the
    content and not by the name, up to 10 MiB. The file itself stays where it is, in plain: delete it there
    if it should be nowhere else. Prints the id by which it is fetched.
    """
    by = entered(folder)
    from duenotice.web.attachments.kinds import MOST_BYTES
    from duenotice.web.attachments.services import attach as seal

    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    made = seal(by=by, person=person_of(by, id_), name=file.name, content=content)
    click.echo(made.pk)


@click.command(short_help="Write a sealed file out again.")
@click.argument("id_", metavar="FILE-ID")
@click.argument("to", metavar="FILE", type=click.Path(path_type=Path))
@vault_option
def fetch(id_: str, to: Path, folder: Path | None) -> None:
    """\b
    Example:
      duenotice people fetch 7d2f6a0e-8c54-4a39-b7c8-0f3d1c5a9e42 order.pdf

    Write a sealed file out, in plain, for its owner alone and never over another file. The journal is told.
    """
    by = entered(folder)
    from duenotice.web.attachments import selectors, services
    from duenotice.web.people.refusals import nobody_there

    found = selectors.file_with(by.organisation, uuid_of(id_))
    if found is None:
        raise nobody_there()
    if to.exists():
        raise click.UsageError(f"{to} is there already")
    file = services.content_of(by=by, attachment=found)
    with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(file.content)
    click.echo(f"{to}: {len(file.content):,} bytes, {file.kind}")
