"""Refusals of backups, with their codes."""

from __future__ import annotations

from pathlib import Path

from duenotice.problems import CODES, Place, Problem, RefusedVault


def refused(code: str, at: Path, why: str, help_: str) -> RefusedVault:
    """A problem with a file, or with the vault in a folder."""
    return RefusedVault(Problem(code, Place(str(at)), CODES[code], why, help_))
