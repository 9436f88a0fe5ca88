"""`duenotice figures`: what the founding reports state, and what released rows say of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option


@click.command(short_help="The figures of the founding reports, and what released rows say of them.")
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with files as agencies released them; what can be recomputed then is.",
)
@json_option("figures")
def figures(folder: Path | None, as_json: bool) -> None:
    """\b
    Example:
      duenotice figures
      duenotice figures --data released/

    The figures that the reports of 2017 to 2019 state, as claims: what each counts, who said it when, and
    where sources disagree, side by side. With --data the figures that released rows can give are counted
    again, through the same reader as `duenotice import`; it says which claims nothing can recompute.
    """
    from duenotice.compliance.figures import load_claims
    from duenotice.compliance.figures_words import claims_to_data, claims_to_text
    from duenotice.compliance.recomputed import recompute

    def say(words: str) -> None:
        if sys.stderr.isatty():
            click.echo(words, err=True)

    claims = load_claims()
    outcomes = recompute(claims, folder, say) if folder else None
    if as_json:
        print_json(claims_to_data(claims, outcomes))
    else:
        click.echo(claims_to_text(claims, outcomes), nl=False)
