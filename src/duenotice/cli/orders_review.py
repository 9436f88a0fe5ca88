"""`duenotice orders review`: a sheet to compare an order file with the docket."""

from __future__ import annotations

import click

from duenotice.cli.reading import order_of
from duenotice.cli.writing import write_whole
from duenotice.library import load_shelf
from duenotice.library.review_sheet import sheet_to_html, sheet_to_markdown


@click.command(short_help="A sheet to compare an order file with the docket.")
@click.argument("order")
@click.option("--html", metavar="FILE", help="Write it as an HTML page to print instead.")
@click.option("--replace", is_flag=True, help="Let --html write over a file.")
def review(order: str, html: str | None, replace: bool) -> None:
    """\b
    Example:
      duenotice orders review chhoeun-v-marin/2019-01-03
      duenotice orders review chhoeun-v-marin/2019-01-03 --html sheet.html

    For a lawyer who compares an order file with the docket: our words and our rule, each line with its
    citation and blanks for the page and whether it agrees, what is open, and a place to sign. It ends with
    the line to add to REVIEWS.md.
    """
    found = order_of(order, load_shelf())
    if html is not None:
        write_whole(html, sheet_to_html(found).encode(), replace)
    elif replace:
        raise click.UsageError("--replace goes with --html")
    else:
        click.echo(sheet_to_markdown(found), nl=False)
