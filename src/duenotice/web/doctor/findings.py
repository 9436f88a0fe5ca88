"""One promise, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a promise stands here."""

    HOLDS = "holds"
    REDUCED = "reduced"
    BROKEN = "broken"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True)
class Finding:
    """`promise` in one sentence; `how` it was checked; `seen`: what the check saw; `mend`: what to do."""

    promise: str
    state: State
    how: str
    seen: str = ""
    mend: str = ""


def judged(promise: str, how: str, wrong: Iterable[str], mend: str, worst: State = State.BROKEN) -> Finding:
    """A promise that holds if nothing is wrong."""
    seen = "; ".join(wrong)
    return Finding(promise, worst if seen else State.HOLDS, how, seen, mend if seen else "")
