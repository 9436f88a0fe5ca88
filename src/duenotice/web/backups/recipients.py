"""For whom backups are sealed: the recovery key, and at least one more age key, held by a second person.

The list is signed by the vault: whoever can write to the folder, but not open the vault, cannot add
himself, nor put another recovery recipient into the key file.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidSignature

from duenotice.web.installation import Installation, file_of_keys
from duenotice.web.keys.derive import Keys

LEAST = 2
CONTEXT = b"duenotice backup recipients\n"


class RefusedRecipients(Exception):
    """The backup would be sealed for too few, or for somebody whom this vault did not name."""


def file_of(installation: Installation) -> Path:
    """Where the list is."""
    return installation.folder / "recipients.json"


def remembered(installation: Installation, keys: Keys) -> tuple[str, ...]:
    """The list, if there is one; raises `RefusedRecipients` if this vault did not sign it."""
    file = file_of(installation)
    if not file.is_file():
        return ()
    try:
        held = json.loads(file.read_text("ascii"))
        signature = base64.b64decode(held["signature"], validate=True)
        keys.signing().public_key().verify(signature, _said(held["recipients"]))
        return tuple(held["recipients"])
    except (ValueError, KeyError, TypeError, binascii.Error, InvalidSignature):
        raise RefusedRecipients("the list of recipients was changed by somebody else") from None


def chosen(
    installation: Installation, keys: Keys, given: Iterable[str] = (), anew: bool = False
) -> tuple[str, ...]:
    """The recipients of the next backup; raises `RefusedRecipients`. `anew`: without the remembered."""
    recovery = file_of_keys(installation).recovery_to
    held = () if anew else remembered(installation, keys)
    if held and recovery not in held:
        raise RefusedRecipients("the key file names another recovery recipient than the list does")
    every = tuple(dict.fromkeys((recovery, *held, *(one.strip() for one in given))))
    for one in every:
        if not is_one(one):
            raise RefusedRecipients(f"`{one[:80]}` is no recipient of age")
    if len(every) < LEAST:
        raise RefusedRecipients("the recovery key is the only one, and one printed page can be lost")
    return every


def remember(installation: Installation, keys: Keys, recipients: Iterable[str]) -> None:
    """Write the list, signed, in one step."""
    listed = list(recipients)
    signature = base64.b64encode(keys.signing().sign(_said(listed))).decode()
    part = file_of(installation).with_suffix(".part")
    part.write_text(json.dumps({"recipients": listed, "signature": signature}, indent=2), "ascii")
    part.chmod(0o600)
    part.replace(file_of(installation))


def is_one(text: str) -> bool:
    """Whether this is the public half of an age key."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def identities_in(path: Path) -> list[pyrage.x25519.Identity]:
    """The secret keys in a file as `age-keygen` writes it; none if it holds none."""
    found = []
    for line in path.read_text("utf-8", "replace").splitlines():
        if line.strip().startswith("AGE-SECRET-KEY-"):
            found.append(pyrage.x25519.Identity.from_str(line.strip()))
    return found


def _said(recipients: list[str]) -> bytes:
    return CONTEXT + "\n".join(recipients).encode()
