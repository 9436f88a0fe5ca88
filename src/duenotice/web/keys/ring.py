"""The keys of the running process: put here when the vault opens, gone when it is locked."""

from __future__ import annotations

from duenotice.web.keys.derive import Keys


class Locked(Exception):
    """The vault is locked: this process has no key."""


_held: list[Keys] = []


def hold(keys: Keys) -> None:
    """Keep the keys of the opened vault."""
    _held[:] = [keys]


def forget() -> None:
    """Lock: the process has no key any more."""
    _held.clear()


def current() -> Keys:
    """The keys of the opened vault; raises `Locked`."""
    if not _held:
        raise Locked("the vault is locked")
    return _held[0]


def is_open() -> bool:
    """Whether this process holds keys."""
    return bool(_held)
