"""A value sealed with AES-256-GCM, bound to the place where it belongs.

An envelope is ``magic | version | nonce | ciphertext and tag``. The associated data is not in it: the
reader must know where the value lies (organisation, table, column, row), so an envelope that was
copied to another place does not open. Failing to open is an error with a type, never an empty value.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"dn"
VERSION = 1
NONCE = 12
"""Bytes of the random nonce. A key is renewed long before 2**32 values are sealed with it."""
TAG = 16
SHORTEST = len(MAGIC) + 1 + NONCE + TAG


class Unopened(Exception):
    """A sealed value does not open: the key is wrong, or it was moved or changed."""


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """The envelope of `plain` for `place`. `key` is 32 bytes."""
    nonce = os.urandom(NONCE)
    return MAGIC + bytes([VERSION]) + nonce + AESGCM(key).encrypt(nonce, plain, bound(VERSION, place))


def unseal(key: bytes, envelope: bytes, place: bytes) -> bytes:
    """What was sealed for `place`; raises `Unopened`."""
    version = version_of(envelope)
    nonce, body = envelope[len(MAGIC) + 1 :][:NONCE], envelope[len(MAGIC) + 1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, body, bound(version, place))
    except InvalidTag:
        raise Unopened("it was sealed with another key or for another place, or it was changed") from None


def version_of(envelope: bytes) -> int:
    """The version of an envelope; raises `Unopened` if it is none."""
    if len(envelope) < SHORTEST or not envelope.startswith(MAGIC):
        raise Unopened("it is not a sealed value")
    version = envelope[len(MAGIC)]
    if version != VERSION:
        raise Unopened(f"it was sealed by version {version}, which this program does not know")
    return version


def bound(version: int, place: bytes) -> bytes:
    """The associated data: where the value belongs, and how it was sealed."""
    return bytes([version]) + place
