"""The command line: one file a command.

Takes files, order ids and days from the user; gives plain text, or JSON with ``--json``. It is the
one room (with the web, later) that reads the clock, and must not know how an answer is found.

Exit codes: 0 answered; 1 a check that the user asked for did not pass (`cases`, `conformance`,
`lint`, `format --check`); 2 bad input. A verdict is never an exit code.
"""

from __future__ import annotations

import io
import sys

import click

from duenotice import __version__
from duenotice.cli.audit import audit, questions
from duenotice.cli.cases import cases
from duenotice.cli.check import check
from duenotice.cli.conformance import conformance
from duenotice.cli.convert import convert
from duenotice.cli.count import count
from duenotice.cli.data import data
from duenotice.cli.demo import demo
from duenotice.cli.explain import explain
from duenotice.cli.figures import figures
from duenotice.cli.format import format_
from duenotice.cli.imports import imports
from duenotice.cli.ledger import ledger
from duenotice.cli.lint import lint
from duenotice.cli.orders import orders
from duenotice.cli.schema import schema
from duenotice.cli.screen import screen
from duenotice.cli.synth import synth
from duenotice.cli.terms import terms
from duenotice.cli.together import together
from duenotice.cli.window import window
from duenotice.problems import Refused


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="duenotice", message="%(prog)s %(version)s")
def cli() -> None:
    """Whom a court order protects, what notice they are owed, and whether it was given.

    \b
    Begin with:
      duenotice demo
      duenotice check person-a.md --on 2019-01-15
      duenotice explain chhoeun-v-marin/2019-01-03 person-a.md --on 2019-01-15

    A record is a text, Markdown, JSON or YAML file; `duenotice demo` prints one.
    This is not legal advice.
    """


COMMANDS = (
    check,
    together,
    explain,
    ledger,
    window,
    count,
    orders,
    lint,
    format_,
    cases,
    conformance,
    convert,
    data,
    imports,
    audit,
    questions,
    figures,
    synth,
    screen,
    terms,
    schema,
    demo,
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line. Bad input ends with a message for each problem, and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
    try:
        cli(prog_name="duenotice")
    except Refused as refused:
        for problem in refused.problems:
            click.echo(str(problem), err=True)
        sys.exit(2)
