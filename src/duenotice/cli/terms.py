"""`duenotice terms`: the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

import click

from duenotice.cli.printing import print_json
from duenotice.cli.reading import json_option
from duenotice.library import load_vocabulary
from duenotice.problems import Place, Problem, Refused, did_you_mean
from duenotice.terms import EventTerm, FactTerm

MOST_SHOWN = 20
"""How many values of a fact the text names; JSON names all."""


@click.command(short_help="The words that orders and records may use.")
@click.argument("name", required=False)
@json_option("terms")
def terms(name: str | None, as_json: bool) -> None:
    """\b
    Example:
      duenotice terms
      duenotice terms "criminal violation"

    The words that orders and records may use: what each means, what shows it, what only hints at
    it, and where to look for it.
    """
    vocabulary = load_vocabulary()
    every: dict[str, EventTerm | FactTerm] = {**vocabulary.events, **vocabulary.facts}
    if name is not None and name not in every:
        raise Refused(_no_term(name, list(every)))
    chosen = [every[name]] if name is not None else list(every.values())
    if as_json:
        print_json([_data(term) for term in chosen])
    elif name is None:
        width = max(len(term.name) for term in chosen)
        for term in chosen:
            click.echo(f"{term.name:<{width}}  {term.means.split('. ')[0].rstrip('.')}")
    else:
        click.echo("\n".join(_lines(chosen[0])))


def _lines(term: EventTerm | FactTerm) -> Iterator[str]:
    yield term.name
    for key, value in _data(term).items():
        if value and key != "name":
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            if isinstance(value, list) and len(value) > MOST_SHOWN:
                shown = f"{len(value)} of them (duenotice terms {term.name!r} --json)"
            yield f"  {key.replace('_', ' ')}: {shown}"


def _data(term: EventTerm | FactTerm) -> dict[str, object]:
    if isinstance(term, FactTerm):
        values = sorted(set(term.values.values()))
        return {
            "name": term.name,
            "means": term.means,
            "values": values,
            "doubted_by": [str(kind) for kind in term.doubted_by],
            "source": term.source,
        }
    return {
        "name": term.name,
        "means": term.means,
        "shown_by": [str(kind) for kind in term.shown_by],
        "hinted_at_by": [str(kind) for kind in term.hinted_at_by],
        "doubted_by": [str(kind) for kind in term.doubted_by],
        "qualifiers": [qualifier.name for qualifier in term.qualifiers],
        "stands_for": term.stands_for,
        "look_in": term.look_in,
        "source": term.source,
    }


def _no_term(name: str, known: list[str]) -> Problem:
    return Problem(
        "R02",
        Place("terms"),
        f"`{name}` is not in the vocabulary",
        "orders and records may only use terms that a vocabulary document explains",
        did_you_mean(name, known, "`duenotice terms` lists them all"),
    )
