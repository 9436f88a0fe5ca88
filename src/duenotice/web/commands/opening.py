"""Opening the vault for one command."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.keys.keyfile import WrongKey

_F = TypeVar("_F", bound=Callable[..., Any])


def vault_option(command: _F) -> _F:
    """The option --vault."""
    said = "The folder of the vault. Default: DUENOTICE_VAULT, else duenotice-vault in your home folder."
    return click.option("--vault", "folder", type=click.Path(path_type=Path), help=said)(command)


def place_of(folder: Path | None) -> Path:
    """The folder as given, else DUENOTICE_VAULT, else ``duenotice-vault`` in the user's home folder."""
    return folder or Path(os.environ.get("DUENOTICE_VAULT") or Path.home() / "duenotice-vault")


def open_vault(folder: Path | None) -> None:
    """Set Django up for the vault, asking for the passphrase; raises `RefusedVault`."""
    from duenotice.web import installation

    at = place_of(folder)
    try:
        found = installation.load(at)
    except FileNotFoundError:
        raise refused(
            "K01", at, "the folder holds no installation", "`duenotice init` makes a vault"
        ) from None
    passphrase = click.prompt("Passphrase", hide_input=True, err=True)
    try:
        installation.start(found, installation.file_of_keys(found).with_passphrase(passphrase))
    except WrongKey as why:
        raise refused("K02", at, str(why), "type it again, or use the printed recovery key") from None


def refused(code: str, at: Path, why: str, help_: str) -> RefusedVault:
    """A problem with the vault in a folder."""
    return RefusedVault(Problem(code, Place(str(at)), CODES[code], why, help_))
