"""`duenotice audit` and `duenotice questions`: many people under one order."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import day_of, exact_day, json_option, known_of, known_on_option, order_of
from duenotice.cli.rows import kind_of, write_rows
from duenotice.cli.writing import not_there, write_whole
from duenotice.library import load_shelf

if TYPE_CHECKING:
    from duenotice.compliance.audit import Asked

_F = TypeVar("_F", bound=Callable[..., Any])


def _about(command: _F) -> _F:
    """What both commands take."""
    options = (
        click.argument("order"),
        click.argument("data", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option("--on", "on", metavar="DATE", help="The day the question is about. Default: today."),
        known_on_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(short_help="How an order was kept over many people, with the unknowns drawn.")
@_about
@click.option(
    "--by",
    default="field office",
    show_default=True,
    metavar="FACT",
    help="Put acts together by what is on file of this fact on the day of the act.",
)
@click.option("--internal", is_flag=True, help="Show small numbers too. Not for publication.")
@click.option("-o", "--output", metavar="FILE", help="Write the report as one HTML page.")
@click.option(
    "--acts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write every judged act, a row each: .parquet, .csv or .xlsx. Not for publication.",
)
@click.option("--replace", is_flag=True, help="Let -o and --acts write over a file.")
@json_option("audit")
def audit(as_json: bool, **given: Any) -> None:
    """\b
    Example:
      duenotice audit chhoeun-v-marin/2019-01-03 people/ --on 2019-03-15
      duenotice audit chhoeun-v-marin/2019-01-03 people/ --on 2019-03-15 -o report.html

    People by yes, no and unknown; acts judged violated, met or unknown; bounds on the violation rate that
    hold whatever the unknowns turn out to be; by month, and by field office where the data has one;
    what would settle the most. What the data cannot show comes first. Numbers below 11 are hidden, and
    so is what they could be worked out from. --acts lets a lawyer look behind the numbers: person, act,
    day, status, when notice was due, and what decides. It names people, and hides nothing.

    ORDER is an id on the shelf or an order file of your own. DATA is a folder of tables, or single tables
    (see `duenotice data check`).
    """
    from duenotice import compliance

    _ready(given)
    with compliance.audited(_asked(given, "audit", by=given["by"], internal=given["internal"])) as (
        report,
        every,
    ):
        if given["acts"]:
            query = compliance.acts_query(every)
            rows = write_rows(every.loaded.connection, query, given["acts"], given["replace"])
            click.echo(f"{rows:,} acts: {given['acts']}. They name people: not for publication.", err=True)
    if given["output"]:
        write_whole(given["output"], compliance.to_html(report).encode(), given["replace"])
    if as_json:
        print_json(compliance.to_data(report))
    elif not given["output"]:
        click.echo(compliance.to_text(report), nl=False)


def _ready(given: dict[str, Any]) -> None:
    """Refuse before anything is counted what could not be written afterwards."""
    named = [str(given[option]) for option in ("output", "acts") if given[option]]
    if given["replace"] and not named:
        raise click.UsageError("--replace goes with -o and --acts")
    if given["acts"]:
        kind_of(given["acts"], "--acts")
    if not given["replace"]:
        for name in named:
            not_there(name)


@click.command(short_help="The fewest questions that settle the most people.")
@_about
@click.option(
    "--publish", is_flag=True, help="Hide numbers below 11, and what they could be worked out from."
)
@json_option("audit")
def questions(as_json: bool, **given: Any) -> None:
    """\b
    Example:
      duenotice questions chhoeun-v-marin/2019-01-03 people/ --on 2019-03-15

    For the people whose answer is unknown: which facts, searches and papers would settle the most of
    them, in order, where to look, and how many people each is about. This is work inside the office, so
    small numbers are shown, unless --publish is given.
    """
    from duenotice import compliance

    report = compliance.questions(_asked(given, "questions", internal=not given["publish"]))
    if as_json:
        print_json(compliance.to_data(report))
    else:
        click.echo(compliance.to_text(report), nl=False)


def _asked(given: dict[str, Any], name: str, by: str = "", internal: bool = False) -> Asked:
    from duenotice.compliance.audit import Asked

    shelf = load_shelf()
    order = order_of(given["order"], shelf)
    day = exact_day(str(day_of(given["on"], None)), "--on")
    known = known_of(given["known_on"], None)
    words = ["duenotice", name, given["order"], *map(str, given["data"]), "--on", str(day)]
    words += ["--known-on", given["known_on"]] if given["known_on"] else []
    if name == "audit":
        words += ["--by", by] if by != "field office" else []
        words += ["--internal"] if internal else []
    elif given["publish"]:
        words.append("--publish")
    command = shlex.join(words)
    return Asked(order, shelf.vocabulary, given["data"], day, known, by, internal, command)
