"""`duenotice import PROFILE`: what US agencies released, into the tables of records."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option


def list_profiles() -> None:
    """Every profile with what it is, on a line each."""
    from duenotice.importers.released import PROFILES

    width = max(len(name) for name in PROFILES)
    for name, profile in PROFILES.items():
        click.echo(f"{name:<{width}}  {profile.says}")


def released_command(name: str) -> click.Command:
    """The subcommand for one profile (or `auto`)."""

    @click.command(name, short_help="Files of one release, into tables of records.")
    @click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The folder to write. It must not hold anything yet. Without it, only the report is made.",
    )
    @click.option("--to", "kind", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
    @json_option("released")
    @click.option("--quiet", is_flag=True, help="Do not say what is being done.")
    def command(files: tuple[Path, ...], output: Path | None, kind: str, as_json: bool, quiet: bool) -> None:
        """\b
        Example:
          duenotice import auto ICERemovals_FY2018.csv.gz -o removals/

        CSV (plain or gzip, with any delimiter), Parquet and spreadsheet files of one release. The
        header is found wherever it stands; sheets and files are stacked. The report says first what
        the release cannot show; every row is kept, or set aside with its reason.
        """
        from duenotice.importers.released import run, to_data, to_text

        def say(words: str) -> None:
            if not quiet and sys.stderr.isatty():
                click.echo(words, err=True)

        report = run(name, files, output, kind, say)
        if output:
            text = json.dumps(to_data(report), indent=2, ensure_ascii=False) + "\n"
            (output / "of-the-release" / "report.json").write_text(text, encoding="utf-8")
        if as_json:
            print_json(to_data(report))
        else:
            click.echo(to_text(report), nl=False)

    return command
