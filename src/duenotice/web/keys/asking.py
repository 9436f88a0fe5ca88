"""Asking the agent, and starting and ending it. The socket is a file; nothing here reaches a network.

The folder of the socket is the user's alone (mode 0700), and both ends check that the other end is a
process of the same user.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import subprocess  # nosec B404  # for the line that is marked below
import sys
from pathlib import Path

from duenotice.web.keys.derive import SIZE, Keys

LONGEST_PATH = 100
"""Bytes: the system takes no longer names for a socket (108 on Linux, 104 on macOS)."""
PATIENCE = 5.0
"""Seconds that an answer may take."""


class NoAgent(Exception):
    """An agent cannot run here."""


def folder_of_sockets(vault: Path) -> Path:
    """``$XDG_RUNTIME_DIR/duenotice``, in memory and gone with the session; else the vault's folder."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime) / "duenotice" if runtime else vault


def socket_of(vault: Path, installation: str) -> Path:
    """Where the agent of one installation listens."""
    return folder_of_sockets(vault) / f"{installation}.agent"


def key(at: Path) -> Keys | None:
    """The keys, if an agent of ours holds them. Asking starts the idle time anew."""
    data = _asked(at, b"key\n")
    return Keys(data) if len(data) == SIZE else None


def state(at: Path) -> str:
    """What the agent says about itself in one line; empty if none runs."""
    return _asked(at, b"state\n").decode("ascii", "replace").strip()


def lock(at: Path) -> bool:
    """Make the agent forget and end; whether there was one."""
    return _asked(at, b"lock\n") == b"locked\n"


def start(at: Path, keys: Keys, idle: float) -> None:
    """Start an agent in the place of any other. `idle`: seconds; raises `NoAgent`."""
    if not hasattr(socket, "AF_UNIX") or not hasattr(os, "getuid"):
        raise NoAgent("this system has no sockets that are files")
    if len(os.fsencode(at)) > LONGEST_PATH:
        raise NoAgent(f"the path of the socket is longer than {LONGEST_PATH} bytes")
    lock(at)
    at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    at.parent.chmod(0o700)
    command = [sys.executable, "-m", "duenotice.web.keys.agent", str(at), str(idle)]
    agent = subprocess.Popen(  # noqa: S603  # nosec B603  # our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    assert agent.stdin is not None
    assert agent.stdout is not None
    with agent.stdin, agent.stdout:
        with contextlib.suppress(BrokenPipeError):
            agent.stdin.write(keys.data)
            agent.stdin.flush()
        ready = agent.stdout.readline()
    if ready != b"ready\n":
        raise NoAgent("it ended before it was ready")
    agent.returncode = 0  # it lives on, without us


def _asked(at: Path, question: bytes) -> bytes:
    if not hasattr(socket, "AF_UNIX") or not at.exists():
        return b""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(str(at))
            if peer(connection) != os.getuid():
                return b""
            connection.sendall(question)
            parts = []
            while part := connection.recv(1024):
                parts.append(part)
            return b"".join(parts)
    except OSError:
        return b""


def peer(connection: socket.socket) -> int:
    """The user id of the process at the other end; -1 where the system does not tell."""
    if hasattr(socket, "SO_PEERCRED"):
        size = struct.calcsize("3i")
        return int(struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))[1])
    with contextlib.suppress(OSError, struct.error):  # macOS: LOCAL_PEERCRED, a `struct xucred`
        return int(struct.unpack_from("=II", connection.getsockopt(0, 1, 76))[1])
    return -1
