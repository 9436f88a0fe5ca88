"""What a reader types, run in this process: `duenotice …`, `python FILE`, `cat FILE`, `echo $?`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

from duenotice.__main__ import main


@dataclass
class Shell:
    """Remembers the exit code of the last command, for ``echo $?``."""

    folder: Path
    code: int = 0

    def run(self, command: str) -> str:
        """What a terminal in `folder` shows for a command (standard output and errors as they come)."""
        words = shlex.split(command)
        source, target = self._redirected(words, "<"), self._redirected(words, ">")
        match words:
            case ["echo", "$?"]:
                shown = f"{self.code}\n"
            case ["cat", name]:
                shown, self.code = (self.folder / name).read_text(encoding="utf-8"), 0
            case ["python", name]:
                shown = self._python(name)
            case ["duenotice", *arguments]:
                shown = self._duenotice(arguments, self._text(source))
            case _:
                raise AssertionError(f"a console block cannot run `{command}`")
        if target:
            (self.folder / target).write_text(shown, encoding="utf-8")
            return ""
        return shown

    def _redirected(self, words: list[str], sign: str) -> str:
        """The file behind ``<`` or ``>``; both words are taken out."""
        if sign not in words:
            return ""
        at = words.index(sign)
        name = words[at + 1]
        del words[at : at + 2]
        return name

    def _text(self, source: str) -> str:
        return (self.folder / source).read_text(encoding="utf-8") if source else ""

    def _duenotice(self, arguments: list[str], stdin: str) -> str:
        argv = mock.patch.object(sys, "argv", ["duenotice", *arguments])
        with argv, CliRunner().isolation(input=stdin) as (_, _, output):
            self.code = 0
            try:
                main()
            except SystemExit as end:
                self.code = end.code if isinstance(end.code, int) else int(end.code is not None)
            return output.getvalue().decode()

    def _python(self, name: str) -> str:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        ran = subprocess.run(
            [sys.executable, name],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.code = ran.returncode
        return ran.stdout
