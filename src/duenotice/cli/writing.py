"""What commands write: whole files or none, and never over another file unasked."""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from duenotice.cli.reading import text_of
from duenotice.notice.feed import Item, feed
from duenotice.notice.window_data import record_key
from duenotice.problems import Place, Problem, Refused, RefusedDocument
from duenotice.record import Record

_F = TypeVar("_F", bound=Callable[..., Any])
_ICS = (
    ("--ics", "Also write a calendar: numbers and days, nothing that tells of the person."),
    ("--key", "A file with a secret of yours, so that a calendar made again updates the old entries."),
)


def ics_options(command: _F) -> _F:
    """The options of a command that can write a calendar: --ics, --key, --replace."""
    command = click.option("--replace", is_flag=True, help="Let --ics write over a file.")(command)
    for name, said in reversed(_ICS):
        command = click.option(name, metavar="FILE", help=said)(command)
    return command


def write_ics(items: Iterable[Item], record: Record, on: int, given: Mapping[str, Any]) -> None:
    """Write the calendar, if it was asked for. `given` holds the values of `ics_options`."""
    if given["ics"]:
        write_whole(given["ics"], feed(items, _key(record, given["key"]), on), given["replace"])
        return
    for option in ("key", "replace"):
        if given[option]:
            raise click.UsageError(f"--{option} goes with --ics")


def _key(record: Record, file: str | None) -> bytes:
    """The user's own key, bound to what the record is called, so that two people's events keep apart."""
    if not file:
        return record_key(record)
    secret = text_of(file).strip()
    if not secret:
        raise click.UsageError(
            "the file of --key holds nothing, and the names of the entries could be guessed"
        )
    return hmac.new(secret.encode(), record.title.encode(), hashlib.sha256).digest()


def write_whole(name: str, data: bytes, replace: bool) -> None:
    """Write a file at one stroke, for its owner only. Raises `Refused`: W04 if there is one of this name
    and `replace` was not said, M01 if it cannot be written."""
    with whole(name, replace) as file:
        file.write_bytes(data)


@contextmanager
def whole(name: str, replace: bool) -> Iterator[Path]:
    """A file to write to, for its owner only, which takes this name once it is whole; nothing is left if
    something goes wrong. Raises `Refused` as `write_whole`."""
    path = Path(name)
    if not replace:
        not_there(name)
    made = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
            made = file.name
        yield Path(made)
        if replace:
            Path(made).replace(path)
        else:
            os.link(made, path)  # refuses a file that has come in between
    except FileExistsError:
        raise _taken(name) from None
    except OSError as error:
        why = str(error.strerror).lower()
        help_ = "check the folder and its rights"
        raise RefusedDocument(
            Problem("M01", Place(name), "this file cannot be written", why, help_)
        ) from None
    finally:
        if made:
            Path(made).unlink(missing_ok=True)


def not_there(name: str) -> None:
    """Raises `Refused` (W04) if there is a file of this name already."""
    if os.path.lexists(name):
        raise _taken(name)


def _taken(name: str) -> Refused:
    return Refused(
        Problem(
            "W04",
            Place(name),
            f"`{Path(name).name}` is there already",
            "what it holds would be lost",
            "name another file, or add `--replace` if the old one may go",
        )
    )
