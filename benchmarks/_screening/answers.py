"""What a peer answered: arrays, and a digest that any difference would change.

A two-valued peer takes the first day of each span, holds that what is not on file did not happen, and that
a hint is nothing: one way in which the facts that nobody knows may turn out. Where our answer is certain, it
is so in every such way, so there, and only there, the two must agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

CLASS = {0: "no", 1: "unknown", 2: "yes"}
DUTY = {0: "not owed", 1: "pending", 2: "met", 3: "unknown", 4: "violated"}
OURS = "ours.npy"
"""The file with the answers of the generated statement, by the number of the person."""


@dataclass(frozen=True)
class Answered:
    """Answers by person, how long they took, and how long it took to bring the data into place.

    further_memory: of other processes that took part, in kB. peak: of this one, if it was measured before the
    answers were gathered for the comparison."""

    seconds: float
    p: np.ndarray
    class_: np.ndarray
    duty: np.ndarray | None = None
    loading: float = 0.0
    two_valued: bool = False
    further_memory: int = 0
    version: str = ""
    peak: int = 0


def from_parquet(file: Path, seconds: float, **more: object) -> Answered:
    """Answers in a file with the columns p, class, duty."""
    found = pq.read_table(file)
    columns = (found[name].to_numpy() for name in ("p", "class", "duty"))
    return Answered(seconds, *columns, **more)  # type: ignore[arg-type]


def digest(p: np.ndarray, *said: np.ndarray | None) -> str:
    """One number over people and answers, in whatever order they come."""
    mixed = p.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for place, one in enumerate(said, 1):
        if one is not None:
            mixed += (one.astype(np.uint64) + np.uint64(7)) * np.uint64(0xC2B2AE3D27D4EB4F * place % 2**64)
            mixed ^= mixed >> np.uint64(29)
            mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return f"{int(np.bitwise_xor.reduce(mixed ^ (mixed >> np.uint64(32)))):016x}"


def counts(values: np.ndarray, names: Mapping[int, str]) -> dict[str, int]:
    """How many people got each answer."""
    found = np.bincount(values.astype(np.int64), minlength=len(names))
    return {name: int(found[number]) for number, name in names.items()}


def keep(place: Path, answered: Answered) -> None:
    """Keep our answers, for the others to be compared with."""
    both = np.full((2, int(answered.p.max()) + 1), -1, dtype=np.int8)
    both[0, answered.p] = answered.class_
    both[1, answered.p] = answered.duty
    np.save(place / OURS, both)


def compared(place: Path, answered: Answered) -> dict[str, object]:
    """The digests of a peer and of our answers over the rows that are compared, and the counts."""
    both = np.load(place / OURS)
    result: dict[str, object] = {}
    for name, said, ours, names, open_ in (
        ("class", answered.class_, both[0], CLASS, 1),
        ("duty", answered.duty, both[1], DUTY, 3),
    ):
        if said is None:
            continue
        wanted = ours[answered.p]
        rows = wanted != open_ if answered.two_valued else np.ones(len(wanted), bool)
        p = answered.p[rows]
        result[name] = {
            "rows": int(rows.sum()),
            "digest": digest(p, said[rows]),
            "ours": digest(p, wanted[rows]),
            "counts": counts(said[rows], names),
            "differ": int((said[rows] != wanted[rows]).sum()),
            "first": [int(each) for each in p[said[rows] != wanted[rows]][:3]],
        }
    result["people"] = len(answered.p)
    return result
