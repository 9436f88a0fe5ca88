"""What was worked out from a record, kept in this process: a record of one version never changes.

Kept by vault, key ring, person and version, so that another vault, or the same one opened again, begins
with nothing. It is memory of this process alone, and holds no name.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.conf import settings

from duenotice.web.keys import ring

_T = TypeVar("_T")
MOST = 20_000
"""Results that are kept; then all are forgotten."""


class Keep(Generic[_T]):
    """Results by person, version, and what else they were asked for."""

    def __init__(self) -> None:
        self._held: dict[tuple[Any, ...], _T] = {}

    def find(self, person: UUID, version: int, *asked: Any) -> _T | None:
        """What was found before."""
        return self._held.get(self._key(person, version, asked))

    def put(self, found: _T, person: UUID, version: int, *asked: Any) -> _T:
        """Keep it, and give it back."""
        key = self._key(person, version, asked)
        if len(self._held) >= MOST or any(key[:2] != other[:2] for other in islice(self._held, 1)):
            self._held.clear()
        self._held[key] = found
        return found

    @staticmethod
    def _key(person: UUID, version: int, asked: tuple[Any, ...]) -> tuple[Any, ...]:
        return (settings.VAULT, id(ring.current()), person, version, *asked)
