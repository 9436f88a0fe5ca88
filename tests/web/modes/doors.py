"""The command as a process of its own, without a terminal: what is typed comes from standard input."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parents[3]
RECOVERY = re.compile(r"AGE-SECRET-KEY-[\w ]+")


def environment(runtime: Path) -> dict[str, str]:
    """The environment of a command: this source, and a folder for sockets that is not the user's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(runtime),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "PYTHONWARNINGS": "ignore",
        "XDG_RUNTIME_DIR": str(runtime),
    }


def runtime() -> Path:
    """A folder with a name short enough for a socket."""
    return Path(mkdtemp(prefix="dn-"))


def run(
    arguments: Sequence[str], typed: Sequence[str] = (), env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`duenotice …` with lines typed into it."""
    return subprocess.run(
        [sys.executable, "-m", "duenotice", *arguments],
        input="".join(f"{line}\n" for line in typed),
        env=dict(env or environment(runtime())),
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        timeout=120,
    )


@dataclass(frozen=True)
class Made:
    """What `duenotice init` printed."""

    code: int
    recovery: str
    said: str


def init(folder: Path, passphrase: str, *options: str, back: bool = True, env: Mapping[str, str]) -> Made:
    """`duenotice init`, typing the recovery key back as it was printed, or three times something else."""
    lines = (passphrase,) if "--finish" in options else (passphrase, passphrase)
    return typing_back(["init", "--vault", str(folder), *options], lines, back, env)


def typing_back(arguments: Sequence[str], lines: Sequence[str], back: bool, env: Mapping[str, str]) -> Made:
    """A command that prints a recovery key and has it typed back."""
    process = subprocess.Popen(
        [sys.executable, "-m", "duenotice", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(env),
        text=True,
        bufsize=1,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write("".join(f"{line}\n" for line in lines))
        process.stdin.flush()
        recovery, said = "", []
        for line in process.stdout:
            said.append(line)
            found = RECOVERY.search(line)
            if found and not recovery:
                recovery = found[0].strip()
                process.stdin.write((recovery.lower() + "\n") if back else "not this one\n" * 3)
                process.stdin.flush()
    return Made(process.wait(timeout=60), recovery, "".join(said))
