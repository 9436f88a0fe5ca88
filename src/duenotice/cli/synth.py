"""`duenotice synth`: people who do not exist, as tables."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Invented people, as many as wanted, as tables.")
@click.option("--people", required=True, type=click.IntRange(1, 100_000_000), help="How many people.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same people.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write. It must not hold anything yet.",
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(["parquet", "csv"]),
    default="parquet",
    show_default=True,
    help="Kind of file.",
)
@click.option(
    "--sorted/--random", "in_order", default=True, show_default=True, help="Rows person by person, or mixed."
)
@click.option(
    "--cambodians",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Share of nationals of Cambodia, such as 0.3. Default: as published, about 1 in 830.",
)
def synth(people: int, seed: int, output: Path, kind: str, in_order: bool, cambodians: float | None) -> None:
    """\b
    Example:
      duenotice synth --people 1000000 --seed 7 -o people/

    People who do not exist, about six events each, as tables of records: for benchmarks and for trying
    things out. Shares of nationalities, ways of release and missing dates are those of published
    totals; everything about one person is made up, and every id begins with `invented-`.
    """
    from duenotice.record import tables
    from duenotice.record.tables.invented import Wish, invent

    with tables.new_folder(output) as folder:
        for table, rows in invent(Wish(people, seed, in_order, cambodians), folder, kind):
            click.echo(f"{output / table}.{kind}: {rows:,} row{'' if rows == 1 else 's'}")
