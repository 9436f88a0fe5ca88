"""`duenotice import roster`: a list of people, as somebody keeps it, into tables of records."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option, text_of
from duenotice.library import load_vocabulary

if TYPE_CHECKING:
    from duenotice.importers.roster import Imported, SheetReport

_MOST_REASONS = 10


@click.command(short_help="A list in CSV or XLSX, by a mapping of its columns.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "mapping",
    required=True,
    metavar="MAP.yaml",
    help="What the columns mean (duenotice schema roster).",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write. It must not hold anything yet.",
)
@click.option(
    "--to", "kind", type=click.Choice(["csv", "parquet", "arrow"]), default="csv", show_default=True
)
@json_option("imported")
def roster(file: Path, mapping: str, output: Path, kind: str, as_json: bool) -> None:
    """\b
    Example:
      duenotice import roster list.xlsx --map list.yaml -o tables/

    A list of people, as somebody keeps it, into tables of records. The mapping says what each column
    means; columns that it does not name are not read. A row that cannot be taken over whole is written,
    with the reason, into a file beside the folder, and every row is counted. Every entry names the file,
    sheet, row and column that it is from.
    """
    from duenotice.importers.roster import import_roster, mapping_from_yaml

    vocabulary = load_vocabulary()
    read = mapping_from_yaml(text_of(mapping), vocabulary, mapping)
    done = import_roster(file, read, vocabulary, output, kind)
    if as_json:
        print_json(_data(done))
    else:
        _print(done, file, output)


def _data(done: Imported) -> object:
    return {
        "sheets": [dataclasses.asdict(sheet) for sheet in done.sheets],
        "not_read": [{"sheet": sheet, "why": why} for sheet, why in done.not_read],
        "tables": done.tables,
        "reasons": dict(done.reasons),
        "link": done.link,
        "public_ids": done.public_ids,
    }


def _print(done: Imported, file: Path, output: Path) -> None:
    for sheet in done.sheets:
        _print_sheet(sheet, file)
    for name, why in done.not_read:
        click.echo(f"sheet {name}: not read, because {why}")
    if done.reasons:
        click.echo("why rows were rejected:")
        for reason, count in done.reasons.most_common(_MOST_REASONS):
            click.echo(f"  {count:,} x {reason}")
        further = len(done.reasons) - _MOST_REASONS
        if further > 0:
            click.echo(f"  and {further:,} further reasons; each row has its own in the file")
    if done.link:
        click.echo(f"ids were drawn at random; whose they are stands in {done.link} only; keep it apart")
    if done.public_ids:
        click.echo(
            f"{done.public_ids:,} ids look like A-numbers, which others know people by; "
            "`person: random` in the mapping keeps them out of the tables"
        )
    written = ", ".join(f"{table} {rows:,}" for table, rows in done.tables.items())
    click.echo(f"{output}: {written or 'no'} rows")


def _print_sheet(sheet: SheetReport, file: Path) -> None:
    where = f"{file}, sheet {sheet.name}" if sheet.name else str(file)
    blank = f"; {sheet.blank:,} blank" if sheet.blank else ""
    click.echo(f"{where}: header in row {sheet.header}")
    click.echo(f"  {sheet.rows:,} rows = {sheet.accepted:,} accepted + {sheet.rejected:,} rejected{blank}")
    if sheet.unread:
        click.echo(f"  columns not read: {', '.join(sheet.unread)}")
    if sheet.formulas:
        click.echo(f"  {sheet.formulas:,} cells hold formulas; the results that were stored are taken")
    if sheet.rejected_file:
        click.echo(f"  rejected rows, as they were: {sheet.rejected_file}")
