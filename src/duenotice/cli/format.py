"""`duenotice format`: order blocks in their one spelling."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option, text_of
from duenotice.language import formatted
from duenotice.problems import Place, Problem, RefusedDocument


@click.command("format", short_help="Order blocks into their one spelling.")
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit code 1 if something would change."
)
@json_option("format")
def format_(files: tuple[str, ...], only_check: bool, as_json: bool) -> None:
    """\b
    Example:
      duenotice format our-order.md
      duenotice format --check our-order.md

    Put the `order` blocks of files into the one spelling of the language; all else in the files
    stays as it is. A file that cannot be read is left alone. With - the text is read from standard
    input and printed.
    """
    texts = {name: text_of(name) for name in files}
    new = {name: formatted(text, name) for name, text in texts.items()}
    changed = [name for name in texts if new[name] != texts[name]]
    for name in changed:
        if name != "-" and not only_check:
            _write(name, new[name])
        elif only_check and not as_json:
            click.echo("".join(_difference(name, texts[name], new[name])), nl=False)
    if "-" in texts and not only_check and not as_json:
        click.echo(new["-"], nl=False)
    if as_json:
        print_json({"changed": [] if only_check else changed, "would_change": changed if only_check else []})
    elif files != ("-",):
        word = "would change" if only_check else "changed"
        click.echo(f"{len(files)} read, {len(changed)} {word}")
    sys.exit(1 if only_check and changed else 0)


def _difference(name: str, text: str, new: str) -> Iterator[str]:
    lines, others = text.splitlines(keepends=True), new.splitlines(keepends=True)
    return difflib.unified_diff(lines, others, name, f"{name} formatted")


def _write(name: str, text: str) -> None:
    try:
        Path(name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        why = str(error.strerror).lower()
        place, what = Place(name), "this file cannot be written"
        raise RefusedDocument(Problem("M01", place, what, why, "check the rights of the file")) from None
