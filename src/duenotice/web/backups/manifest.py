"""What a backup holds, signed by the vault that made it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass

from cryptography.exceptions import InvalidSignature

from duenotice.web.backups.contents import Table
from duenotice.web.journal.heads import SignedHead, found_in
from duenotice.web.keys.derive import Keys

FORMAT = 1
CONTEXT = b"duenotice backup manifest\n"


class Unsigned(Exception):
    """The manifest is not signed by the vault whose key file lies beside it."""


@dataclass(frozen=True)
class Manifest:
    """`made`: ISO 8601 in UTC. `parts`: SHA-256 by name. `heads`: the journal's end, one an organisation."""

    made: str
    tool: str
    mode: str
    installation: str
    recipients: tuple[str, ...]
    parts: dict[str, str]
    tables: dict[str, Table]
    heads: tuple[SignedHead, ...]

    def signed(self, keys: Keys) -> bytes:
        """As JSON, with the signature."""
        said = _canonical({"format": FORMAT, **asdict(self), "heads": [str(head) for head in self.heads]})
        signature = base64.b64encode(keys.signing().sign(CONTEXT + said)).decode()
        return _canonical({"manifest": said.decode(), "signature": signature})


def read(data: bytes, keys: Keys) -> Manifest:
    """The manifest, if the vault with these keys signed it; raises `Unsigned`."""
    try:
        outer = json.loads(data)
        said = outer["manifest"].encode()
        signature = base64.b64decode(outer["signature"], validate=True)
        keys.signing().public_key().verify(signature, CONTEXT + said)
    except (ValueError, KeyError, TypeError, binascii.Error, InvalidSignature):
        raise Unsigned("its manifest is not signed by the vault whose key file is in it") from None
    inner = json.loads(said)
    if inner.pop("format") != FORMAT:
        raise Unsigned("it was written by another version of this program")
    inner["tables"] = {name: Table(**table) for name, table in inner["tables"].items()}
    inner["heads"] = tuple(head for line in inner["heads"] for head in found_in(line))
    return Manifest(**inner | {"recipients": tuple(inner["recipients"])})


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
