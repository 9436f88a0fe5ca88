"""What the processes of T-KILL and T-CONC have in common: Django for a vault, by its folder and data key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from duenotice.web.installation import Installation
from tests.web.modes.doors import ROOT
from tests.web.vaults import slots


def started(module: str, installation: Installation, arguments: Sequence[object]) -> subprocess.Popen[bytes]:
    """A process of one of the modules beside this one; it reads the data key from its standard input."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    command = [
        sys.executable,
        "-m",
        f"tests.web.modes.{module}",
        str(installation.folder),
        *map(str, arguments),
    ]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    assert process.stdin is not None
    process.stdin.write(slots()[1].data)
    process.stdin.close()
    process.stdin = None
    return process


def told(process: subprocess.Popen[bytes], longest: float) -> Any:
    """What the process printed, as JSON."""
    out, _ = process.communicate(timeout=longest)
    assert process.returncode == 0
    return json.loads(out)


def begin() -> Installation:
    """In the process: set Django up for the folder in the first argument, as the application role."""
    from duenotice.web import installation
    from duenotice.web.keys.derive import Keys

    return installation.opened(Path(sys.argv[1]), Keys(sys.stdin.buffer.read()))
