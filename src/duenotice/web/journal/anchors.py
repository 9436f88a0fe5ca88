"""Heads kept outside the database: a file of lines, only ever added to.

`anchors.txt` lies in the vault's folder; `duenotice journal anchor --to FILE` keeps the same line somewhere
else, which is what protects from whoever can write to the folder. The first entry of a day and
organisation adds a line by itself (`services.note`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from duenotice.web.journal.heads import SignedHead, found_in


def file() -> Path:
    """The anchors of the vault that is open."""
    return Path(settings.VAULT) / "anchors.txt"


def kept(path: Path) -> list[SignedHead]:
    """Every head in a file, in its order; none if there is no such file."""
    return found_in(path.read_text("utf-8", "replace")) if path.is_file() else []


def keep(heads: Iterable[SignedHead], path: Path) -> None:
    """Add a line for each head, and see them to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="ascii") as out:
        out.writelines(f"{head}\n" for head in heads)
        out.flush()
        os.fsync(out.fileno())
