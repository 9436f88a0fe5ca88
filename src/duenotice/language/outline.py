"""Indented lines into an outline: which line stands below which.

Two spaces a step by custom; any consistent step is read. A tab or another white space before a
line, a line that falls between two levels, or one to the left of the first is refused (O07),
because the meaning of a group hangs on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from duenotice.documents import Block
from duenotice.problems import Place, Problem

DEEPEST = 12
"""How many levels a block may have; who needs more can give the inner group a class of its own."""


@dataclass
class Node:
    """A line with the lines below it."""

    text: str
    place: Place
    below: list[Node] = field(default_factory=list)


def outline(block: Block, problems: list[Problem]) -> list[Node]:
    """The top lines of a block, each with what stands below it. What does not fit is reported."""
    top: list[Node] = []
    levels: list[tuple[int, list[Node]]] = []
    for number, text in enumerate(block.lines):
        if not text.strip():
            continue
        node, indent = Node(text, block.place(number)), len(text) - len(text.lstrip())
        if text[:indent].strip(" "):
            problems.append(_other_space(node.place, text[:indent]))
        _put(node, indent, levels, top, problems)
    return top


def _put(
    node: Node, indent: int, levels: list[tuple[int, list[Node]]], top: list[Node], problems: list[Problem]
) -> None:
    """Put a line below the one that it belongs to."""
    deepest = levels[-1][0] if levels else -1
    while len(levels) > 1 and indent < levels[-1][0]:
        levels.pop()
    if not levels:
        levels.append((indent, top))
    elif indent < levels[-1][0]:
        problems.append(_misfit(node.place, "this line begins to the left of the block's first line"))
    elif indent > levels[-1][0] and indent < deepest:
        problems.append(_misfit(node.place, "this line falls between two levels"))
    elif indent > levels[-1][0]:
        if len(levels) == DEEPEST:
            deep = _too_deep(node.place)
            problems += [deep] if deep.what not in (problem.what for problem in problems) else []
            return
        levels.append((indent, levels[-1][1][-1].below))
    levels[-1][1].append(node)


def _misfit(place: Place, what: str) -> Problem:
    indent = len(place.text) - len(place.text.lstrip())
    return Problem(
        "O07",
        place.at(1, max(indent, 1)),
        what,
        "what belongs to which group is read from the indentation",
        "indent with two spaces for each step, as `duenotice format` does",
    )


def _other_space(place: Place, indent: str) -> Problem:
    kind = "a tab" if "\t" in indent else "a special space"
    return _misfit(place, f"there is {kind} before this line")


def _too_deep(place: Place) -> Problem:
    return Problem(
        "O07",
        place.at(1),
        f"this line stands deeper than {DEEPEST} levels",
        "no reader could follow groups within so many groups",
        "make a class of the inner groups, or join groups of one kind",
    )
