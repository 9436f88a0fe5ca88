"""A console block held against what the program really says.

`…` on a line of its own stands for lines left out. A block that no longer fits is written anew:
each stretch between two `…` is found again in the new output by its first and last line.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

LEFT_OUT = "…"
PROMPT = "$ "
AS_NEAR_AS = 0.6


def split(text: str) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that are shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(PROMPT):
            found.append((line.removeprefix(PROMPT), []))
        else:
            assert found, f"a console block begins with `{PROMPT}`, not with `{line}`"
            found[-1][1].append(line)
    return found


def refreshed(shown: Sequence[str], came: Sequence[str]) -> list[str]:
    """`shown` as it is if it fits what came; else what came, with the same stretches left out."""
    stretches = _stretches(shown)
    if fits(stretches, came):
        return list(shown)
    if len(stretches) == 1:
        return list(came)
    return _again(stretches, came)


def _stretches(shown: Sequence[str]) -> list[list[str]]:
    stretches: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == LEFT_OUT:
            stretches.append([])
        else:
            stretches[-1].append(line)
    return stretches


def fits(stretches: Sequence[Sequence[str]], came: Sequence[str]) -> bool:
    """Whether the stretches stand in what came, in this order, the first and last at its ends."""
    first, *others = stretches
    if not others:
        return list(first) == list(came)
    if list(came[: len(first)]) != list(first):
        return False
    at = len(first)
    for stretch in others[:-1]:
        starts = range(at, len(came) - len(stretch) + 1)
        found = next((n for n in starts if list(came[n : n + len(stretch)]) == list(stretch)), None)
        if found is None:
            return False
        at = found + len(stretch)
    last = list(others[-1])
    return len(came) - at >= len(last) and list(came[len(came) - len(last) :]) == last


def _again(stretches: Sequence[Sequence[str]], came: Sequence[str]) -> list[str]:
    lines: list[str] = []
    at = 0
    for number, stretch in enumerate(stretches):
        if number:
            lines.append(LEFT_OUT)
        if not stretch:
            continue
        start = at if number == 0 else _nearest(stretch[0], came, at)
        last = number == len(stretches) - 1
        end = len(came) - 1 if last else _nearest(stretch[-1], came, start, least=len(stretch) > 1)
        lines += came[start : end + 1]
        at = end + 1
    return lines


def _nearest(line: str, came: Sequence[str], since: int, least: bool = False) -> int:
    """The line from `since` on that is most like `line` (with `least`, not the first one itself)."""
    near = [(SequenceMatcher(None, line, other).ratio(), -n) for n, other in enumerate(came) if n >= since]
    ratio, at = max(near[1:] if least and len(near) > 1 else near, default=(0.0, 0))
    assert ratio >= AS_NEAR_AS, f"nothing like this line came any more; write the block anew: {line}"
    return -at
