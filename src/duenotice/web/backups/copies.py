"""What lies about and is no backup: a database that is not sealed, a copied database file.

A copy is known by the first 16 bytes of the file, which are the salt of its encryption and the same in every
copy. Looked for in the vault's folder and below it. A copy elsewhere, or one that was renamed and packed,
cannot be seen from here; docs/how-to/back-up.md says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from duenotice.web.installation import Installation, Mode
from duenotice.web.sqlcipher.snapshot import PLAIN

SALT = 16
IN_WORK = ".snapshot-"
"""How the names of our own snapshots begin, which are removed when the backup is written."""


def beside(installation: Installation) -> list[tuple[Path, str]]:
    """Each such file in the vault's folder, with what it is."""
    known = {installation.database, *_companions(installation.database)}
    salt = _beginning(installation.database) if installation.mode is Mode.LAPTOP else b""
    found = []
    for path in _files(installation.folder):
        start = _beginning(path)
        if start == PLAIN:
            found.append((path, "a database that anybody can read"))
        elif salt and start == salt and path not in known and not path.name.startswith(IN_WORK):
            found.append((path, "a copy of the database file, which may lack the last writes"))
    return found


def what_it_is(path: Path) -> str:
    """Why a file or folder that was given for a backup is none, in one line."""
    if path.is_dir():
        return "it is a folder: a copied vault may lack the last writes, and nothing says whether it is whole"
    start = _beginning(path)
    if start == PLAIN:
        return "it is a database that is not sealed at all"
    if path.suffix == ".db" or path.stat().st_size % 4096 == 0:
        return "it looks like a copied database file, which may lack the last writes"
    return "it does not begin as a file of age does"


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _companions(database: Path) -> list[Path]:
    return [database.with_name(database.name + ending) for ending in ("-wal", "-shm")]


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SALT)
