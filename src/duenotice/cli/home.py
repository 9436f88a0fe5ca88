"""The one folder in which something of the user's is kept: papers that the user attached."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from duenotice.language import Order

_F = TypeVar("_F", bound=Callable[..., Any])


def folder_option(command: _F) -> _F:
    """The option --folder."""
    said = "Where your own copies are kept. Default: DUENOTICE_HOME, else .duenotice in your home folder."
    return click.option("--folder", type=click.Path(path_type=Path), help=said)(command)


def home_of(folder: Path | None) -> Path:
    """The folder as given, else DUENOTICE_HOME, else ``.duenotice`` in the user's home folder."""
    return folder or Path(os.environ.get("DUENOTICE_HOME") or Path.home() / ".duenotice")


def pages_options(command: _F) -> _F:
    """The options --pages and --folder."""
    said = "Also print the cited pages of the copies that you attached (duenotice orders attach)."
    return click.option("--pages", is_flag=True, help=said)(folder_option(command))


def no_json_with_pages(as_json: bool) -> None:
    """Pages are for reading: no JSON, which others may keep or send, holds anything of them."""
    if as_json:
        raise click.UsageError("--pages prints text; it does not go with --json")


def print_pages(order: Order, folder: Path | None) -> None:
    """The cited pages beside the rule."""
    from duenotice.library.attached import copies, pages_beside

    click.echo("")
    click.echo(pages_beside(order, copies(home_of(folder), order.id)), nl=False)
