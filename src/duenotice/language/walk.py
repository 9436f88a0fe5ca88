"""Every letter and every condition below a group, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.language.tree import Condition, Group, Letter, N, Readings


def letters_of(group: Group[N], prefix: str = "") -> Iterator[tuple[str, Letter[N]]]:
    """Every letter below `group`, with its full label, such as ``(g)(2)``."""
    for letter in group.letters:
        label = f"{prefix}({letter.label})"
        yield label, letter
        yield from _below(letter.condition, label)


def _below(condition: Condition[N], label: str) -> Iterator[tuple[str, Letter[N]]]:
    match condition:
        case Group():
            yield from letters_of(condition, label)
        case Readings():
            for reading in condition.readings:
                yield from _below(reading.condition, label)
        case _:
            return


def conditions_of(group: Group[N]) -> Iterator[Condition[N]]:
    """Every condition below `group`, readings included."""
    for letter in group.letters:
        yield from _within(letter.condition)


def _within(condition: Condition[N]) -> Iterator[Condition[N]]:
    yield condition
    match condition:
        case Group():
            yield from conditions_of(condition)
        case Readings():
            for reading in condition.readings:
                yield from _within(reading.condition)
        case _:
            return
