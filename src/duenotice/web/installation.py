"""One installation: a folder with a key file, the database or where it is, attachments of nobody else.

Laptop mode keeps one SQLCipher file in the folder. Server mode names a PostgreSQL database; its password
stands where PostgreSQL's own tools look for it (`.pgpass`, a service file), never here.
"""

from __future__ import annotations

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


class Mode(StrEnum):
    """Where the rows are."""

    LAPTOP = "laptop"
    SERVER = "server"


@dataclass(frozen=True)
class Server:
    """The PostgreSQL database of server mode: `role` is what the site signs in as, and may do little."""

    host: str = ""
    port: int = 5432
    name: str = ""
    role: str = ""


@dataclass(frozen=True)
class Installation:
    """What the folder says. No secret and nothing about people is in it."""

    folder: Path
    mode: Mode = Mode.LAPTOP
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    server: Server = field(default=Server())
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")

    @property
    def keyfile(self) -> Path:
        """The wrapped data key."""
        return self.folder / "keys.json"

    @property
    def database(self) -> Path:
        """The encrypted file of laptop mode."""
        return self.folder / "vault.db"

    @property
    def description(self) -> Path:
        """This description, as JSON."""
        return self.folder / "installation.json"

    def save(self) -> None:
        """Make the folder, readable by its owner alone, and write the description into it."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        data = {"format": FORMAT, **asdict(self), "folder": None}
        self.description.write_text(json.dumps(data, indent=2), "utf-8")


def load(folder: Path) -> Installation:
    """The installation in a folder; raises FileNotFoundError if there is none."""
    data: dict[str, Any] = json.loads((folder / "installation.json").read_text("utf-8"))
    server, hosts = Server(**data["server"]), tuple(data["hosts"])
    return Installation(folder, Mode(data["mode"]), data["id"], server, hosts)


def start(installation: Installation, keys: Keys) -> None:
    """Hold the keys and set Django up for this installation. Once a process."""
    os.umask(0o077)
    ring.hold(keys)
    fixed = {name: value for name, value in vars(common).items() if name.isupper()}
    settings.configure(**fixed | varying(installation, keys))
    django.setup()


def varying(installation: Installation, keys: Keys) -> dict[str, Any]:
    """The settings that differ from one installation to the next."""
    return {
        "DATABASES": {"default": database(installation)},
        "SECRET_KEY": keys.session(),
        "ALLOWED_HOSTS": list(installation.hosts),
    }


def database(installation: Installation) -> dict[str, Any]:
    """Django's description of the database."""
    if installation.mode is Mode.LAPTOP:
        options = {"transaction_mode": "IMMEDIATE"}
        return {"ENGINE": "duenotice.web.sqlcipher", "NAME": str(installation.database), "OPTIONS": options}
    server = installation.server
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": server.host,
        "PORT": server.port,
        "NAME": server.name,
        "USER": server.role,
    }


def opened(folder: Path, keys: Keys) -> Installation:
    """Load and start."""
    installation = load(folder)
    start(installation, keys)
    return installation


def file_of_keys(installation: Installation) -> keyfile.KeyFile:
    """The key file of an installation."""
    return keyfile.load(installation.keyfile)
