"""For whom this thread or task acts: which organisations' rows it may touch.

Takes what the door found out (the account, its organisations, the code of an invitation); gives it to the
backend of server mode, which tells PostgreSQL before the first statement of every transaction. Who acts for
nobody sees no row of any organisation there. Laptop mode has no such wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Acting:
    """`organisations`: whose rows; `user`: whose own memberships; `invitation`: one, by its hash in hex."""

    organisations: tuple[str, ...] = ()
    user: str = ""
    invitation: str = ""


_now: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting | None:
    """For whom this thread or task acts now; None where no door has said anything yet."""
    return _now.get()


def nobody_says() -> None:
    """As at the start of the process."""
    _now.set(None)


def from_now_on(
    organisations: Iterable[UUID | str] = (), user: UUID | str = "", invitation: bytes = b""
) -> None:
    """Act so until told otherwise: what a command does, once the vault is open."""
    _now.set(_said(organisations, user, invitation))


@contextmanager
def acting(
    organisations: Iterable[UUID | str] = (), user: UUID | str = "", invitation: bytes = b""
) -> Iterator[None]:
    """Act so inside the block: what the site does for one request."""
    before = _now.set(_said(organisations, user, invitation))
    try:
        yield
    finally:
        _now.reset(before)


@contextmanager
def unsaid() -> Iterator[None]:
    """As at the start of the process, inside the block: so the owner of the tables restores them."""
    before = _now.set(None)
    try:
        yield
    finally:
        _now.reset(before)


def _said(organisations: Iterable[UUID | str], user: UUID | str, invitation: bytes) -> Acting:
    ids = tuple(sorted(str(UUID(str(id_))) for id_ in organisations))
    return Acting(ids, str(UUID(str(user))) if user else "", invitation.hex())
