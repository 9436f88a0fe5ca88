"""`duenotice convert`: a record from one notation into another, nothing lost."""

from __future__ import annotations

import click

from duenotice.cli.reading import case_option, record_of
from duenotice.record import to_json_text, to_text, to_yaml_text


@click.command(short_help="A record into text, JSON or YAML, nothing lost.")
@click.argument("record")
@click.option(
    "--to", "target", type=click.Choice(["text", "json", "yaml"]), default="json", show_default=True
)
@case_option
def convert(record: str, target: str, which: str | None) -> None:
    """\b
    Example:
      duenotice convert person-a.md --to json

    A record in another notation. Text, JSON and YAML hold the same; nothing is lost on the way.
    """
    case = record_of(record, which)
    match target:
        case "json":
            click.echo(to_json_text(case.record, case), nl=False)
        case "yaml":
            click.echo(to_yaml_text(case.record, case), nl=False)
        case _:
            days = [
                f"  on {case.on}\n" if case.on else "",
                f"  known on {case.known_on}\n" if case.known_on else "",
            ]
            click.echo(to_text(case.record) + "".join(days), nl=False)
