"""The signed head of a chain: what is kept outside, so that a changed journal can be told from the true one.

A head says: at this moment the journal of this organisation ended with this entry, and its hash was this.
It is one line of text, signed with Ed25519 by a key that only an opened vault has. Whoever holds one such
line (a file, a letter, an export) can show every later change of the entries up to it. It names nobody.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK = "duenotice-head/1"
LINE = re.compile(
    rf"{re.escape(MARK)} (?P<organisation>[0-9a-f-]{{36}}) (?P<number>[0-9]{{1,18}})"
    r" (?P<at>[0-9T:.+-]{19,32})"
    r" (?P<hash>[0-9a-f]{64}) (?P<signature>[A-Za-z0-9+/=]{88}) (?P<key>[A-Za-z0-9+/=]{44})"
)


@dataclass(frozen=True)
class SignedHead:
    """`at`: when it was signed, ISO 8601 in UTC. `signature` and public `key` are in base64."""

    organisation: str
    number: int
    at: str
    hash: str
    signature: str
    key: str

    def __str__(self) -> str:
        return f"{self.said} {self.signature} {self.key}"

    @property
    def said(self) -> str:
        """What is signed."""
        return f"{MARK} {self.organisation} {self.number} {self.at} {self.hash}"

    def genuine(self, key: str) -> bool:
        """Whether the vault with this public key (base64) signed it."""
        if self.key != key:
            return False
        try:
            public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
            public.verify(base64.b64decode(self.signature, validate=True), self.said.encode())
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


def sign(signer: Ed25519PrivateKey, organisation: str, number: int, digest: str, at: str) -> SignedHead:
    """A head, signed."""
    unsigned = SignedHead(organisation, number, at, digest, "", public(signer))
    signature = base64.b64encode(signer.sign(unsigned.said.encode())).decode()
    return SignedHead(organisation, number, at, digest, signature, unsigned.key)


def public(signer: Ed25519PrivateKey) -> str:
    """The public key in base64."""
    return base64.b64encode(signer.public_key().public_bytes_raw()).decode()


def found_in(text: str) -> list[SignedHead]:
    """Every head that stands in a text: a file of anchors, or an export or letter as text."""
    parts: Iterable[re.Match[str]] = LINE.finditer(text)
    return [
        SignedHead(
            organisation=found["organisation"],
            number=int(found["number"]),
            at=found["at"],
            hash=found["hash"],
            signature=found["signature"],
            key=found["key"],
        )
        for found in parts
    ]
