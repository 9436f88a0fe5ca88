"""How the tests of the command line run it: through the real entry point, streams caught."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from duenotice.__main__ import main
from duenotice.cli.schema import schema_of

HERE = Path(__file__).parent
RECORDS = HERE / "records"
ORDER = "chhoeun-v-marin/2019-01-03"
SCRIPT = Path(sys.executable).parent / "duenotice"


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


def run(*arguments: str | Path, stdin: str | bytes = "") -> Ran:
    """The command line in this process."""
    raw = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: int | str | None = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["duenotice", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        printed, said = (_text(stream) for stream in (out, err))
    assert isinstance(code, int) or code is None
    return Ran(code or 0, printed, said)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


def script(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Ran:
    """The installed script, in a process of its own, with a bare environment."""
    path = os.environ.get("PATH", "")
    ran = subprocess.run(
        [SCRIPT, *map(str, arguments)],
        input=stdin,
        cwd=cwd,
        env={"PATH": path, **environment},
        capture_output=True,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))


def answered(*arguments: str | Path, stdin: str = "") -> str:
    """What a command prints that must succeed and must not complain."""
    ran = run(*arguments, stdin=stdin)
    assert (ran.code, ran.err) == (0, ""), ran
    return ran.out


def refused(*arguments: str | Path, stdin: str | bytes = "") -> str:
    """What a command says that must refuse its input: on standard error only, and no traceback."""
    ran = run(*arguments, stdin=stdin)
    assert (ran.code, ran.out) == (2, ""), ran
    assert "Traceback" not in ran.err
    assert ran.err.strip()
    return ran.err


def valid(shape: str, data: Any) -> Any:
    """The data, which must have the published shape of this name."""
    Draft202012Validator(schema_of(shape)).validate(data)
    return data
