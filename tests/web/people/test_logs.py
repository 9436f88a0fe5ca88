"""Nothing about anybody gets out through what goes wrong: not into logs, errors, mail or answers."""

from __future__ import annotations

import http.client
import io
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings

from duenotice.web import logs
from duenotice.web.installation import Installation, Mode
from duenotice.web.uploads import MOST_BYTES
from tests.web.modes import doors
from tests.web.people.canaries import Canaries
from tests.web.people.office import office
from tests.web.scan import Scan
from tests.web.vaults import PASSPHRASE

FAILING = {
    "ROOT_URLCONF": "tests.web.people.failing",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "ADMINS": [("Administrator", "admin@example.org")],
}
"""Were any mail sent, it would be seen."""


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """What every handler of every logger writes."""
    written = io.StringIO()
    handlers = [each for each in logging.getLogger().handlers if isinstance(each.formatter, logs.AllowList)]
    assert handlers
    before = [(each, each.setStream(written)) for each in handlers if isinstance(each, logging.StreamHandler)]
    try:
        yield written
    finally:
        for handler, stream in before:
            if stream is not None:
                handler.setStream(stream)


def client(word: str, **more: Any) -> Client:
    """A browser that tells a canary wherever one can."""
    told: dict[str, Any] = {
        "HTTP_HOST": "localhost",
        "HTTP_USER_AGENT": word,
        "HTTP_REFERER": f"https://{word}/",
    }
    browser = Client(raise_request_exception=False, **told, **more)
    browser.cookies["seen"] = word
    return browser


def page(name: str) -> Callable[[str], object]:
    """Send a form with canaries to a page that breaks."""
    return lambda word: client(word).post(f"/{name}/{word}/?q={word}", {"name": word, "a_number": word})


def too_large(word: str) -> object:
    file = SimpleUploadedFile(f"{word}.pdf", word.encode().ljust(MOST_BYTES + 1, b"x"))
    return client(word).post(f"/upload/{word}/", {"file": file})


def torn(word: str) -> object:
    body = f'--b\r\nContent-Disposition: form-data; name="{word}"; filename="{word}\r\n\r\n{word}'
    return client(word).post(f"/upload/{word}/", body, content_type="multipart/form-data; boundary=")


def too_many_fields(word: str) -> object:
    return client(word).post(f"/exception/{word}/", {f"{word}{number}": word for number in range(1_001)})


def no_token(word: str) -> object:
    return client(word, enforce_csrf_checks=True).post(f"/form/{word}/", {"name": word})


def other_host(word: str) -> object:
    return client(word).get(f"/exception/{word}/", HTTP_HOST=f"{word}.example.org")


def nothing_there(word: str) -> object:
    return client(word).get(f"/people/{word}/?q={word}")


PATHS: dict[str, tuple[Callable[[str], object], int, str]] = {
    "exception in a view": (page("exception"), 500, "ValueError"),
    "unique violation": (page("unique"), 500, "IntegrityError"),
    "no such page": (nothing_there, 404, "Resolver404"),
    "bad form, torn": (torn, 400, "MultiPartParserError"),
    "bad form, too many fields": (too_many_fields, 400, "TooManyFieldsSent"),
    "no CSRF token": (no_token, 403, "django.security.csrf"),
    "other host": (other_host, 400, "DisallowedHost"),
    "upload that is too large": (too_large, 400, "RequestDataTooBig"),
    "template breaks": (page("template"), 500, "RuntimeError"),
    "template cannot be read": (page("syntax"), 500, "TemplateSyntaxError"),
    "somebody logs too much": (page("logged"), 200, "CRITICAL other other"),
}
"""What goes wrong, the status of the answer, and what the log says: so that each fails as it should."""


def test_no_canary_gets_out_through_what_goes_wrong_in_the_site(
    vault: Installation, capfd: pytest.CaptureFixture[str], record_property: Callable[[str, object], None]
) -> None:
    """T-LOGS, in the site"""
    office()
    made = Canaries()
    scan = Scan(made.mark)
    leaks: list[str] = []
    with override_settings(**FAILING), listening() as written:
        for name, (fail, status, logged) in PATHS.items():
            word = made.word()
            before = written.tell()
            answer = fail(word)
            line = written.getvalue()[before:]
            body = getattr(answer, "content", b"")
            assert getattr(answer, "status_code", 0) == status, name
            assert logged in line, name
            if scan.hits(body) or scan.hits(line.encode()):
                leaks.append(name)
    said = "".join(capfd.readouterr())
    mails = getattr(mail, "outbox", [])
    line = f"{len(PATHS)} failure paths, each with a canary in path, query, form, cookie and headers"
    record_property("T-LOGS site", line)
    with capfd.disabled():
        print(f"\nT-LOGS {vault.mode}: {line}: {len(leaks)} leaks, {len(mails)} mails")
    assert leaks == []
    assert scan.hits(said.encode()) == 0
    assert mails == []


def test_what_breaks_is_found_in_the_log_by_the_id_that_the_user_was_shown(vault: Installation) -> None:
    with override_settings(**FAILING), listening() as written:
        answer = client("x").get("/exception/x/")
    [id_] = re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", answer.content.decode())
    [line] = [line for line in written.getvalue().splitlines() if id_ in line]
    assert re.fullmatch(rf"[0-9TZ:-]+ ERROR duenotice\.web incident {id_} ValueError", line)


def test_a_line_of_the_log_is_made_of_known_fields_alone() -> None:
    record = logging.LogRecord("django.db", logging.ERROR, "/a", 1, "Person A %s", ("Person B",), None)
    record.subject = "Person C"
    line = logs.AllowList().format(record)
    assert re.fullmatch(r"[0-9TZ:-]+ ERROR django\.db other", line)


OPENING = """import sys
from pathlib import Path
from duenotice.web.commands.opening import open_vault
word = sys.stdin.readline().strip()
open_vault(Path(sys.argv[1]))
"""
COMMANDS = {
    "unforeseen exception": "raise ValueError(word)",
    "exception with a cause": "try:\n  int(word)\nexcept ValueError as why:\n  raise KeyError(word) from why",
    "management command": "from django.core.management import call_command\ncall_command('loaddata', word)",
    "unknown management command": "from django.core.management import call_command\ncall_command(word)",
    "thread": "import threading\nt = threading.Thread(target=int, args=(word,))\nt.start()\nt.join()",
    "finaliser": "class A:\n  def __del__(self): raise ValueError(word)\nA()",
    "warning": "import warnings\nwarnings.warn(word)",
    "log": "import logging\nlogging.getLogger('a').error('%d', word)",
    "unique violation": (
        "from duenotice.web.accounts.models import Organisation\n"
        "from duenotice.web.people.models import Number, Person\n"
        "of, at = Organisation.objects.get(), '2026-11-26T12:00Z'\n"
        "person = Person.objects.create(organisation=of, created=at)\n"
        "for _ in range(2):\n  Number.objects.create(organisation_id=person.organisation_id, person=person,"
        " digits=word, blind=b'1' * 16)"
    ),
    "SQL": "from django.db import connection\nconnection.cursor().execute('SELECT ' + word)",
}


def test_no_canary_gets_out_through_what_goes_wrong_in_a_command(
    vault: Installation, record_property: Callable[[str, object], None]
) -> None:
    """T-LOGS, in processes that opened a vault"""
    office()
    connection.close()
    made, leaks = Canaries(), []
    scan = Scan(made.mark)
    env = doors.environment(doors.runtime())
    for name, code in COMMANDS.items():
        opening = "from pathlib import Path\nfrom duenotice.web.commands.opening import open_vault\n"
        script = (
            f"import sys\nword = sys.stdin.readline().strip()\n{opening}open_vault(Path(sys.argv[1]))\n{code}"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script, str(vault.folder)],
            input=f"{made.word()}\n{PASSPHRASE}\n",
            env=env,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
            timeout=60,
        )
        assert ran.stderr.strip(), name
        if scan.hits((ran.stdout + ran.stderr).encode()):
            leaks.append(f"{name}: {ran.stderr}")
    said = f"{len(COMMANDS)} failure paths of processes, {len(leaks)} leaks"
    record_property("T-LOGS commands", said)
    print(f"T-LOGS {vault.mode}: {said}")
    assert leaks == []


@pytest.mark.parametrize("vault", [Mode.LAPTOP], indirect=True)
def test_a_command_on_a_broken_vault_names_nobody(vault: Installation) -> None:
    """T-LOGS, a real command: its table is gone, and a name was typed."""
    office()
    made = Canaries()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("DROP TABLE people_number")
    connection.close()
    typed = [made.word(), "", "A012-345-678", "", "", "", ""]
    ran = doors.run(["people", "add", "--vault", str(vault.folder)], [PASSPHRASE, *typed])
    assert ran.returncode != 0
    assert "OperationalError" in ran.stderr
    assert Scan(made.mark, ["012345678"]).hits((ran.stdout + ran.stderr).encode()) == 0


@pytest.mark.parametrize("vault", [Mode.LAPTOP], indirect=True)
def test_no_canary_gets_out_through_the_server_that_users_run(vault: Installation, tmp_path: Path) -> None:
    """T-LOGS, `duenotice serve`: everything that it prints, with requests that are bad in every way"""
    office()
    connection.close()
    made, port = Canaries(), free_port()
    out = tmp_path / "printed"
    command = [sys.executable, "-m", "duenotice", "serve", "--vault", str(vault.folder), "--port", str(port)]
    env = doors.environment(doors.runtime())
    with out.open("wb") as printed:
        server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=printed, stderr=printed, env=env, start_new_session=True
        )
        try:
            assert server.stdin is not None
            server.stdin.write(f"{PASSPHRASE}\n".encode())
            server.stdin.close()
            statuses = [one(port, made.word(), *request) for request in requests_of(made, port)]
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)
    assert all(status == 0 or status >= 300 for status in statuses), statuses
    assert sum(status >= 400 for status in statuses) >= 5, statuses
    printed_by_it = out.read_bytes()
    assert Scan(made.mark).hits(printed_by_it) == 0, printed_by_it
    print(f"T-LOGS serve: {len(statuses)} bad requests, {made.made} canaries, 0 hits in what it printed")


def requests_of(made: Canaries, port: int) -> list[tuple[str, str, bytes, dict[str, str]]]:
    """Requests that fail: method, path, body, headers."""
    word = made.word()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return [
        ("GET", f"/{word}", b"", {}),
        ("GET", f"/people/{word}/?q={word}", b"", {"Cookie": f"session={word}"}),
        ("POST", "/sign-in/", f"login={word}&password={word}".encode(), form),
        ("POST", f"/people/search/?{word}", f"name={word}".encode(), form),
        ("GET", "/", b"", {"Host": f"{word}.example.org"}),
        ("POST", "/sign-in/", word.encode() * 3, {"Content-Type": f"multipart/form-data; boundary={word}"}),
        ("POST", "/sign-in/", b"x" * (MOST_BYTES * 2), {"Content-Type": "multipart/form-data; boundary=b"}),
        (word, "/", b"", {}),
        ("GET", f"/{word}" * 2_000, b"", {}),
        ("GET", "/", b"", {"X-Long": word * 1_000}),
    ]


def one(port: int, word: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
    """Send one request; its status, or 0 if the server hangs up."""
    for _ in range(100):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as sent:
                sent.request(method, path, body, {"User-Agent": word, **headers})
                with sent.getresponse() as answer:
                    return answer.status
        except ConnectionRefusedError:
            time.sleep(0.2)
        except (OSError, http.client.HTTPException):
            return 0
    raise AssertionError("the server did not start")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
