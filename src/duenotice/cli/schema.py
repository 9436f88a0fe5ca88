"""`duenotice schema`: the published shapes of what goes in and what comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import click

from duenotice.cli.printing import print_json
from duenotice.notice import ledger_schema
from duenotice.reason import answer_schema, overview_schema
from duenotice.record import schema as record_schema

SHAPES = {
    "record": "a person's record, in JSON or YAML; duenotice convert",
    "answer": "duenotice explain --json",
    "ledger": "duenotice ledger --json",
    "check": "duenotice check --json",
    "together": "duenotice together --json",
    "window": "duenotice window --json",
    "orders": "duenotice orders list --json",
    "shelf": "duenotice orders export",
    "order": "duenotice orders show --json",
    "life": "duenotice orders life --json",
    "diff": "duenotice orders diff --json",
    "lint": "duenotice lint --json",
    "format": "duenotice format --json",
    "cases": "duenotice cases --json",
    "conformance": "duenotice conformance --json",
    "terms": "duenotice terms --json",
    "tables": "duenotice data check --json",
    "audit": "duenotice audit --json; duenotice questions --json",
    "figures": "duenotice figures --json",
    "roster": "the mapping of a list, in YAML; duenotice import roster",
    "imported": "duenotice import roster --json",
    "released": "duenotice import PROFILE --json",
}
"""Every published shape, and where it is met."""


def schema_of(name: str) -> Mapping[str, Any]:
    """The published JSON Schema of this name."""
    match name:
        case "record":
            return record_schema()
        case "roster":
            text = files("duenotice.importers.roster").joinpath("roster.schema.json")
            mapping: Mapping[str, Any] = json.loads(text.read_text(encoding="utf-8"))
            return mapping
        case "answer":
            return answer_schema()
        case "ledger":
            return ledger_schema()
        case "check":
            return overview_schema()
        case _:
            text = files("duenotice.cli").joinpath("schemas", f"{name}.schema.json")
            loaded: Mapping[str, Any] = json.loads(text.read_text(encoding="utf-8"))
            return loaded


@click.command(short_help="The JSON Schema of a record, or of what --json prints.")
@click.argument("name", type=click.Choice(list(SHAPES)), required=False)
def schema(name: str | None) -> None:
    """\b
    Example:
      duenotice schema
      duenotice schema record > record.schema.json

    The JSON Schema of a record (JSON or YAML), of an answer (`duenotice explain --json`), or of what
    another command prints with --json. Without a name: the list.
    """
    if name is None:
        width = max(map(len, SHAPES))
        for shape, where in SHAPES.items():
            click.echo(f"{shape:<{width}}  {where}")
    else:
        print_json(schema_of(name))
