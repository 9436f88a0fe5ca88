"""The bytes that an entry's hash is of: canonical JSON, so that anybody can compute it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Line:
    """What one entry says. `at` is ISO 8601 in UTC with microseconds; ids are in their usual form."""

    organisation: str
    number: int
    at: str
    door: str
    actor: str | None
    action: str
    subject: str | None
    details: dict[str, str | int]
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal digits."""
        text = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode("ascii")).hexdigest()
