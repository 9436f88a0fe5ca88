"""Seven things that somebody may do to a journal, each on rows in memory and on the real tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from duenotice.web.journal.heads import SignedHead
from duenotice.web.journal.verifying import Kind, Row

Rows = list[Row]


@dataclass(frozen=True)
class Attack:
    """What it does, up to the last anchor at entry `anchored`, and the kinds as which it may be told."""

    name: str
    on: Callable[[Rows, int, Random], Rows]
    told: frozenset[Kind]
    head_too: bool = False
    """Whether the attacker writes the head as well; he cannot sign it."""


def edit(rows: Rows, anchored: int, random: Random) -> Rows:
    """Another subject in one entry."""
    at = random.randrange(anchored)
    return [*rows[:at], _other(rows[at], random), *rows[at + 1 :]]


def delete(rows: Rows, anchored: int, random: Random) -> Rows:
    """One entry gone; in half of the trials those behind it move up."""
    at = random.randrange(anchored)
    left = [*rows[:at], *rows[at + 1 :]]
    return _renumbered(left) if random.random() < 0.5 else left


def insert(rows: Rows, anchored: int, random: Random) -> Rows:
    """One entry more, whose own hash fits; those behind it move down."""
    at = random.randrange(anchored)
    before = rows[at - 1].hash if at else ""
    line = replace(rows[at].line, subject=_id(random), previous=before)
    return _renumbered([*rows[:at], Row(line, line.hash), *rows[at:]])


def swap(rows: Rows, anchored: int, random: Random) -> Rows:
    """Two entries change places."""
    one, other = sorted(random.sample(range(anchored), 2))
    changed = list(rows)
    changed[one], changed[other] = rows[other], rows[one]
    return _renumbered(changed)


def truncate(rows: Rows, anchored: int, random: Random) -> Rows:
    """The tail gone."""
    return rows[: random.randrange(anchored)]


def recompute(rows: Rows, anchored: int, random: Random) -> Rows:
    """One entry changed, and every hash behind it computed again."""
    return chained(edit(rows, anchored, random))


def replaced(rows: Rows, anchored: int, random: Random) -> Rows:
    """Another journal in its place."""
    return chained([_other(row, random) for row in rows])


CHAIN = frozenset((Kind.RECOMPUTED,))
ATTACKS = (
    Attack("edit", edit, frozenset((Kind.EDIT,))),
    Attack("delete", delete, frozenset((Kind.DELETION, Kind.TRUNCATION))),
    Attack("insert", insert, frozenset((Kind.INSERTION,))),
    Attack("swap", swap, frozenset((Kind.SWAP,))),
    Attack("truncate", truncate, frozenset((Kind.TRUNCATION,)), head_too=True),
    Attack("edit + recompute", recompute, CHAIN, head_too=True),
    Attack("replace", replaced, CHAIN, head_too=True),
)


def chained(rows: Rows) -> Rows:
    """The rows with numbers and hashes that fit."""
    made: Rows = []
    for row in rows:
        line = replace(row.line, number=len(made) + 1, previous=made[-1].hash if made else "")
        made.append(Row(line, line.hash))
    return made


def head_of(rows: Rows, true: SignedHead) -> SignedHead:
    """The head as an attacker writes it: number and hash fit, the signature is the old one."""
    return replace(true, number=len(rows), hash=rows[-1].hash if rows else "")


def _renumbered(rows: Rows) -> Rows:
    return [replace(row, line=replace(row.line, number=place + 1)) for place, row in enumerate(rows)]


def _other(row: Row, random: Random) -> Row:
    return replace(row, line=replace(row.line, subject=_id(random)))


def _id(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
