"""One installation: a folder with a key file, the database or where it is, attachments of nobody else.

Laptop mode keeps one SQLCipher file in the folder. Server mode names a PostgreSQL database; its password
stands where PostgreSQL's own tools look for it (`.pgpass`, a service file), never here.
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from duenotice.web import settings as common
from duenotice.web.keys import keyfile, ring
from duenotice.web.keys.derive import Keys

FORMAT = 1
NEAR = frozenset(("", "127.0.0.1", "::1", "localhost"))


class Mode(StrEnum):
    """Where the rows are."""

    LAPTOP = "laptop"
    SERVER = "server"


@dataclass(frozen=True)
class Server:
    """The PostgreSQL database of server mode.

    `role` is what the site signs in as and may do little; `owner` owns the tables and signs in to migrate.
    """

    host: str = ""
    port: int = 5432
    name: str = ""
    role: str = ""
    owner: str = ""

    @property
    def near(self) -> bool:
        """Whether the connection does not leave the machine: a Unix socket, or the loopback address."""
        return self.host in NEAR or self.host.startswith("/")


@dataclass(frozen=True)
class Installation:
    """What the folder says. No secret and nothing about people is in it.

    `key_at`: a file in memory with the data key, for a server that starts by itself (a reduced promise).
    `hold`: since which day what is here must be kept, as ISO 8601. `demo`: everybody in it is invented; the
    journal says so too, and a vault of which only one of the two says it is not opened (`web.demo`).
    """

    folder: Path
    mode: Mode = Mode.LAPTOP
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    server: Server = field(default=Server())
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    key_at: str = ""
    hold: str = ""
    demo: bool = False

    @property
    def keyfile(self) -> Path:
        """The wrapped data key."""
        return self.folder / "keys.json"

    @property
    def database(self) -> Path:
        """The encrypted file of laptop mode."""
        return self.folder / "vault.db"

    @property
    def attempts(self) -> Path:
        """How often a wrong key was tried."""
        return self.folder / "attempts.json"

    @property
    def description(self) -> Path:
        """This description, as JSON."""
        return self.folder / "installation.json"

    def save(self) -> None:
        """Make the folder, readable by its owner alone, and write the description into it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        data = {"format": FORMAT, **asdict(self), "folder": None}
        part = self.description.with_suffix(".part")
        part.write_text(json.dumps(data, indent=2), "utf-8")
        part.chmod(0o600)
        part.replace(self.description)


def load(folder: Path) -> Installation:
    """The installation in a folder; raises FileNotFoundError if there is none."""
    data: dict[str, Any] = json.loads((folder / "installation.json").read_text("utf-8"))
    server, hosts = Server(**data["server"]), tuple(data["hosts"])
    rest = {name: data.get(name, "") for name in ("key_at", "hold")}
    demo = data.get("demo") is True
    return Installation(folder, Mode(data["mode"]), data["id"], server, hosts, **rest, demo=demo)


def start(installation: Installation, keys: Keys, as_owner: bool = False) -> None:
    """Hold the keys and set Django up for this installation. Once a process; `as_owner` is for migrations."""
    os.umask(0o077)
    no_core_dumps()
    ring.hold(keys)
    fixed = {name: value for name, value in vars(common).items() if name.isupper()}
    settings.configure(**fixed | varying(installation, keys, as_owner))
    django.setup()


def varying(installation: Installation, keys: Keys, as_owner: bool = False) -> dict[str, Any]:
    """The settings that differ from one installation to the next."""
    return {
        "DATABASES": {"default": database(installation, as_owner)},
        "SECRET_KEY": keys.session(),
        "ALLOWED_HOSTS": list(installation.hosts),
        "VAULT": str(installation.folder),
        **common.transport(installation.mode is Mode.SERVER),
        **(common.DEMONSTRATION if installation.demo else {}),
    }


def database(installation: Installation, as_owner: bool = False) -> dict[str, Any]:
    """Django's description of the database. TLS is verified wherever the connection leaves the machine."""
    if installation.mode is Mode.LAPTOP:
        options = {"transaction_mode": "IMMEDIATE"}
        return {"ENGINE": "duenotice.web.sqlcipher", "NAME": str(installation.database), "OPTIONS": options}
    server = installation.server
    return {
        "ENGINE": "duenotice.web.postgres",
        "HOST": server.host,
        "PORT": server.port,
        "NAME": server.name,
        "USER": server.owner if as_owner else server.role,
        "WORKS_AS": server.role,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"sslmode": "prefer" if server.near else "verify-full"},
    }


def no_core_dumps() -> None:
    """A crash must not write the keys to disk. Where the system knows no such limit, `doctor` says so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(folder: Path, keys: Keys) -> Installation:
    """Load and start."""
    installation = load(folder)
    start(installation, keys)
    return installation


def file_of_keys(installation: Installation) -> keyfile.KeyFile:
    """The key file of an installation."""
    return keyfile.load(installation.keyfile)
