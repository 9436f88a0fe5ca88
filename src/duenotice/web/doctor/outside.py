"""What can be seen without opening the vault: files, the machine, who holds the key."""

from __future__ import annotations

import collections
import math
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from duenotice.web.doctor.findings import Finding, State, judged
from duenotice.web.installation import Installation, Mode, file_of_keys
from duenotice.web.keys import asking
from duenotice.web.keys.keyfile import Cost, WrongKey

PLAIN = b"SQLite format 3\x00"
RANDOM = 7.9
"""Bits a byte that an encrypted file has at least, in `SAMPLE` bytes."""
SAMPLE = 2**18


def outside(installation: Installation) -> Iterator[Finding]:
    """Every finding that needs no key."""
    yield _folder(installation)
    yield from _keys(installation)
    if installation.mode is Mode.LAPTOP:
        yield _encrypted(installation)
    yield _agents(installation)
    if installation.key_at:
        yield _key_in_a_file(installation)
    yield _swap(Path("/proc/swaps"))
    yield _core_dumps()
    if installation.hold:
        said = "What is here is kept: a hold is set"
        yield Finding(said, State.HOLDS, "read from the installation", f"since {installation.hold}")


def _folder(installation: Installation) -> Finding:
    folder = installation.folder
    wrong = [
        f"`{path.name or folder}` can be read by others ({stat.filemode(path.stat().st_mode)})"
        for path in (folder, *sorted(folder.iterdir()))
        if path.stat().st_mode & 0o077
    ]
    wrong += [f"`{folder}` belongs to another user"] if folder.stat().st_uid != os.getuid() else []
    promise = "Only you can read the files of the vault"
    return judged(promise, "the rights of the folder and of each file in it", wrong, f"chmod -R go= {folder}")


def _keys(installation: Installation) -> Iterator[Finding]:
    opens = "The passphrase or the recovery key opens the vault"
    try:
        file = file_of_keys(installation)
    except (FileNotFoundError, WrongKey) as why:
        seen = str(why) if isinstance(why, WrongKey) else "there is no key file"
        yield Finding(opens, State.BROKEN, "the key file", seen, "restore it from a backup")
        return
    wrong = [] if file.recovery_used else ["it was printed and never used"]
    yield judged("The recovery key is known to work", "the key file", wrong, "duenotice init --finish")
    weak = file.cost.memory * file.cost.passes < Cost().memory * Cost().passes
    said = f"argon2id with {file.cost.memory} KiB, {file.cost.passes} passes"
    promise = "Trying passphrases on a stolen key file is slow"
    wrong = [f"{said}; the least is {Cost().memory} KiB, {Cost().passes} passes"] if weak else []
    yield judged(promise, "the cost in the key file", wrong, "duenotice passphrase", State.REDUCED)


def _encrypted(installation: Installation) -> Finding:
    promise, how = (
        "The database file is encrypted",
        "raw bytes of the file and its log, read past the database",
    )
    wrong = []
    log = installation.database.with_name(installation.database.name + "-wal")
    for path in (installation.database, log):
        data = path.read_bytes()[:SAMPLE] if path.exists() else b""
        if data.startswith(PLAIN):
            wrong.append(f"`{path.name}` is a plain SQLite file")
        elif path == installation.database and entropy(data) < RANDOM:
            wrong.append(f"`{path.name}` has {entropy(data):.2f} bits a byte: it is not encrypted throughout")
        elif path == log and b"CREATE TABLE" in data:
            wrong.append(f"`{path.name}` holds plain SQL")
    if not installation.database.exists():
        wrong.append("it is not there")
    return judged(promise, how, wrong, "keep the folder as it is and restore a backup into an empty one")


def entropy(data: bytes) -> float:
    """Bits a byte."""
    shares = [count / len(data) for count in collections.Counter(data).values()]
    return -sum(share * math.log2(share) for share in shares)


def _agents(installation: Installation) -> Finding:
    said = asking.state(asking.socket_of(installation.folder, installation.id))
    promise = "Nobody who sits at this machine can read the vault without the passphrase"
    wrong = [f"it is unlocked: {said}"] if said else []
    return judged(promise, "asked the agent", wrong, "duenotice lock", State.REDUCED)


def _key_in_a_file(installation: Installation) -> Finding:
    file = Path(installation.key_at)
    promise = "The key lies nowhere on this machine in plain form"
    there = "and is there now" if file.exists() else "and is not there now"
    seen = f"the server takes it from `{file}`, in memory, {there}; whoever is root can read it"
    mend = "duenotice lock, and type the passphrase at each start"
    return Finding(promise, State.REDUCED, "the installation", seen, mend)


def _swap(listed: Path) -> Finding:
    promise, how = "Memory is not written to a disk in plain form", str(listed)
    if not listed.exists():
        return Finding(promise, State.NOT_CHECKED, how, "this system does not tell")
    used = [line.split()[0] for line in listed.read_text("ascii", "replace").splitlines()[1:]]
    plain = [name for name in used if not name.startswith(("/dev/dm-", "/dev/zram", "/dev/mapper/"))]
    wrong = [f"swap on `{name}`, which may not be encrypted" for name in plain]
    return judged(promise, how, wrong, "encrypt the swap space, or turn it off", State.REDUCED)


def _core_dumps() -> Finding:
    promise, how = "A crash writes no memory to disk", "the limit of this process (RLIMIT_CORE)"
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return Finding(promise, State.NOT_CHECKED, how, "this system knows no such limit")
    allowed = resource.getrlimit(resource.RLIMIT_CORE)
    wrong = [] if allowed == (0, 0) else [f"core dumps of {allowed[0]} bytes are allowed"]
    return judged(promise, how, wrong, "ulimit -c 0")
