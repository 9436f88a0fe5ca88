"""Rows that an engine answered with, into one file: Parquet, CSV or a sheet, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.cli.writing import whole
from duenotice.problems import Place, Problem, RefusedTables

if TYPE_CHECKING:
    import duckdb

MOST_ROWS_OF_A_SHEET = 1_048_575
KINDS = (".parquet", ".csv", ".xlsx")


def kind_of(output: Path, option: str) -> str:
    """The kind of file that a name asks for."""
    if output.suffix not in KINDS:
        raise click.UsageError(f"the file of {option} must end in .parquet, .csv or .xlsx")
    return output.suffix


def write_rows(db: duckdb.DuckDBPyConnection, query: str, output: Path, replace: bool) -> int:
    """Write what a query answers; how many rows it has. Raises `Refused`: W04, M01, and E02 if a sheet
    cannot hold them."""
    db.execute(f"CREATE OR REPLACE TEMP TABLE told AS {query}")
    ((rows,),) = db.execute("SELECT count(*) FROM told").fetchall()
    with whole(str(output), replace) as file:
        if output.suffix == ".xlsx":
            _sheet(db, file, output, int(rows))
        else:
            kind = "FORMAT parquet" if output.suffix == ".parquet" else "FORMAT csv, HEADER"
            name = str(file).replace("'", "''")
            db.execute(f"COPY (SELECT {_safe(db, output)} FROM told) TO '{name}' ({kind})")  # noqa: S608 - our own names
    return int(rows)


def _safe(db: duckdb.DuckDBPyConnection, output: Path) -> str:
    """All columns; in CSV what a spreadsheet would take for a formula is marked as text."""
    from duenotice.record.tables.safe import to_cell_sql

    if output.suffix != ".csv":
        return "*"
    described = db.execute("DESCRIBE told").fetchall()
    texts = [column for column, kind, *_ in described if kind == "VARCHAR"]
    return f"* REPLACE ({', '.join(f'{to_cell_sql(column)} AS {column}' for column in texts)})"


def _sheet(db: duckdb.DuckDBPyConnection, file: Path, output: Path, rows: int) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    if rows > MOST_ROWS_OF_A_SHEET:
        raise RefusedTables(
            Problem(
                "E02",
                Place(str(output)),
                f"a sheet cannot hold {rows:,} rows",
                f"it ends after {MOST_ROWS_OF_A_SHEET:,}, and the rest would be lost",
                "write .csv or .parquet",
            )
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("answers")
    told = db.execute("SELECT * FROM told")
    sheet.append([column[0] for column in told.description or ()])
    while found := told.fetchmany(10_000):
        for row in found:
            texts = [WriteOnlyCell(sheet, "" if cell is None else str(cell)) for cell in row]
            for cell in texts:
                cell.data_type = "s"  # never a formula, whatever an id looks like
            sheet.append(texts)
    book.save(file)
