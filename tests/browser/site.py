"""A site that runs as a process of its own, with the server of `duenotice serve` and settings for tests."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import pytest
from django.db import connections
from django.test import override_settings

from duenotice.web.installation import Mode
from tests.web.modes.doors import environment, runtime
from tests.web.site_world import CHEAP, Account, session_of
from tests.web.test_serve import answers, free_port
from tests.web.vaults import PASSPHRASE, opened

PATIENT = """
from datetime import timedelta
from duenotice.web import settings
settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False
settings.LOCK = timedelta(hours=2)
settings.PASSWORD_HASHERS = ["tests.web.site_world.Cheap"]
"""
"""For all tests: many tries in a short time, and nobody waits for hashes."""
UNESCAPED = 'settings.TEMPLATES[0]["OPTIONS"]["autoescape"] = False\n'
UNGUARDED = "settings.CONTENT_SECURITY_POLICY = None\n"
RUN = """
import sys
from pathlib import Path
from duenotice.web import installation
from duenotice.web.commands.opening import typed
found = installation.load(Path(sys.argv[1]))
installation.start(found, typed(found))
from duenotice.web.serving import run
run(int(sys.argv[2]), 0)
"""
"""What `duenotice serve` does, for a vault with two organisations."""
COOKIE = "duenotice-session"

W = TypeVar("W")


@dataclass(frozen=True)
class Reply:
    """What a page answers: the status, the kind of the content, the content."""

    status: int
    kind: str
    body: str


@dataclass(frozen=True)
class Site(Generic[W]):
    """A running site, the world in it, and the keys of a session for every account by its name."""

    port: int
    world: W
    keys: dict[str, str]

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def ask(self, address: str, key: str = "") -> Reply:
        """A page, without a browser. Redirects are not followed."""
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            line.request("GET", quoted(address), headers={"Cookie": f"{COOKIE}={key}"} if key else {})
            got = line.getresponse()
            body = got.read().decode("utf-8", "replace")
            return Reply(got.status, got.headers.get("Content-Type", ""), body)
        finally:
            line.close()


def quoted(address: str) -> str:
    """An address as a browser sends it."""
    return urllib.parse.quote(address, safe="/?&=%:+,;@-._~")


@contextmanager
def running(
    build: Callable[[], W], accounts: Callable[[W], tuple[Account, ...]], changes: str = ""
) -> Iterator[Site[W]]:
    """A site of a laptop with the world that `build` makes; `changes`: further settings, as Python."""
    with tempfile.TemporaryDirectory() as folder, opened(Mode.LAPTOP, Path(folder)) as vault:
        with override_settings(PASSWORD_HASHERS=CHEAP):
            world = build()
            keys = {who.name: session_of(who) for who in accounts(world) if who.user is not None}
        connections["default"].close()
        port = free_port()
        with _process(vault.folder, port, PATIENT + changes + RUN) as process:
            answers(port, process)
            yield Site(port, world, keys)


@contextmanager
def _process(folder: Path, port: int, program: str) -> Iterator[subprocess.Popen[str]]:
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(folder), str(port)],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment(runtime()),
            start_new_session=True,
            text=True,
        )
        assert process.stdin is not None
        process.stdin.write(f"{PASSPHRASE}\n")
        process.stdin.close()
        try:
            yield process
        finally:
            ended = process.poll() is not None
            if not ended:
                os.kill(process.pid, signal.SIGTERM)
            process.wait(timeout=60)
            said.seek(0)
            if ended:
                pytest.fail(f"the site ended: {said.read().decode('utf-8', 'replace')}")
