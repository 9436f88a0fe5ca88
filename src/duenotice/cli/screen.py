"""`duenotice screen`: one order, a whole population."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice import __version__
from duenotice.cli.reading import day_of, known_of, known_on_option, order_of
from duenotice.cli.rows import KINDS, write_rows
from duenotice.cli.writing import not_there
from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import LANGUAGE_VERSION, Order
from duenotice.library import Shelf, load_shelf

if TYPE_CHECKING:
    from duenotice.record import tables

ENGINES = ("duckdb", "sqlite", "postgres", "spark")
_HELP = {
    "on": "The day the question is about, as 2019-01-15. Default: today.",
    "engine": "Which engine answers.",
    "memory": "How much memory DuckDB may use before it spills to the disk, such as 512MB.",
    "output": "The file of answers: .parquet, .csv or .xlsx.",
    "replace": "Let -o write over a file.",
    "bucket": "How many people are screened at a time.",
    "every": "Ask every letter of everybody, also of those whom a fact on file keeps out of every class.",
    "sql": "Print the SQL for an engine, and do nothing else.",
    "plan": "Print the steps of the plan and how each is answered, and do nothing else.",
}


@dataclass(frozen=True)
class _Run:
    """What is asked, and where the answers go."""

    order: Order
    shelf: Shelf
    on: DateFact
    known_on: int
    engine: str
    bucket: int
    output: Path
    replace: bool
    everybody: bool


@click.command(short_help="One order, a whole population.")
@click.argument("order")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", help=_HELP["on"])
@known_on_option
@click.option(
    "--engine", type=click.Choice(ENGINES), default="duckdb", show_default=True, help=_HELP["engine"]
)
@click.option("--memory", metavar="SIZE", help=_HELP["memory"])
@click.option("-o", "--output", type=click.Path(path_type=Path), help=_HELP["output"])
@click.option("--replace", is_flag=True, help=_HELP["replace"])
@click.option("--bucket", type=click.IntRange(1), default=500_000, show_default=True, help=_HELP["bucket"])
@click.option("--every-letter", "everybody", is_flag=True, help=_HELP["every"])
@click.option("--show-sql", "show_sql", type=click.Choice(ENGINES), help=_HELP["sql"])
@click.option("--show-plan", "show_plan", is_flag=True, help=_HELP["plan"])
def screen(  # noqa: PLR0913, PLR0917 - one parameter an option
    order: str,
    files: Sequence[Path],
    on: str | None,
    known_on: str | None,
    engine: str,
    memory: str | None,
    output: Path | None,
    replace: bool,
    bucket: int,
    everybody: bool,
    show_sql: str | None,
    show_plan: bool,
) -> None:
    """\b
    Example:
      duenotice screen chhoeun-v-marin/2019-01-03 tables/ --on 2019-01-15 -o answers.csv
      duenotice screen chhoeun-v-marin/2019-01-03 --show-sql duckdb

    Asks ORDER about everybody in the tables (docs/reference/tabular-schema.md): one row a person with
    each letter, class and duty, and what decides it. The answers are those of `duenotice explain`.
    What is finished when a run is stopped is not done again. Beside the answers lies a receipt.
    """
    from duenotice.screen.show import plan_text, sql_text

    shelf = load_shelf()
    asked, day = order_of(order, shelf), day_of(on, None)
    if show_sql:
        click.echo(sql_text(asked, shelf.vocabulary, show_sql, day, everybody=everybody), nl=False)
        return
    if show_plan:
        for line in plan_text(asked, shelf.vocabulary):
            click.echo(line)
        return
    if not files or output is None or output.suffix not in KINDS:
        raise click.UsageError("name the tables, and with -o a file that ends in .parquet, .csv or .xlsx")
    if not replace:
        not_there(str(output))
    known = known_of(known_on, None)
    _screen(_Run(asked, shelf, day, known, engine, bucket, output, replace, everybody), files, memory)


def _screen(run: _Run, files: Sequence[Path], memory: str | None) -> None:
    from duenotice.record import tables
    from duenotice.screen.population import limit

    found = tables.find(files)
    with tables.opened(found) as opened:
        if memory:
            limit(opened.connection, memory, "--memory")
        report = tables.check(opened, run.shelf.vocabulary)
        if report.findings:
            for finding in report.findings[:20]:
                click.echo(str(finding.said), err=True)
            click.echo(f"{report.said}. Nothing was screened; see `duenotice data check`.", err=True)
            sys.exit(2)
        _answer(run, opened, _receipt(run, found.files.values()))


def _answer(run: _Run, opened: tables.Opened, receipt: dict[str, str]) -> None:
    from duenotice.screen.bulk import screening
    from duenotice.screen.from_tables import from_tables
    from duenotice.screen.to_plan import papers_of

    vocabulary = run.shelf.vocabulary
    loaded = from_tables(opened, vocabulary, run.known_on, papers_of(run.order, vocabulary))
    asked = screening(loaded, run.order, vocabulary, run.on, everybody=run.everybody)
    folder = run.output.with_name(f".{run.output.name}.parts")
    for step in asked.buckets(folder, run.engine, receipt, run.bucket):
        kept = " (there already)" if step.kept else ""
        click.echo(f"{step.done:,} of {step.people:,} people{kept}", err=True)
    rows = write_rows(opened.connection, asked.answers(folder), run.output, run.replace)
    assert rows == loaded.people, "every person has one row"
    receipt |= {"people": str(loaded.people), "rows": str(rows)}
    said = run.output.with_name(f"{run.output.name}.receipt.json")
    said.write_text(json.dumps(receipt, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder)
    click.echo(f"{loaded.people:,} people in, {rows:,} rows out: {run.output}")


def _receipt(run: _Run, files: Iterable[Path]) -> dict[str, str]:
    """What it takes to produce the same answers again."""
    import duckdb

    digest = hashlib.sha256()
    for file in sorted(files, key=lambda path: path.name):
        digest.update(file.name.encode())
        with file.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    return {
        "order": run.order.id,
        "order_version": run.order.identity.version,
        "order_hash": run.order.digest,
        "language": LANGUAGE_VERSION,
        "vocabulary": run.shelf.vocabulary.version,
        "engine": f"duenotice {__version__} screen, {run.engine}, DuckDB {duckdb.__version__}",
        "on": str(run.on),
        "known_on": "" if run.known_on == LAST_DAY else iso(run.known_on),
        "data_hash": digest.hexdigest()[:12],
        "bucket": str(run.bucket),
        "letters": "every letter of everybody" if run.everybody else "none of those whom a fact keeps out",
    }
