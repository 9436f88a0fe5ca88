"""The key file: one data key, wrapped in slots, each of which opens it alone.

- the **passphrase** slot: argon2id turns the passphrase into a key, AES-256-GCM wraps the data key with it;
- the **recovery** slot: the data key is encrypted by age to a recovery key, which is printed once and
  is nowhere on this machine.

The file also tells whether the recovery key has been used once: set-up is not finished before that,
because a recovery key that nobody has tried is a hope. Source: security.md, section 5, point 6.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyrage
from argon2.low_level import Type, hash_secret_raw
from pyrage import x25519

from duenotice.web.keys.derive import SIZE, Keys
from duenotice.web.keys.envelope import Unopened, seal, unseal

FORMAT = 1
PLACE = b"duenotice key file, passphrase slot"
SHORTEST_PASSPHRASE = 15
"""Characters. No rule of composition: NIST SP 800-63B-4 (seen in secondary pages)."""


class WrongKey(Exception):
    """The passphrase or the recovery key does not open the vault."""


@dataclass(frozen=True)
class Cost:
    """What argon2id costs: `memory` in KiB, `passes`, `lanes`. The default takes about a second."""

    memory: int = 262_144
    passes: int = 4
    lanes: int = 4


LEAST = Cost(19_456, 2, 1)
"""The least that OWASP's sheet allows (security.md, scorecard 28)."""


@dataclass(frozen=True)
class KeyFile:
    """What lies on disk: nothing in it opens the vault without the passphrase or the recovery key."""

    cost: Cost
    salt: str
    wrapped: str
    recovery_to: str
    recovery: str
    recovery_used: bool = False

    def with_passphrase(self, passphrase: str) -> Keys:
        """The keys; raises `WrongKey`."""
        try:
            return Keys(
                unseal(stretched(passphrase, _bytes(self.salt), self.cost), _bytes(self.wrapped), PLACE)
            )
        except Unopened:
            raise WrongKey("the passphrase does not open this vault") from None

    def with_recovery(self, printed: str) -> Keys:
        """The keys; raises `WrongKey`."""
        try:
            identity = x25519.Identity.from_str("".join(printed.split()).upper())
            return Keys(pyrage.decrypt(_bytes(self.recovery), [identity]))
        except (pyrage.DecryptError, pyrage.IdentityError):
            raise WrongKey("the recovery key does not open this vault") from None

    def renewed(self, keys: Keys, passphrase: str) -> KeyFile:
        """The same vault with another passphrase: only the slot is written again."""
        salt = secrets.token_bytes(16)
        wrapped = seal(stretched(passphrase, salt, self.cost), keys.data, PLACE)
        return replace(self, salt=_text(salt), wrapped=_text(wrapped))

    def tried(self) -> KeyFile:
        """The same, its recovery key used once."""
        return replace(self, recovery_used=True)


def new(passphrase: str, cost: Cost) -> tuple[KeyFile, Keys, str]:
    """A key file for a new data key, the keys, and the recovery key to print."""
    keys, identity = Keys(secrets.token_bytes(SIZE)), x25519.Identity.generate()
    to = identity.to_public()
    recovery = _text(pyrage.encrypt(keys.data, [to]))
    empty = KeyFile(cost, "", "", str(to), recovery)
    return empty.renewed(keys, passphrase), keys, str(identity)


def save(file: KeyFile, path: Path) -> None:
    """Write the file in one step, readable by its owner alone."""
    data = json.dumps({"format": FORMAT, **asdict(file)}, indent=2)
    part = path.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def load(path: Path) -> KeyFile:
    """Read the file; raises `WrongKey` if it is not one."""
    try:
        data: dict[str, Any] = json.loads(path.read_text("ascii"))
        if data.pop("format") != FORMAT:
            raise WrongKey("the key file is of another version")
        return KeyFile(**data | {"cost": Cost(**data["cost"])})
    except (ValueError, KeyError, TypeError):
        raise WrongKey("the key file is damaged: restore it from a backup") from None


def destroy(path: Path) -> None:
    """Destroy every slot: without a backup of the key file nothing opens the vault again."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """A key of 32 bytes from a passphrase, by argon2id."""
    secret = passphrase.encode()
    return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, SIZE, Type.ID)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
