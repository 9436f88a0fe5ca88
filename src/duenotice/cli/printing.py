"""How commands print: colour on a terminal only, JSON on request, never a time or a path of ours."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click

_COLOURS = {
    "yes": "green",
    "met": "green",
    "pending": "cyan",
    "no": "magenta",
    "not owed": "magenta",
    "violated": "red",
    "unknown": "yellow",
}


def mark(word: str) -> str:
    """A verdict word, coloured if the output is a terminal and the user has not asked for none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return word
    return click.style(word, fg=_COLOURS.get(word), bold=True)


def print_json(data: Any) -> None:
    """Data as indented JSON."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))
