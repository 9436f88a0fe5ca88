"""Where in a JSON or YAML text a value stands, by its path from the top.

Computed only when something is wrong, so that readers can work on plain values and messages can
still point into the user's file. The texts are known to be valid by then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from duenotice.documents.characters import at_line_breaks
from duenotice.problems import Place

Path = tuple[str | int, ...]
Spot = tuple[int, int, int]
"""Line from 0, column from 0, width."""


@dataclass(frozen=True)
class Positions:
    """The places of every value (and of every key) of one text."""

    text: str
    file: str
    read: Callable[[str], Iterator[tuple[Path, Spot, bool]]]
    first_line: int = 1

    def of(self, path: Path, key: bool = False) -> Place:
        """The place of the value at `path`, or of its key; of what is around it if it has none."""
        while path and (path, key) not in self._spots:
            path, key = path[:-1], False
        line, column, width = self._spots.get((path, key), (0, 0, 1))
        shown = self._lines[line] if line < len(self._lines) else ""
        return Place(self.file, line + self.first_line, column + 1, max(1, width), shown)

    @cached_property
    def _spots(self) -> dict[tuple[Path, bool], Spot]:
        return {(path, key): spot for path, spot, key in self.read(self.text)}

    @cached_property
    def _lines(self) -> list[str]:
        return at_line_breaks(self.text)


def json_positions(text: str, file: str) -> Positions:
    """Places in a JSON text."""
    return Positions(text.removeprefix("\ufeff"), file, json_spots)


def yaml_positions(text: str, file: str, first_line: int = 1) -> Positions:
    """Places in a YAML text whose first line is line `first_line` of the file."""
    return Positions(text.removeprefix("\ufeff"), file, _yaml_spots, first_line)


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def json_spots(text: str) -> Iterator[tuple[Path, Spot, bool]]:
    """Every value and key of a JSON text with its path, in the order of the text."""
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    path: list[str | int | None] = []  # None: an object whose next key is still to come
    line = 0
    for match in _TOKEN.finditer(text):
        piece = match[0]
        while line + 1 < len(starts) and starts[line + 1] <= match.start():
            line += 1
        spot = (line, match.start() - starts[line], len(piece))
        if piece in "}]":
            path.pop()
        elif piece == ",":
            before = path.pop()
            path.append(before + 1 if isinstance(before, int) else None)
        elif piece != ":" and path and path[-1] is None:
            path[-1] = json.loads(piece)
            yield _known(path), spot, True
        elif piece != ":":
            yield _known(path), (spot[0], spot[1], spot[2] if piece not in "{[" else 1), False
            if piece in "{[":
                path.append(None if piece == "{" else 0)


def _known(path: list[str | int | None]) -> Path:
    return tuple(part for part in path if part is not None)


def _yaml_spots(text: str) -> Iterator[tuple[Path, Spot, bool]]:
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    todo: list[tuple[Path, yaml.Node]] = [((), node)] if node else []
    while todo:
        path, node = todo.pop()
        yield path, _spot(node), False
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield (*path, key.value), _spot(key), True
                todo.append(((*path, key.value), value))
        elif isinstance(node, yaml.SequenceNode):
            todo += [((*path, number), value) for number, value in enumerate(node.value)]


def _spot(node: yaml.Node) -> Spot:
    start, end = node.start_mark, node.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return start.line, start.column, width
