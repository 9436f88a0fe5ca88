"""The agent: a small process that holds the data key of an unlocked vault in memory.

Started by `asking.start`, which writes the key to its standard input. It answers one-word questions on a
socket that is a file: ``key``, ``state``, ``lock``. It forgets when told to, and when nobody asked for the
key for the idle time; time in which the machine slept counts. The key lies once in its memory, in a page that
is kept out of the swap file where the system allows that, and is overwritten before the process ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import sys
import time
from pathlib import Path

from duenotice.web.keys.asking import peer
from duenotice.web.keys.derive import SIZE

LOOK = 2.0
"""Seconds between two looks at the clock."""
PATIENCE = 2.0
"""Seconds that somebody who connected may take to ask."""
PR_SET_DUMPABLE = 4


def now() -> float:
    """Seconds, counted through sleep where the system can (CLOCK_BOOTTIME)."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def hidden() -> None:
    """No core dump, and no other process of this user may read our memory."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def pinned(key: bytearray) -> bool:
    """Keep the key's page out of the swap file; whether the system agreed."""
    try:
        address = ctypes.addressof((ctypes.c_char * len(key)).from_buffer(key))
        locked = ctypes.CDLL(None, use_errno=True).mlock(ctypes.c_void_p(address), ctypes.c_size_t(len(key)))
        return bool(locked == 0)
    except (OSError, AttributeError):
        return False


def serve(at: Path, key: bytearray, idle: float, in_memory: bool) -> None:
    """Answer until told to lock, or until nobody asked for the key for `idle` seconds."""
    at.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(at))
        listening.listen(8)
        listening.settimeout(min(LOOK, idle))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        until = now() + idle
        while now() < until:
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            with connection, contextlib.suppress(OSError):
                connection.settimeout(PATIENCE)
                question = connection.recv(16) if peer(connection) == os.getuid() else b""
                if question == b"key\n" and now() < until:
                    connection.sendall(memoryview(key))
                    until = now() + idle
                elif question == b"state\n":
                    kept = "kept out of swap" if in_memory else "not kept out of swap"
                    connection.sendall(f"{int(until - now())} s left, {kept}\n".encode("ascii"))
                elif question == b"lock\n":
                    until = 0
                    key[:] = bytes(len(key))
                    at.unlink(missing_ok=True)
                    connection.sendall(b"locked\n")


def main() -> None:
    """Read the key, serve, forget."""
    os.umask(0o177)
    hidden()
    at, idle, key = Path(sys.argv[1]), float(sys.argv[2]), bytearray(SIZE)
    in_memory = pinned(key)
    got = 0
    with memoryview(key) as room:
        while got < SIZE and (count := os.readv(0, [room[got:]])):
            got += count
    if got < SIZE:
        sys.exit(1)
    try:
        serve(at, key, idle, in_memory)
    finally:
        key[:] = bytes(SIZE)
        at.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
