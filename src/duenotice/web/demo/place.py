"""The folder of a demonstration: its vault is whole, or is made again from the beginning.

While it is made a file lies in the folder and is locked. A folder with that file that nobody locks is of a
making that was ended: what it made is removed, and it begins again. Nothing else is ever removed.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from duenotice.problems import CODES, Place, Problem, RefusedVault
from duenotice.web.demo import PASSPHRASE
from duenotice.web.installation import Installation, start
from duenotice.web.keys import keyfile

UNFINISHED = "demonstration-unfinished"
MADE = (
    *("installation.json", "installation.part", "keys.json", "keys.part", "anchors.txt", "attempts.json"),
    *("vault.db", "vault.db-journal", "vault.db-wal", "vault.db-shm"),
)
Say = Callable[[str], None]


def is_made(folder: Path) -> bool:
    """Whether a vault is there; raises `RefusedVault` (K06) if the folder holds something that is none."""
    if (folder / UNFINISHED).exists() or not folder.exists() or not any(folder.iterdir()):
        return False
    if not (folder / "installation.json").exists():
        raise _taken(folder, "the folder holds something else")
    return True


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder while its vault is made, and say at the end that it is; raises `RefusedVault` (K06)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / UNFINISHED
    with mark.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _taken(folder, "another process is making its vault") from None
        for name in MADE:
            (folder / name).unlink(missing_ok=True)
        yield
        mark.unlink()


def make(folder: Path, people: int, seed: int, say: Say) -> Installation:
    """Make the vault and set Django up for it, with the keys held. Once a process."""
    with alone(folder):
        made = Installation(folder, demo=True)
        made.save()
        file, keys, _ = keyfile.new(PASSPHRASE, keyfile.LEAST)
        keyfile.save(file.tried(), made.keyfile)
        start(made, keys, as_owner=True)
        say("Making a vault of invented people: its tables")
        from duenotice.web.demo.making import filled  # noqa: PLC0415  # needs Django, which is up only now

        say(f"{filled(made, people, seed, say)}.")
    return made


def _taken(folder: Path, why: str) -> RefusedVault:
    help_ = "name another folder with `--vault`"
    return RefusedVault(Problem("K06", Place(str(folder)), CODES["K06"], why, help_))
