"""`duenotice cases`: run the worked cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option, text_of
from duenotice.documents import from_markdown
from duenotice.language import Order, from_document
from duenotice.library import load_shelf
from duenotice.problems import Place, Problem, RefusedDocument
from duenotice.reason import Ran, cases_of, run_cases


@dataclass(frozen=True)
class FileRan:
    """The cases of one file, run."""

    name: str
    order: Order
    ran: tuple[Ran, ...]

    @property
    def failed(self) -> tuple[Ran, ...]:
        """The cases that did not come out as expected."""
        return tuple(ran for ran in self.ran if not ran.passed)


@click.command(short_help="Run worked cases against their order.")
@click.argument("files", nargs=-1)
@click.option("--verbose", "-v", is_flag=True, help="Name the cases that pass as well.")
@json_option("cases")
def cases(files: tuple[str, ...], verbose: bool, as_json: bool) -> None:
    """\b
    Example:
      duenotice cases
      duenotice cases our-cases.md

    Run the `case` blocks of the shelf, or of the FILES given, and say what came out differently.
    A file is an order file, or any Markdown file whose front matter names one: `order: ID`.
    Ends with exit code 1 if a case fails.
    """
    run = list(_from_files(files) if files else _from_shelf())
    if as_json:
        print_json([_data(one) for one in run])
    else:
        for one in run:
            _show(one, verbose)
        failed = sum(len(one.failed) for one in run)
        click.echo(f"{sum(len(one.ran) for one in run) - failed} passed, {failed} failed")
    sys.exit(1 if any(one.failed for one in run) else 0)


def _from_shelf() -> Iterator[FileRan]:
    shelf = load_shelf()
    for order in shelf.orders.values():
        found = cases_of(order.document, shelf.vocabulary)
        yield FileRan(order.id, order, run_cases(order, found, shelf.vocabulary))


def _from_files(files: tuple[str, ...]) -> Iterator[FileRan]:
    shelf = load_shelf()
    for name in files:
        document = from_markdown(text_of(name), name)
        if "order" in document.front:
            order = shelf.order(document.front["order"])
        elif "id" in document.front:
            order = from_document(document, shelf.vocabulary)
        else:
            raise RefusedDocument(_no_order(name))
        found = cases_of(document, shelf.vocabulary)
        if not found:
            raise RefusedDocument(_no_cases(name))
        yield FileRan(name, order, run_cases(order, found, shelf.vocabulary))


def _no_order(name: str) -> Problem:
    return Problem(
        "M02",
        Place(name, 1),
        "this file does not say which order its cases are about",
        "a case is run against one order",
        "begin the file with `---`, `order: chhoeun-v-marin/2019-01-03`, `---`",
    )


def _no_cases(name: str) -> Problem:
    return Problem(
        "R07",
        Place(name),
        "there is no `case` block in this file",
        "a file without cases would pass whatever the order says",
        "put each case into a fenced block that begins with ```case",
    )


def _show(one: FileRan, verbose: bool) -> None:
    click.echo(f"{one.name}: {len(one.ran) - len(one.failed)} passed, {len(one.failed)} failed")
    for ran in one.ran:
        if ran.passed and verbose:
            click.echo(f"  passed: {ran.case.title}")
        for difference in ran.differences:
            click.echo(f"  FAILED: {ran.case.title}")
            click.echo(f"    line {difference.expectation.place.line}: {difference.expectation}")
            click.echo(f"    came: {difference.came}")


def _data(one: FileRan) -> dict[str, object]:
    return {
        "file": one.name,
        "order": one.order.id,
        "cases": [
            {
                "title": ran.case.title,
                "line": ran.case.place.line,
                "passed": ran.passed,
                "differences": [
                    {"expected": str(difference.expectation), "came": difference.came}
                    for difference in ran.differences
                ],
            }
            for ran in one.ran
        ],
    }
