"""`duenotice conformance`: run the tables that give the language its meaning."""

from __future__ import annotations

import sys
from importlib.resources import files as package_files
from pathlib import Path

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option, text_of
from duenotice.library import load_vocabulary
from duenotice.reason import Table, run_table


@click.command(short_help="Run the tables that give the language its meaning.")
@click.argument("files", nargs=-1)
@json_option("conformance")
def conformance(files: tuple[str, ...], as_json: bool) -> None:
    """\b
    Example:
      duenotice conformance
      duenotice conformance our-dates.csv

    Run the tables of `conformance/`, or CSV FILES of the same columns (left,relation,right,days,
    expected,note for partial dates), and say which rows come out differently. Ends with exit
    code 1 if a row fails.
    """
    texts = [(name, text_of(name)) for name in files] if files else shipped_tables()
    tables = [run_table(text, name, load_vocabulary()) for name, text in texts]
    if as_json:
        print_json([_data(table) for table in tables])
    else:
        for table in tables:
            click.echo(f"{table.file}: {table.rows - len(table.failed)} passed, {len(table.failed)} failed")
            for failed in table.failed:
                click.echo(f"  line {failed.place.line}: {failed.row}")
                click.echo(f"    expected: {failed.expected}; came: {failed.came}")
    sys.exit(1 if any(table.failed for table in tables) else 0)


def shipped_tables() -> list[tuple[str, str]]:
    """The tables that come with duenotice: beside the source in a checkout, inside the package otherwise."""
    checkout = Path(__file__).parents[3] / "conformance"
    folder = checkout if checkout.is_dir() else package_files("duenotice").joinpath("conformance")
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".csv")]
    return [
        (f"conformance/{e.name}", e.read_text(encoding="utf-8")) for e in sorted(found, key=lambda e: e.name)
    ]


def _data(table: Table) -> dict[str, object]:
    failed = [
        {"line": row.place.line, "row": row.row, "expected": row.expected, "came": row.came}
        for row in table.failed
    ]
    return {"file": table.file, "rows": table.rows, "failed": failed}
