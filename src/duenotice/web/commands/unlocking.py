"""`duenotice unlock` and `duenotice lock`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from duenotice.web.commands import opening
from duenotice.web.keys import asking

if TYPE_CHECKING:
    from duenotice.web.installation import Installation
    from duenotice.web.keys.derive import Keys

IN_MEMORY = frozenset(("tmpfs", "ramfs"))


@click.command()
@opening.vault_option
@click.option("--recovery", is_flag=True, help="Open it by the printed recovery key.")
@click.option("--minutes", default=10, show_default=True, type=click.IntRange(1, 60), help="Lock when idle.")
@click.option(
    "--key-file", type=click.Path(path_type=Path), help="Server: put the key into this file in memory."
)
def unlock(folder: Path | None, recovery: bool, minutes: int, key_file: Path | None) -> None:
    """Open the vault for your commands, until it was idle for ten minutes or `duenotice lock`.

    A small process of yours holds the key in memory; other users of the machine cannot ask it.
    """
    found = opening.installed(folder)
    opening.finished(found)
    if key_file:
        _may_lie_at(found, key_file)
    keys = opening.typed(found, recovery)
    if key_file:
        return _put(found, keys, key_file)
    at = asking.socket_of(found.folder, found.id)
    try:
        asking.start(at, keys, minutes * 60)
    except asking.NoAgent as why:
        help_ = "without an agent every command asks for the passphrase"
        raise opening.refused("K09", found.folder, str(why), help_) from None
    click.echo(f"Unlocked: it locks after {minutes} idle minutes ({asking.state(at).partition(', ')[2]}).")
    return None


@click.command()
@opening.vault_option
@click.option("--all", "all_", is_flag=True, help="Every vault that you have unlocked on this machine.")
def lock(folder: Path | None, all_: bool) -> None:
    """Forget the key of the vault. The site that is running forgets it too when it is stopped."""
    at = opening.place_of(folder)
    sockets = set(asking.folder_of_sockets(at).glob("*.agent")) | set(at.glob("*.agent"))
    if not all_:
        sockets &= {asking.socket_of(at, opening.installed(folder).id)}
    locked = sum(asking.lock(socket) for socket in sockets)
    if (at / "installation.json").exists():
        found = opening.installed(folder)
        if found.key_at and Path(found.key_at).exists():
            Path(found.key_at).unlink()
            locked += 1
    click.echo(f"Locked: {locked}." if locked else "Nothing was unlocked.")


def _may_lie_at(found: Installation, file: Path) -> None:
    """Refuse a place for the key that is not in memory (K12)."""
    from duenotice.web.installation import Mode

    kind = kind_of_memory(file.parent)
    if found.mode is not Mode.SERVER:
        why = "only a server that starts by itself may keep its key in a file"
        raise opening.refused("K12", found.folder, why, "`duenotice unlock` without the option")
    if kind not in IN_MEMORY:
        why = f"`{file.parent}` is on {kind or 'an unknown file system'}, not in memory"
        raise opening.refused("K12", found.folder, why, "name a file below `/run`")


def kind_of_memory(folder: Path) -> str:
    """The kind of file system that a folder is on, by /proc/mounts; empty where that cannot be seen."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    lines = [line.split()[:3] for line in mounts.read_text("utf-8", "replace").splitlines()]
    at = folder.resolve()
    under = [(len(point), n, kind) for n, (_, point, kind) in enumerate(lines) if at.is_relative_to(point)]
    return max(under, default=(0, 0, ""))[2]


def _put(found: Installation, keys: Keys, file: Path) -> None:
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(keys.data)
    replace(found, key_at=str(file.resolve())).save()
    click.echo(
        "The key lies in memory until the machine stops. `duenotice doctor` shows this as a reduced promise."
    )
