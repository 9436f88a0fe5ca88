"""`duenotice data`: tables of many records, checked and converted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option, text_of
from duenotice.library import load_vocabulary
from duenotice.problems import Place, Problem, RefusedTables, quoted
from duenotice.record import Case, read_record, to_json_text, to_text, to_yaml_text

if TYPE_CHECKING:
    from duenotice.record import tables

# `record.tables` brings DuckDB and Arrow, which take longer to load than one person takes to answer;
# so the commands here load it when they run.

TABLES, RECORDS = ("csv", "parquet", "arrow"), ("json", "yaml", "text")
_ENDINGS = {"json": ".json", "yaml": ".yaml", "text": ".txt"}
_RECORD_FILES = (".md", ".txt", ".json", ".yaml", ".yml")


@click.group(short_help="Tables of many people: check and convert them.")
def data() -> None:
    """\b
    Example:
      duenotice data check tables/

    Records of many people as tables, in CSV, Parquet or Arrow files (docs/reference/tabular-schema.md).
    """


@data.command(short_help="Whether tables hold together, cell by cell.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--limit", default=100, show_default=True, help="How many problems to print. All are counted.")
@json_option("tables")
@click.pass_context
def check(context: click.Context, files: Sequence[Path], limit: int, as_json: bool) -> None:
    """\b
    Example:
      duenotice data check tables/
      duenotice data check people.parquet events.parquet

    Reads every cell of the tables in a folder, or in single files, and says of each mistake which file,
    row and column it is in, why it matters and how to mend it. The first line of a file is row 1.
    Exit code 2 if anything is wrong.
    """
    from duenotice.record import tables

    with tables.opened(tables.find(files)) as opened:
        report = tables.check(opened, load_vocabulary())
        names = {table: str(staged.file) for table, staged in opened.staged.items()}
    if as_json:
        print_json(_report_data(report, names, limit))
    else:
        _print_report(report, names, limit)
    context.exit(2 if report.findings else 0)


def _print_report(report: tables.Report, names: dict[str, str], limit: int) -> None:
    for finding in report.findings[:limit]:
        click.echo(str(finding.said), err=True)
    for table, rows in report.rows.items():
        blank = f", and {report.blank[table]:,} blank" if report.blank[table] else ""
        click.echo(f"{names[table]}: {_rows(rows)}{blank}")
    more = len(report.findings) - limit
    shown = f"; the first {limit:,} are shown (--limit)" if more > 0 else ""
    click.echo(f"{report.said}{shown}")


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _report_data(report: tables.Report, names: dict[str, str], limit: int) -> object:
    return {
        "tables": [
            {"table": table, "file": names[table], "rows": rows, "blank": report.blank[table]}
            for table, rows in report.rows.items()
        ],
        "problems": len(report.findings),
        "shown": [
            {
                "code": finding.problem.code,
                "table": finding.table,
                "row": finding.row,
                "column": finding.column,
                "rows": finding.rows,
                "what": finding.problem.what,
                "why": finding.problem.why,
                "help": finding.problem.help,
            }
            for finding in report.findings[:limit]
        ],
    }


@data.command(short_help="Tables or records into CSV, Parquet, Arrow, JSON, YAML or text.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write. It must not hold anything yet.",
)
@click.option("--to", "target", type=click.Choice([*TABLES, *RECORDS]), default="parquet", show_default=True)
def convert(files: Sequence[Path], output: Path, target: str) -> None:
    """\b
    Example:
      duenotice data convert tables/ --to csv -o tables-csv/
      duenotice data convert person-a.md person-b.json --to csv -o tables/
      duenotice data convert tables/ --to json -o records/

    Tables into another kind of file, or into one record a person; records into tables. Nothing is lost
    on the way. The tables are checked first; what `duenotice data check` refuses is not converted.
    """
    from duenotice.record import tables

    if any(
        (file.is_dir() and any(map(tables.is_table_file, file.iterdir()))) or tables.is_table_file(file)
        for file in files
    ):
        _from_tables(files, output, target)
    else:
        _from_records(files, output, target)


def _from_tables(files: Sequence[Path], output: Path, target: str) -> None:
    from duenotice.record import tables

    vocabulary = load_vocabulary()
    with tables.opened(tables.find(files)) as opened:
        report = tables.check(opened, vocabulary)
        if report.findings:
            _print_report(report, {name: str(each.file) for name, each in opened.staged.items()}, 100)
            sys.exit(2)
        with tables.new_folder(output) as folder:
            if target in TABLES:
                tables.write_tables(opened, folder, target)
                written = ", ".join(f"{name} {rows:,}" for name, rows in report.rows.items())
                click.echo(f"{output}: {written} rows")
                return
            for person, case in tables.records_of(opened, vocabulary):
                _write_record(folder / f"{_file_name(person)}{_ENDINGS[target]}", case, target)
    click.echo(f"{output}: {sum(1 for _ in output.iterdir()):,} records")


def _write_record(file: Path, case: Case, target: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as opened:
            match target:
                case "json":
                    opened.write(to_json_text(case.record, case))
                case "yaml":
                    opened.write(to_yaml_text(case.record, case))
                case _:
                    days = [
                        f"  on {case.on}\n" if case.on else "",
                        f"  known on {case.known_on}\n" if case.known_on else "",
                    ]
                    opened.write(to_text(case.record) + "".join(days))
    except FileExistsError:
        raise RefusedTables(_same_file(file)) from None


def _same_file(file: Path) -> Problem:
    return Problem(
        "T12",
        Place(file.name),
        f"two people would be written into {quoted(file.name)}",
        "their ids differ in capitals only, or begin with the same long text",
        "give one of them another id, or convert into tables",
    )


def _file_name(person: str) -> str:
    """The id of a person as the name of a file: what a name cannot hold stands as ``%XX``, so that
    `_person` finds the id again."""

    def byte(char: str) -> str:
        return "".join(f"%{value:02X}" for value in char.encode("utf-8", "surrogatepass"))

    safe = "".join(
        char if char.isalnum() or char in "-_" or (char == "." and at) else byte(char)
        for at, char in enumerate(person)
    )
    return safe[:120] or "%"


def _from_records(files: Sequence[Path], output: Path, target: str) -> None:
    from duenotice.record import tables

    if target not in TABLES:
        raise click.UsageError(
            "records become tables here (--to csv, parquet or arrow); "
            "`duenotice convert` writes one record in another notation"
        )
    with tables.new_folder(output) as folder, tables.row_writer(folder, target) as writer:
        expected = 0
        people: set[str] = set()
        for person, case in _cases(files):
            if person in people:
                raise RefusedTables(_twice(person, case.place))
            people.add(person)
            expected += len(case.expectations)
            for table, row in tables.rows_of(person, case, load_vocabulary()):
                writer.add(table, row)
    written = ", ".join(f"{table} {rows:,}" for table, rows in writer.counts.items())
    click.echo(f"{output}: {written} rows")
    if expected:
        click.echo(
            f"{expected} `expect` lines are not in the tables: they hold records, not what is expected",
            err=True,
        )


def _cases(files: Sequence[Path]) -> Iterator[tuple[str, Case]]:
    """Every case with an id: the name of its file, with a number where the file holds several."""
    for file in files:
        inside = (
            sorted(each for each in file.iterdir() if each.suffix in _RECORD_FILES)
            if file.is_dir()
            else [file]
        )
        for each in inside:
            cases = read_record(text_of(str(each)), load_vocabulary(), str(each))
            for number, case in enumerate(cases, start=1):
                stem = _person(each.stem)
                yield (stem if len(cases) == 1 else f"{stem}-{number}"), case


def _person(stem: str) -> str:
    """The id that `_file_name` wrote as a name."""
    try:
        parts = stem.split("%")
        raw = parts[0].encode() + b"".join(bytes.fromhex(part[:2]) + part[2:].encode() for part in parts[1:])
        return raw.decode("utf-8")
    except ValueError:
        return stem


def _twice(person: str, place: Place) -> Problem:
    return Problem(
        "T10",
        place,
        f"another record is called {quoted(person)} too",
        "the name of its file becomes the id of the person in the tables",
        "give one of the files another name",
    )
