"""`duenotice journal`: verify, head, anchor, list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from duenotice.web.commands.opening import open_vault, refused, vault_option


@click.group()
def journal() -> None:
    """What was done in the vault, by whom, when: an append-only, signed chain that names nobody."""


@journal.command()
@vault_option
@click.option(
    "--with",
    "kept",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file with heads that were kept elsewhere: anchors, or an export or letter as text.",
)
def verify(folder: Path | None, kept: tuple[Path, ...]) -> None:
    """Compute the whole chain again, and compare it with its signed head and every head that was kept.

    Says from which entry on it is broken, and what kind of break it is; exit code 1 then.
    """
    found = open_vault(folder)
    from duenotice.web.accounts.models import Organisation
    from duenotice.web.journal import anchors, selectors

    for path in kept:
        if not anchors.kept(path):
            raise refused("K20", path, "no head of a journal is in this file", "name a file of anchors")
    heads = [head for path in kept for head in anchors.kept(path)]
    whole = True
    for organisation in Organisation.objects.order_by("pk"):
        report = selectors.verified(organisation.pk, heads)
        kept_to = f"{report.anchors} heads kept, the last at entry {report.anchored}"
        click.echo(f"{organisation.pk}: {report.entries} entries, {kept_to}")
        click.echo(f"  {report.broken or 'whole'}")
        whole = whole and report.broken is None
    if not whole:
        click.echo(f"Keep {found.folder} as it is, and compare with a backup.")
        sys.exit(1)


@journal.command()
@vault_option
def head(folder: Path | None) -> None:
    """Print the signed head: the line that stands on exports and letters."""
    open_vault(folder)
    from duenotice.web.backups.services import every_organisation
    from duenotice.web.journal import selectors

    for organisation in every_organisation():
        click.echo(selectors.printed(organisation) or f"{organisation}: the journal is empty")


@journal.command()
@vault_option
@click.option("--to", "further", type=click.Path(path_type=Path), help="Add the line to this file as well.")
def anchor(folder: Path | None, further: Path | None) -> None:
    """Keep the signed head outside the database: a line in `anchors.txt`, and in a file of yours.

    The first entry of each day does this by itself, in the vault's folder. A file on another machine, or a
    line in a second person's mail, protects from whoever can write to the folder.
    """
    open_vault(folder)
    from django.db import transaction

    from duenotice.web.backups.services import everybody
    from duenotice.web.journal import anchors, services

    if further is not None and not further.parent.is_dir():
        raise refused("K20", further, "its folder does not exist", "name a file in a folder that does")
    with transaction.atomic():
        heads = [services.anchor(by=who) for who in everybody("command line")]
    for file in (anchors.file(), further):
        if file is not None:
            anchors.keep(heads, file)
    for line in heads:
        click.echo(str(line))


@journal.command("list")
@vault_option
@click.option("--last", type=click.IntRange(min=1), default=50, show_default=True, help="How many entries.")
def list_(folder: Path | None, last: int) -> None:
    """Print the last entries: number, moment, door, account, action, id, counts."""
    open_vault(folder)
    from duenotice.web.backups.services import every_organisation
    from duenotice.web.journal import selectors

    for organisation in every_organisation():
        for line in selectors.latest(organisation, last):
            counts = " ".join(f"{name}={value}" for name, value in sorted(line.details.items()))
            parts = (
                line.number,
                line.at[:19],
                line.door,
                line.actor or "-",
                line.action,
                line.subject or "-",
            )
            click.echo("  ".join([*map(str, parts), counts]).rstrip())
