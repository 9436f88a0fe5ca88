"""`duenotice orders book`: the shelf as HTML pages."""

from __future__ import annotations

from pathlib import Path

import click

from duenotice.cli.selecting import filter_options, selected, wanted_of


@click.command(short_help="The shelf as HTML pages, a link for every clause.")
@filter_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write. It must not hold anything yet.",
)
def book(output: Path, **filters: str | None) -> None:
    """\b
    Example:
      duenotice orders book -o book/

    The shelf to read in a browser, without a network: one page an order, a link for every clause, and the
    timeline. The same shelf gives the same bytes.
    """
    from duenotice.library.book import book as pages_of
    from duenotice.record.tables import new_folder

    pages = pages_of(selected(wanted_of(filters)))
    with new_folder(output) as folder:
        for name, text in pages.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    click.echo(f"{output / 'index.html'}: {len(pages) - 1} orders")
