"""`duenotice people import`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands.opening import vault_option
from duenotice.web.commands.people.door import entered

if TYPE_CHECKING:
    from duenotice.web.people.incoming import Header, Report

_SHOWN = 10
"""Rejected rows are named up to so many; all of them stand in the file."""
_EVERY = 100
_COLUMN = "The column of {}. May be given several times{}."
_MAP = "For a list: the mapping of its columns, as for `duenotice import roster`."
_MERGE = "Add what a file says of an A-number that is in the vault already to that person."


@click.command("import", short_help="Take people in from files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@vault_option
@click.option("--map", "mapping", type=click.Path(path_type=Path, exists=True), help=_MAP)
@click.option("--name", multiple=True, metavar="COLUMN", help=_COLUMN.format("names", "; they are joined"))
@click.option("--alias", multiple=True, metavar="COLUMN", help=_COLUMN.format("other names", ""))
@click.option("--number", multiple=True, metavar="COLUMN", help=_COLUMN.format("A-numbers", ""))
@click.option("--birth-date", multiple=True, metavar="COLUMN", help="The column of the date of birth.")
@click.option("--contact", multiple=True, metavar="COLUMN", help=_COLUMN.format("phones and the like", ""))
@click.option("--address", multiple=True, metavar="COLUMN", help=_COLUMN.format("addresses", ""))
@click.option("--merge", is_flag=True, help=_MERGE)
def import_(
    files: tuple[Path, ...],
    folder: Path | None,
    mapping: Path | None,
    merge: bool,
    **columns: tuple[str, ...],
) -> None:
    """\b
    Example:
      duenotice people import list.xlsx --map list.yaml --name Name --number "A#"

    Take people in: record files, a folder of tables, a list (CSV, XLSX) with its mapping, or what
    `people export` wrote. Of each file everybody who can be taken is, in one step, or if it is interrupted
    nobody. Importing a file again adds nobody twice. An A-number that is in the vault already is reported,
    and nobody is merged without --merge. Rejected rows are written, with the reasons, beside the file.
    """
    by = entered(folder)
    from duenotice.web.people.incoming import Columns, Header, Source, read_people, take

    for file in files:
        header = Header()
        source = Source(file, mapping, Columns(**columns))
        report = take(by=by, people=read_people(source, header), merge=merge, progress=_progress())
        _print(file, report)
        if report.rejected:
            _write_back(file, report, header)


class _Counter:
    """A count on a terminal; nothing anywhere else."""

    def __init__(self) -> None:
        self._seen = 0

    def __call__(self) -> None:
        self._seen += 1
        if self._seen % _EVERY == 0 and sys.stderr.isatty():
            click.echo(f"\r{self._seen:,} ", nl=False, err=True)


def _progress() -> _Counter:
    return _Counter()


def _print(file: Path, report: Report) -> None:
    click.echo(
        f"{file}: {report.rows:,} rows = {report.accepted:,} accepted + {report.rejected_rows:,} rejected; "
        f"{report.new:,} people added, {report.there:,} there before, {len(report.merged):,} added to"
    )
    for id_ in report.merged:
        click.echo(f"  added to {id_}")


def _write_back(file: Path, report: Report, header: Header) -> None:
    """The rejected rows, as they were, each with its reasons, in a new file for its owner alone."""
    from duenotice.record.tables.safe import to_cell

    to = next(path for path in _names(file) if not path.exists())
    to.touch(mode=0o600)
    with to.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["reason", "row", *map(to_cell, header.names)])
        for each in report.rejected:
            for number, place in enumerate(each.rows.places):
                cells = each.rows.cells[number] if each.rows.cells else ()
                writer.writerow([to_cell("; ".join(each.reasons)), place, *map(to_cell, cells)])
    places = [place for each in report.rejected for place in each.rows.places]
    more = f" and {len(places) - _SHOWN:,} more" if len(places) > _SHOWN else ""
    click.echo(f"  rejected: {', '.join(places[:_SHOWN])}{more}; why, and the rows as they were: {to}")


def _names(file: Path) -> Iterator[Path]:
    stem = file.name if file.is_dir() else file.stem
    yield file.with_name(f"{stem}-rejected.csv")
    for number in count(2):
        yield file.with_name(f"{stem}-rejected-{number}.csv")
