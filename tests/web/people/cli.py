"""`duenotice people …` as a process of its own, on the vault of a test."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence

from django.db import connection

from duenotice.web.installation import Installation
from tests.web.modes import doors
from tests.web.vaults import PASSPHRASE

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def people(
    vault: Installation, *arguments: str, typed: Sequence[str] = (), passphrase: str = PASSPHRASE
) -> subprocess.CompletedProcess[str]:
    """The command, with the passphrase and further lines typed into it."""
    connection.close()
    words = ["people", *arguments, "--vault", str(vault.folder)]
    return doors.run(words, [passphrase, *typed])


def done(ran: subprocess.CompletedProcess[str]) -> str:
    """What a command printed that did what it was asked."""
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
