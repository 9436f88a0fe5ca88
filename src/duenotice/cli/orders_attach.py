"""`duenotice orders attach`: keep a copy of the official paper beside an order."""

from __future__ import annotations

from pathlib import Path

import click

from duenotice.cli.home import folder_option, home_of
from duenotice.cli.reading import order_of
from duenotice.library import load_shelf
from duenotice.problems import Place, Problem, RefusedDocument


@click.command(short_help="Keep your own copy of the official PDF beside an order.")
@click.argument("order")
@click.argument("pdf", type=click.Path(path_type=Path), required=False)
@click.option("--paper", metavar="NAME", help="What citations call it. Default: the order's docket entry.")
@click.option(
    "--first-page",
    type=click.IntRange(1, 100_000),
    default=1,
    show_default=True,
    help="The number that citations give its first page.",
)
@click.option("--replace", is_flag=True, help="Let an older copy of the same paper go.")
@folder_option
def attach(
    order: str, pdf: Path | None, paper: str | None, first_page: int, replace: bool, folder: Path | None
) -> None:
    """\b
    Example:
      duenotice orders attach chhoeun-v-marin/2019-01-03 dkt-190.pdf
      duenotice orders attach ORDER opinion.pdf --paper "306 F. Supp. 3d" --first-page 1147
      duenotice orders show chhoeun-v-marin/2019-01-03 --pages

    Keep a copy of an official paper, for you alone to read, in a folder of your own; `explain --pages` and
    `orders show --pages` then print the pages that the order file cites. Without PDF: what is attached.

    The copy stays on your machine; no answer, receipt or export holds anything of it. To take it away,
    delete the two files of its name.
    """
    from duenotice.library.attached import Copy, attach, copies, folder_of
    from duenotice.library.pdf_text import MOST_BYTES, pages_of

    found, home = order_of(order, load_shelf()), home_of(folder)
    if pdf is None:
        for copy in copies(home, found.id):
            last = copy.first_page + len(copy.pages) - 1
            click.echo(f"{copy.paper}, pages {copy.first_page} to {last}, in {folder_of(home, found.id)}")
        return
    data = _bytes_of(pdf, MOST_BYTES + 1)
    copy = Copy(paper or found.identity.docket_entry, first_page, pages_of(data, pdf.name))
    kept = attach(home, found.id, copy, data, replace)
    blank = sum(not text.strip() for text in copy.pages)
    without = f", {blank} of them without text (pictures?)" if blank else ""
    click.echo(f"{kept}: {copy.paper}, {len(copy.pages)} pages{without}")


def _bytes_of(pdf: Path, most: int) -> bytes:
    """What is in a file, and no more than `most` bytes of it."""
    try:
        with pdf.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        why, help_ = str(error.strerror).lower(), "check the name of the file and its rights"
        problem = Problem("M01", Place(str(pdf)), "this file cannot be read", why, help_)
        raise RefusedDocument(problem) from None
