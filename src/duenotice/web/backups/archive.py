"""A stream of named parts: tar inside age. `age -d FILE | tar x` reads it too.

Parts are made while they are sealed and read while they are opened, so no part need lie anywhere in
plain form, and none need fit into memory.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

import pyrage

BEGINS = b"age-encryption.org/v1\n"
PIECE = 2**16
BESIDE = ("keys.json", "installation.json", "anchors.txt", "recipients.json")
"""Parts that are files of the vault's folder, beside the database. The first two are always there."""


class Unopenable(Exception):
    """The file does not open with this key, or it was changed or cut short."""


class Hashed(Iterable[bytes]):
    """A part that passes by in pieces; `sha256` is of what has passed."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._hash = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._hash.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        """In hexadecimal digits."""
        return self._hash.hexdigest()


def write(
    parts: Iterable[tuple[str, int, Iterable[bytes]]], into: IO[bytes], recipients: Iterable[str]
) -> None:
    """Seal parts (name, bytes, pieces) for the recipients."""
    to = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    source = _Source(_tar(parts))
    try:
        pyrage.encrypt_io(source, into, to)
    except (pyrage.EncryptError, OSError):
        if source.failed is not None:
            raise source.failed from None
        raise


@contextmanager
def reading(path: Path, identities: list[pyrage.x25519.Identity]) -> Iterator[Iterator[tuple[str, Hashed]]]:
    """The parts of a file, one after the other; each must be read before the next. Raises `Unopenable`."""
    receiving, sending = os.pipe()
    failed: list[Exception] = []
    thread = Thread(target=_open, args=(path, sending, identities, failed), daemon=True)
    thread.start()
    with os.fdopen(receiving, "rb") as plain:
        try:
            yield _parts(plain)
            while plain.read(PIECE):
                pass
        except (tarfile.TarError, EOFError):
            raise _why(thread, failed) from None
    if (why := _after(thread, failed)) is not None:
        raise why


def _open(
    path: Path, sending: int, identities: list[pyrage.x25519.Identity], failed: list[Exception]
) -> None:
    with suppress(BrokenPipeError), os.fdopen(sending, "wb") as out, path.open("rb") as sealed:
        try:
            pyrage.decrypt_io(sealed, out, identities)
        except BrokenPipeError:
            raise
        except Exception as why:  # what pyrage raises has no common class
            failed.append(why)


def _after(thread: Thread, failed: list[Exception]) -> Unopenable | None:
    thread.join()
    if not failed:
        return None
    if isinstance(failed[0], pyrage.DecryptError) and "No matching keys" in str(failed[0]):
        return Unopenable("it was not sealed for this key")
    return Unopenable("it was changed or cut short since it was written")


def _why(thread: Thread, failed: list[Exception]) -> Unopenable:
    return _after(thread, failed) or Unopenable("it was changed or cut short since it was written")


def _parts(plain: IO[bytes]) -> Iterator[tuple[str, Hashed]]:
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for part in tar:
            content = tar.extractfile(part)
            if content is None:
                raise Unopenable("it holds something that is no file")
            yield part.name, Hashed(iter(lambda content=content: content.read(PIECE), b""))  # type: ignore[misc]


def _tar(parts: Iterable[tuple[str, int, Iterable[bytes]]]) -> Iterator[bytes]:
    for name, size, pieces in parts:
        head = tarfile.TarInfo(name)
        head.size, head.mode = size, 0o600
        yield head.tobuf(tarfile.PAX_FORMAT)
        passed = 0
        for piece in pieces:
            passed += len(piece)
            yield piece
        if passed != size:
            raise ValueError(f"{name} changed while it was read")
        yield b"\0" * (-size % tarfile.BLOCKSIZE)
    yield b"\0" * (2 * tarfile.BLOCKSIZE)


class _Source(io.RawIOBase):
    """What pyrage reads from. It keeps the error of whoever makes the pieces, which pyrage only describes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""
        self.failed: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""
        try:
            while not self._left:
                self._left = next(self._pieces)
        except StopIteration:
            return b""
        except Exception as why:
            self.failed = why
            raise
        taken, self._left = (self._left[:size], self._left[size:]) if size >= 0 else (self._left, b"")
        return taken
