"""The agent that holds the key of an unlocked vault: who may ask, and when it forgets."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from duenotice.web.keys import agent, asking
from tests.web.modes.doors import runtime
from tests.web.vaults import slots

HERE = Path(asking.__file__).parent


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where an agent may listen."""
    folder = runtime()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    path = asking.socket_of(Path("vault"), "00000000-0000-0000-0000-00000000000a")
    yield path
    asking.lock(path)
    shutil.rmtree(folder)


def test_it_gives_the_key_until_it_is_told_to_lock(at: Path) -> None:
    keys = slots()[1]
    assert asking.key(at) is None
    asking.start(at, keys, 60)
    assert stat.S_IMODE(at.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(at.stat().st_mode) & 0o077 == 0
    assert asking.key(at) == keys
    assert asking.lock(at)
    assert asking.key(at) is None
    assert not at.exists()
    assert not asking.lock(at)


def test_it_forgets_when_nobody_asked_and_asking_for_its_state_is_no_use(at: Path) -> None:
    asking.start(at, slots()[1], 2.0)
    began = time.monotonic()
    while asking.state(at):
        assert time.monotonic() - began < 20
        time.sleep(0.1)
    assert time.monotonic() - began > 1.0
    assert asking.key(at) is None


def test_using_it_starts_the_idle_time_anew(at: Path) -> None:
    asking.start(at, slots()[1], 3.0)
    began = time.monotonic()
    while time.monotonic() - began < 5:
        assert asking.key(at) is not None
        time.sleep(0.2)


def test_a_process_of_another_user_is_told_nothing(at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.start(at, slots()[1], 60)
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    ask = (
        "import os, socket, sys\n"
        "os.setuid(65534)\n"
        "s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n"
        "try:\n    s.sendall(b'key\\n'); print(s.recv(64))\n"
        "except ConnectionError:\n    print(b'')"
    )
    for path in (at, at.parent, at.parent.parent):  # even if the folders were open to everybody
        path.chmod(0o777)
    ran = subprocess.run(
        [sys.executable, "-c", ask, str(at)], capture_output=True, text=True, check=False, cwd="/"
    )
    assert ran.stdout == "b''\n", ran.stderr
    assert asking.key(at) is not None


def test_an_impostor_on_the_socket_is_not_believed(at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking.start(at, slots()[1], 60)
    monkeypatch.setattr(asking, "peer", lambda _: os.getuid() + 1)
    assert asking.key(at) is None


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells")
def test_no_other_process_may_read_its_memory_and_it_dumps_no_core(at: Path) -> None:
    asking.start(at, slots()[1], 60)
    pid = pid_of(at)
    limits = Path(f"/proc/{pid}/limits").read_text("ascii")
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
    assert Path(f"/proc/{pid}/mem").stat().st_uid == 0  # not dumpable: its files in /proc are root's
    os.kill(pid, signal.SIGTERM)


def test_its_key_is_kept_out_of_swap_where_the_system_allows_it(at: Path) -> None:
    asking.start(at, slots()[1], 60)
    can = agent.pinned(bytearray(32))
    assert asking.state(at).endswith("kept out of swap" if can else "not kept out of swap")


def test_a_socket_with_too_long_a_path_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(asking.NoAgent, match="longer than 100 bytes"):
        asking.start(tmp_path / ("x" * 120), slots()[1], 60)


@pytest.mark.parametrize("name", ["agent.py", "asking.py"])
def test_the_modules_that_may_use_sockets_know_files_only(name: str) -> None:
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "socket"
    }
    assert used <= {"AF_UNIX", "SOCK_STREAM", "SOL_SOCKET", "SO_PEERCRED", "socket"}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call for call in calls if ast.unparse(call.func) == "socket.socket"]
    assert {ast.unparse(call.args[0]) for call in made} == {"socket.AF_UNIX"}


def pid_of(at: Path) -> int:
    """The process that listens, as the system knows it."""
    import struct

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(str(at))
        told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", told)[0])
