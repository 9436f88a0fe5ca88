"""Opening the vault for one command."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.keys.keyfile import WrongKey

if TYPE_CHECKING:
    from uuid import UUID

    from duenotice.web.installation import Installation
    from duenotice.web.keys.derive import Keys

CREDENTIAL = "duenotice-key"
"""How the data key is called among the credentials of a service (``deploy/duenotice.service``)."""
_F = TypeVar("_F", bound=Callable[..., Any])


def vault_option(command: _F) -> _F:
    """The option --vault."""
    said = "The folder of the vault. Default: DUENOTICE_VAULT, else duenotice-vault in your home folder."
    return click.option("--vault", "folder", type=click.Path(path_type=Path), help=said)(command)


def place_of(folder: Path | None) -> Path:
    """The folder as given, else DUENOTICE_VAULT, else ``duenotice-vault`` in the user's home folder."""
    return folder or Path(os.environ.get("DUENOTICE_VAULT") or Path.home() / "duenotice-vault")


def open_vault(folder: Path | None) -> Installation:
    """Set Django up for the vault, and act for its organisation from now on; raises `RefusedVault`.

    The agent is asked for the key first, then the file in memory if the server has one, then the user.
    """
    from duenotice.web import installation, logs

    logs.guard()
    found = installed(folder)
    finished(found)
    installation.start(found, held(found) or typed(found))
    ready(found)
    return found


def installed(folder: Path | None) -> Installation:
    """The installation in the folder; raises `RefusedVault` (K01)."""
    from duenotice.web import installation

    at = place_of(folder)
    try:
        return installation.load(at)
    except FileNotFoundError:
        why, help_ = "the folder holds no installation", "`duenotice init` makes a vault"
        raise refused("K01", at, why, help_) from None


def finished(found: Installation) -> None:
    """Refuse a vault whose recovery key was never used (K04)."""
    from duenotice.web.installation import file_of_keys

    try:
        used = file_of_keys(found).recovery_used
    except FileNotFoundError:
        why = "the key file is gone: it was destroyed, or never copied here"
        raise refused("K02", found.folder, why, "restore the key file from a backup") from None
    except WrongKey as why:
        raise refused("K02", found.folder, str(why), "restore the key file from a backup") from None
    if not used:
        help_ = "`duenotice init --finish` prints a new recovery key and asks you to type it back"
        raise refused("K04", found.folder, "nobody has used the printed recovery key yet", help_)


def held(found: Installation) -> Keys | None:
    """The keys without asking anybody: from the agent, or the file in memory of a server, which systemd may
    have opened for the service as a credential."""
    from duenotice.web.keys import asking
    from duenotice.web.keys.derive import SIZE, Keys

    kept = asking.key(asking.socket_of(found.folder, found.id))
    if kept or not found.key_at:
        return kept
    given = os.environ.get("CREDENTIALS_DIRECTORY", "")
    file = Path(given, CREDENTIAL) if given else Path(found.key_at)
    data = file.read_bytes() if file.is_file() else b""
    return Keys(data) if len(data) == SIZE else None


def typed(found: Installation, recovery: bool = False) -> Keys:
    """The keys by what the user types; raises `RefusedVault` (K02, K05)."""
    from duenotice.web.installation import file_of_keys
    from duenotice.web.keys.attempts import TooSoon, counted

    file = file_of_keys(found)
    try:
        with counted(found.attempts):
            text = click.prompt("Recovery key" if recovery else "Passphrase", hide_input=True, err=True)
            return file.with_recovery(text) if recovery else file.with_passphrase(text)
    except TooSoon as why:
        raise refused("K05", found.folder, str(why), "wait, then type it again") from None
    except WrongKey as why:
        other = "the passphrase" if recovery else "the printed recovery key (`duenotice unlock --recovery`)"
        raise refused("K02", found.folder, str(why), f"type it again, or use {other}") from None


def ready(found: Installation) -> None:
    """See that the database is whole (K08) and answers (K10), and act for the one organisation in it."""
    from django.db import Error

    from duenotice.web import acting, damage
    from duenotice.web.accounts import selectors

    try:
        seen = damage.at_start()
        organisation = selectors.only_organisation().pk
        acting.from_now_on([organisation])
        of_this_vault(organisation)
        _what_it_says(found, organisation)
    except WrongKey as why:
        help_ = (
            "the key file and the database are of two vaults, or the database is damaged: restore a backup"
        )
        raise refused("K02", found.folder, str(why), help_) from None
    except selectors.SeveralOrganisations as why:
        raise refused("K04", found.folder, str(why), "`duenotice init` makes a vault with one") from None
    except Error as why:
        raise refused("K10", found.folder, damage.said(why), "see `duenotice doctor`") from None
    if seen:
        help_ = "keep the file; restore the last good backup into an empty folder"
        raise refused("K08", found.folder, seen, help_)


def of_this_vault(organisation: UUID) -> None:
    """See that the keys signed the journal in this database; raises `WrongKey`.

    On a server nothing else would tell the key of another vault before the first sealed value.
    """
    from duenotice.web.journal import selectors

    head = selectors.head(organisation)
    if head is not None and not head.genuine(selectors.key()):
        raise WrongKey("the key is not the one that this database was written with")


def _what_it_says(found: Installation, organisation: UUID) -> None:
    """Refuse a vault whose folder and journal disagree whether everybody in it is invented (K13)."""
    from duenotice.web.demo import door

    if found.demo is not door.is_demonstration(organisation):
        raise door.no_demonstration(str(found.folder))


def refused(code: str, at: Path, why: str, help_: str) -> RefusedVault:
    """A problem with the vault in a folder."""
    return RefusedVault(Problem(code, Place(str(at)), CODES[code], why, help_))
