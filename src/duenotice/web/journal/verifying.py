"""Is the chain whole? Computes every hash again, and compares with the heads that were signed and kept.

What is found, and up to where: any change of an entry up to the last head that the attacker could not
write himself. Without the vault's key he cannot sign, so inside the database the signed head protects
everything up to the last entry, unless he puts back an older head together with its older chain; that,
and whoever has the key, only a head kept outside shows. Source: security.md, finding 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from duenotice.web.journal.chain import Line
from duenotice.web.journal.heads import SignedHead


class Kind(StrEnum):
    """What was done to the journal."""

    EDIT = "edit"
    DELETION = "deletion"
    INSERTION = "insertion"
    SWAP = "swap"
    TRUNCATION = "truncation"
    RECOMPUTED = "recomputed chain"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Break:
    """The journal can be relied on before entry `first`, and not from there on."""

    kind: Kind
    first: int
    why: str

    def __str__(self) -> str:
        return f"broken from entry {self.first} on: {self.kind}; {self.why}"


@dataclass(frozen=True)
class Row:
    """An entry as it lies in the database: what it says, and the hash that was stored with it."""

    line: Line
    hash: str


@dataclass(frozen=True)
class Report:
    """`entries` in the journal, `anchors` that were compared, `anchored` the last entry that one covers."""

    entries: int
    anchors: int
    anchored: int
    broken: Break | None


def verify(rows: Sequence[Row], head: SignedHead | None, anchors: Iterable[SignedHead], key: str) -> Report:
    """Verify one organisation's journal. `rows` by number; `key` is the vault's public key in base64."""
    kept = sorted(anchors, key=lambda anchor: anchor.number)
    broken = _in_chain(rows) or _by_anchors(rows, kept, key) or _by_head(rows, head, key)
    return Report(len(rows), len(kept), max((anchor.number for anchor in kept), default=0), broken)


def _in_chain(rows: Sequence[Row]) -> Break | None:
    previous = ""
    for place, row in enumerate(rows):
        line = row.line
        if line.number != place + 1 or line.previous != previous or line.hash != row.hash:
            return _kind_of(rows, place)
        previous = row.hash
    return None


def _kind_of(rows: Sequence[Row], place: int) -> Break:
    row, number = rows[place], place + 1
    if row.line.number > number:
        return Break(Kind.DELETION, number, f"the next entry has number {row.line.number}")
    if row.line.number < number:
        return Break(Kind.INSERTION, row.line.number, "two entries have this number")
    came_from = _came_from(rows, place)
    if came_from == number - 1:
        return Break(Kind.INSERTION, number - 1, "every entry behind it was given another number")
    if came_from == number + 1 and not (place + 1 < len(rows) and _came_from(rows, place + 1) == number):
        return Break(Kind.DELETION, number, "every entry behind it was given another number")
    if came_from is not None:
        return Break(Kind.SWAP, number, f"here stands what was entry {came_from}")
    if row.line.hash != row.hash:
        return Break(Kind.EDIT, number, "its hash is not that of what it says")
    if row.line.previous in {other.hash for other in rows}:
        return Break(Kind.SWAP, number, "it follows another entry than the one before it")
    first = max(1, number - 1)
    return Break(
        Kind.EDIT, first, f"entry {number} was written after an entry {first} that said something else"
    )


def _came_from(rows: Sequence[Row], place: int) -> int | None:
    """The number under which the entry at a place was written, if it is not the one that it has now."""
    row = rows[place]
    if row.line.hash == row.hash:
        return None
    before = {other.hash: other.line.number for other in rows}.get(row.line.previous, 0)
    tries = (before + 1, before, row.line.number - 1, row.line.number + 1)
    fits = (number for number in tries if replace(row.line, number=number).hash == row.hash)
    return next(fits, None)


def _by_anchors(rows: Sequence[Row], anchors: Sequence[SignedHead], key: str) -> Break | None:
    good = 0
    for anchor in anchors:
        said = f"the head of {anchor.at[:10]}"
        if not anchor.genuine(key):
            return Break(
                Kind.SIGNATURE, good + 1, f"{said} (entry {anchor.number}) is not signed by this vault"
            )
        if anchor.number > len(rows):
            return Break(Kind.TRUNCATION, len(rows) + 1, f"{said} was entry {anchor.number}")
        if anchor.number and rows[anchor.number - 1].hash != anchor.hash:
            why = f"{said} had another hash at entry {anchor.number}, so one up to there was changed"
            return Break(Kind.RECOMPUTED, good + 1, why)
        good = anchor.number
    return None


def _by_head(rows: Sequence[Row], head: SignedHead | None, key: str) -> Break | None:
    if head is None or head.number == 0:
        return Break(Kind.SIGNATURE, 1, "the journal has entries and no head") if rows else None
    if head.number > len(rows):
        return Break(Kind.TRUNCATION, len(rows) + 1, f"the head is entry {head.number}")
    if head.number < len(rows):
        return Break(Kind.INSERTION, head.number + 1, f"the head is entry {head.number}")
    if head.hash != rows[-1].hash:
        return Break(Kind.RECOMPUTED, 1, "the hash of the last entry is not that of the head")
    if not head.genuine(key):
        return Break(Kind.RECOMPUTED, 1, "the head is not signed by this vault")
    return None
