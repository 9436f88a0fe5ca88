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
from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import LANGUAGE_VERSION, Order
from duenotice.library import Shelf, load_shelf
from duenotice.problems import Place, Problem, RefusedDocument, RefusedTables

if TYPE_CHECKING:
    from duenotice.record import tables

ENGINES = ("duckdb", "sqlite", "postgres", "spark")
MOST_ROWS_OF_A_SHEET = 1_048_575
_HELP = {
    "on": "The day the question is about, as 2019-01-15. Default: today.",
    "engine": "Which engine answers.",
    "memory": "How much memory DuckDB may use before it spills to the disk, such as 512MB.",
    "output": "The file of answers: .parquet, .csv or .xlsx.",
    "bucket": "How many people are screened at a time.",
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
@click.option("--bucket", type=click.IntRange(1), default=500_000, show_default=True, help=_HELP["bucket"])
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
    bucket: int,
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
        click.echo(sql_text(asked, shelf.vocabulary, show_sql, day), nl=False)
        return
    if show_plan:
        for line in plan_text(asked, shelf.vocabulary):
            click.echo(line)
        return
    if not files or output is None or output.suffix not in (".parquet", ".csv", ".xlsx"):
        raise click.UsageError("name the tables, and with -o a file that ends in .parquet, .csv or .xlsx")
    _screen(_Run(asked, shelf, day, known_of(known_on, None), engine, bucket, output), files, memory)


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
    asked = screening(loaded, run.order, run.shelf.vocabulary, run.on)
    folder = run.output.with_name(f".{run.output.name}.parts")
    for step in asked.buckets(folder, run.engine, receipt, run.bucket):
        kept = " (there already)" if step.kept else ""
        click.echo(f"{step.done:,} of {step.people:,} people{kept}", err=True)
    rows = _write(run.output, opened, asked.answers(folder), loaded.people)
    assert rows == loaded.people, "every person has one row"
    receipt |= {"people": str(loaded.people), "rows": str(rows)}
    said = run.output.with_name(f"{run.output.name}.receipt.json")
    said.write_text(json.dumps(receipt, indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder)
    click.echo(f"{loaded.people:,} people in, {rows:,} rows out: {run.output}")


def _write(output: Path, opened: tables.Opened, answers: str, people: int) -> int:
    """The answers as one file; how many rows it has."""
    connection, name = opened.connection, str(output).replace("'", "''")
    connection.execute(f"CREATE OR REPLACE TEMP VIEW told AS {answers}")
    if output.suffix == ".xlsx":
        _sheet(output, opened, people)
    else:
        kind = "FORMAT parquet" if output.suffix == ".parquet" else "FORMAT csv, HEADER"
        connection.execute(f"COPY (SELECT {_safe(output)} FROM told) TO '{name}' ({kind})")  # noqa: S608
    ((rows,),) = connection.execute("SELECT count(*) FROM told").fetchall()
    return int(rows)


def _safe(output: Path) -> str:
    """All columns; in CSV an id that a spreadsheet would take for a formula is marked as text."""
    from duenotice.record.tables.safe import to_cell_sql

    return f"* REPLACE ({to_cell_sql('person')} AS person)" if output.suffix == ".csv" else "*"


def _sheet(output: Path, opened: tables.Opened, people: int) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    if people > MOST_ROWS_OF_A_SHEET:
        raise RefusedTables(
            Problem(
                "E02",
                Place(str(output)),
                f"a sheet cannot hold {people:,} rows",
                f"it ends after {MOST_ROWS_OF_A_SHEET:,}, and the rest would be lost",
                "write .csv or .parquet",
            )
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("answers")
    told = opened.connection.execute("SELECT * FROM told")
    sheet.append([column[0] for column in told.description or ()])
    while rows := told.fetchmany(10_000):
        for row in rows:
            texts = [WriteOnlyCell(sheet, str(cell)) for cell in row]
            for cell in texts:
                cell.data_type = "s"  # never a formula, whatever an id looks like
            sheet.append(texts)
    try:
        book.save(output)
    except OSError as error:
        why = str(error.strerror or error).lower()
        problem = Problem("M01", Place(str(output)), "the file cannot be written", why, "check the folder")
        raise RefusedDocument(problem) from None


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
    }
