"""The site as a process of its own, over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from duenotice.web.accounts import services
from duenotice.web.accounts.models import Role
from duenotice.web.acting import acting
from duenotice.web.installation import Installation, Mode
from tests.web.modes.doors import environment, runtime
from tests.web.site_world import PASSWORD, command
from tests.web.test_sign_in import code_of, office
from tests.web.vaults import PASSPHRASE


class Browser:
    """Opens pages, keeps cookies, sends forms with the token of the page."""

    def __init__(self, port: int, over_tls: bool) -> None:
        self.at = f"http://localhost:{port}"
        self.cookies: dict[str, str] = {}
        self.over_tls = over_tls
        self.headers: dict[str, str] = {}

    def open(self, path: str, form: dict[str, str] | None = None) -> str:
        """The page, after redirects."""
        asked = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.over_tls:
            asked |= {"X-Forwarded-Proto": "https", "Referer": f"https://{self.at[7:]}{path}"}
        data = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(self.at + path, data, asked)  # noqa: S310  # http, of this machine
        try:
            response = urllib.request.build_opener(Stay).open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            response = refused
        with response:
            body = response.read().decode()
            self.headers = dict(response.headers)
            for line in response.headers.get_all("Set-Cookie") or ():
                name, _, rest = line.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            to = response.headers.get("Location")
        return self.open(urllib.parse.urlsplit(to)._replace(scheme="", netloc="").geturl()) if to else body

    def send(self, path: str, **form: str) -> str:
        """Open a page, and send the form on it."""
        found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.open(path))
        assert found, path
        return self.open(path, {**form, "csrfmiddlewaretoken": found[1]})


SAID: dict[int, str] = {}
"""What each site printed, by its port, once it has ended."""


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by `Browser`, which keeps the cookies."""

    def redirect_request(self, *_: object) -> None:
        """Not here."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(vault: Installation, port: int, idle: str = "") -> Iterator[subprocess.Popen[str]]:
    """`duenotice serve`, once it answers. `idle`: seconds after which a laptop's vault locks."""
    program = "from duenotice.web import settings\n"
    if idle:
        program += f"from datetime import timedelta\nsettings.LOCK = timedelta(seconds={idle})\n"
    program += "from duenotice.__main__ import main\nmain()\n"
    arguments = ["serve", "--vault", str(vault.folder), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(runtime()),
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(PASSPHRASE + "\n")
    process.stdin.close()
    try:
        yield process
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
        assert process.stdout is not None
        with process.stdout:
            SAID[port] = process.stdout.read()
        process.wait(timeout=60)


def answers(port: int, process: subprocess.Popen[str], longest: float = 90) -> None:
    """Wait until somebody listens."""
    ends = time.monotonic() + longest
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("nobody listens")


def listening(port: int) -> list[str]:
    """The addresses on which the port is open, as Linux has them."""
    lines = (
        Path("/proc/net/tcp").read_text("ascii").splitlines()
        + Path("/proc/net/tcp6").read_text("ascii").splitlines()
    )
    fields = [line.split() for line in lines if ":" in line]
    return [
        each[1].partition(":")[0] for each in fields if each[1].endswith(f":{port:04X}") and each[3] == "0A"
    ]


def test_somebody_signs_in_over_http_with_a_second_factor_and_sees_the_site(vault: Installation) -> None:
    organisation = office()
    with acting([organisation.pk]):
        code = services.invite(by=command(organisation), role=Role.NAVIGATOR)[1]
    connections["default"].close()
    port = free_port()
    with serving(vault, port) as process:
        answers(port, process)
        browser = Browser(port, over_tls=vault.mode is Mode.SERVER)
        made = {"code": code, "username": "navigator-a", "password": PASSWORD, "again": PASSWORD}
        assert "Sign in" in browser.send("/invitation/", **made)
        browser.send("/sign-in/", login="navigator-a", password=PASSWORD)
        browser.send("/account/confirm/", password=PASSWORD)
        page = browser.open("/account/factors/app/")
        found = re.search(r'authenticator_secret">([A-Z2-7]+)<', page)
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
        assert found
        assert token
        activated = {"code": code_of(found[1]), "csrfmiddlewaretoken": token[1]}
        browser.open("/account/factors/app/", activated)
        codes = browser.send("/account/confirm/code/?next=/account/factors/codes/", code=code_of(found[1]))
        assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
        assert "You were given nobody yet" in browser.open("/people/")
        assert browser.headers["Cache-Control"] == "no-store"
        assert ("Strict-Transport-Security" in browser.headers) is (vault.mode is Mode.SERVER)
        assert listening(port) == ["0100007F"]
    assert process.returncode == 0
    said = SAID[port]
    assert ("Without TLS" in said) is (vault.mode is Mode.LAPTOP)
    assert "navigator-a" not in said


def test_a_laptops_site_ends_by_itself_when_nobody_uses_it(tmp_path: Path, vault: Installation) -> None:
    """The process that holds the key is gone. A server does not end by itself."""
    office()
    connections["default"].close()
    port = free_port()
    with serving(vault, port, idle="3") as process:
        answers(port, process)
        if vault.mode is Mode.SERVER:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=8)
            return
        assert process.wait(timeout=30) == 0
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), 1)
