"""`duenotice lint`: the questions a careful reader asks of a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sized
from dataclasses import asdict

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option, text_of
from duenotice.documents import Document, from_markdown
from duenotice.language import check, formatted, from_document
from duenotice.library import load_shelf
from duenotice.problems import Place, Problem, Refused
from duenotice.reason import cases_of, coverage_problems
from duenotice.record import read_record


@click.command(short_help="What a careful reader would ask of a file.")
@click.argument("files", nargs=-1, required=True)
@json_option("lint")
def lint(files: tuple[str, ...], as_json: bool) -> None:
    """\b
    Example:
      duenotice lint our-order.md

    Whether order files, case files and records can be read, and what a careful reader would ask:
    a missing citation, a letter that no case fails by, a name that nothing uses. Each finding has
    its place, its reason and help. Ends with exit code 0 if there is nothing to ask, 1 if there
    is, 2 if a file cannot be read.
    """
    unreadable: list[Problem] = []
    asked: list[Problem] = []
    for name in files:
        try:
            asked += _questions(name)
        except Refused as refused:
            unreadable += refused.problems
    if as_json:
        print_json({"unreadable": [asdict(p) for p in unreadable], "questions": [asdict(p) for p in asked]})
    else:
        aloud = bool(unreadable)
        for problem in (*unreadable, *asked):
            click.echo(str(problem), err=aloud)
        said = f"{_count(files, 'file')} read: {_count(unreadable, 'problem')}, {_count(asked, 'question')}"
        click.echo(said, err=aloud)
    sys.exit(2 if unreadable else 1 if asked else 0)


def _count(things: Sized, word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _questions(name: str) -> Iterator[Problem]:
    text = text_of(name)
    vocabulary = load_shelf().vocabulary
    document = from_markdown(text, name) if name.endswith(".md") else Document(name, text, {}, ())
    if "id" in document.front or document.of_kind("order"):
        order = from_document(document, vocabulary)
        yield from check(order.rules)
        yield from coverage_problems(order, vocabulary)
        if formatted(text, name) != text:
            yield _not_formatted(name)
    elif "order" in document.front:
        load_shelf().order(document.front["order"])
        cases_of(document, vocabulary)
    else:
        read_record(text, vocabulary, name)


def _not_formatted(name: str) -> Problem:
    return Problem(
        "O17",
        Place(name),
        "the order blocks are not in the one spelling of the formatter",
        "one spelling lets two readers compare two orders line by line",
        f"run `duenotice format {name}`",
    )
