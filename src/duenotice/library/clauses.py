"""The clauses of an order file, line by line, each with a name that a link can point to.

A clause is called by the heading that it stands under and by its letters: ``class-chhoeun-class``,
``class-chhoeun-class-g-2``, ``duty-no-removal``, ``life-of-this-order-2019-01-03-entered``. The name
stays the same while the words of the clause change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.documents import Block
from duenotice.language import Order

_LETTER = re.compile(r"\((\w+)\)")
_CITE = re.compile(r"\[([^\]]*)\]\s*$")
_NAMED = re.compile(r'^(?:class|duty) "[^"]*"')


@dataclass(frozen=True)
class Clause:
    """One line of the rules: `depth` counts its steps to the right, `cite` is its citation (empty:
    that of the clause above), `part` the class or duty that it stands under, `letter` its letter with
    those above it, such as ``(g)(2)`` (empty: the line has none)."""

    anchor: str
    text: str
    depth: int
    line: int
    cite: str
    part: str = ""
    letter: str = ""


def clauses(order: Order) -> tuple[tuple[Clause, ...], ...]:
    """The clauses of each ``order`` block of the file, in its order."""
    taken: set[str] = set()
    return tuple(tuple(_clauses(block, taken)) for block in order.document.of_kind("order"))


def _clauses(block: Block, taken: set[str]) -> Iterator[Clause]:
    above: list[tuple[int, str]] = []
    for offset, line in enumerate(block.lines):
        text = line.strip()
        if not text:
            continue
        depth = (len(line) - len(line.lstrip())) // 2
        above = [(d, key) for d, key in above if d < depth]
        name = "-".join([key for d, key in above if d == 0 or _names(key)] + [_key(text)])
        above.append((depth, _key(text)))
        cite = _CITE.search(text)
        letters = "".join(f"({key})" for d, key in above if d > 0 and len(key) <= 4)
        part = lines[0] if (lines := [key for d, key in above if d == 0]) else ""
        own = letters if _LETTER.match(text) else ""
        yield Clause(_free(name, taken), text, depth, block.line + offset, cite[1] if cite else "", part, own)


def part_of(what: str, name: str) -> str:
    """The `part` of the clauses of a class or duty: ``part_of("class", "Chhoeun class")``."""
    return _key(f'{what} "{name}"')


def _key(text: str) -> str:
    """What a line is called: its letter, its quoted name, or its first words."""
    letter = _LETTER.match(text)
    if letter:
        return letter[1]
    named = _NAMED.match(text)
    words = named[0] if named else _CITE.sub("", text)
    return "-".join(slug(words).split("-")[:8])


def _names(key: str) -> bool:
    """Whether a line gives its name to those below it: a letter does, and *unless*, but not the sentence
    that the letters of a class stand under."""
    return len(key) <= 4 or key.startswith("unless")


def slug(text: str) -> str:
    """Small letters, digits and hyphens: what can stand behind ``#``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _free(name: str, taken: set[str]) -> str:
    """The name, or the name with a number where it is taken; no key holds two hyphens in a row."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}--{number}"
    taken.add(found)
    return found
