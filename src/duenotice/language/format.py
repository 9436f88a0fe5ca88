"""The formatter: every ``order`` block of a file in its one spelling, all else untouched.

*Untouched* is meant byte for byte: line ends, a byte order mark and white space outside of the
blocks stay as they are, and a block keeps the line ends that it had.
"""

from __future__ import annotations

import re

from duenotice.documents import from_markdown
from duenotice.language.from_text import items_from_text
from duenotice.language.to_text import items_to_text
from duenotice.problems import Problem, RefusedOrder


def formatted(text: str, file: str = "") -> str:
    """The file with its order blocks formatted. Raises `RefusedOrder` rather than guess at a block
    that cannot be read; nothing is changed then."""
    problems: list[Problem] = []
    lines = re.findall("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    for block in reversed(from_markdown(text, file).of_kind("order")):
        found: list[Problem] = []
        items = items_from_text(block, found)
        problems = found + problems
        if items and not problems:
            start, end = block.line - 1, block.line - 1 + len(block.lines)
            line_end = lines[start][len(lines[start].rstrip("\r\n")) :]
            lines[start:end] = [items_to_text(items).replace("\n", line_end)]
    if problems:
        raise RefusedOrder(*problems)
    return "".join(lines)
