"""Every key from the one data key, by HKDF-SHA-256 and a label that names its use."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32
"""Bytes of the data key and of each derived key."""
INDEX = 16
"""Bytes of a blind index: 128 bits."""
SEPARATOR = b"\x1f"


@dataclass(frozen=True)
class Keys:
    """The data key, and what is derived from it. Its text form shows nothing."""

    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.data) != SIZE:
            raise ValueError(f"a data key has {SIZE} bytes")

    def database(self) -> bytes:
        """The raw key of the SQLCipher file."""
        return self._derived("database")

    def field(self, organisation: str, table: str, column: str) -> bytes:
        """The key of one sealed column of one organisation."""
        return self._derived("field", organisation, table, column)

    def attachment(self, organisation: str, row: str) -> bytes:
        """The key of one sealed file."""
        return self._derived("attachment", organisation, row)

    def blind(self, organisation: str, column: str, value: str) -> bytes:
        """A keyed hash by which equal values of one organisation can be found, and nothing else."""
        key = self._derived("index", organisation, column)
        return hmac.new(key, value.encode(), hashlib.sha256).digest()[:INDEX]

    def signing(self) -> Ed25519PrivateKey:
        """The key that signs journal heads and manifests of backups."""
        return Ed25519PrivateKey.from_private_bytes(self._derived("signing"))

    def session(self) -> str:
        """The site's secret for sessions and forms, in hexadecimal digits."""
        return self._derived("session").hex() + self._derived("session", "more").hex()

    def _derived(self, *label: str) -> bytes:
        info = SEPARATOR.join(part.encode() for part in ("duenotice", "1", *label))
        return HKDF(SHA256(), SIZE, salt=None, info=info).derive(self.data)
