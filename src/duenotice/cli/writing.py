"""What commands write: whole files or none, and never over another file unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from duenotice.problems import Place, Problem, Refused, RefusedDocument


def write_whole(name: str, data: bytes, replace: bool) -> None:
    """Write a file at one stroke, for its owner only. Raises `Refused`: W04 if there is one of this name
    and `replace` was not said, M01 if it cannot be written."""
    path = Path(name)
    if not replace and os.path.lexists(path):
        raise _taken(name)
    made = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
            made = file.name
            file.write(data)
        if replace:
            Path(made).replace(path)
        else:
            os.link(made, path)  # refuses a file that has come in between
            Path(made).unlink()
    except FileExistsError:
        Path(made).unlink(missing_ok=True)
        raise _taken(name) from None
    except OSError as error:
        if made:
            Path(made).unlink(missing_ok=True)
        why = str(error.strerror).lower()
        help_ = "check the folder and its rights"
        raise RefusedDocument(
            Problem("M01", Place(name), "this file cannot be written", why, help_)
        ) from None


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
