"""Markdown into a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from duenotice.documents.characters import at_line_breaks, readable
from duenotice.documents.data import from_yaml
from duenotice.documents.positions import yaml_positions
from duenotice.problems import Place, Problem, RefusedDocument, nearest, quoted

KINDS = ("order", "case", "term", "option")
"""The info words of the blocks that mean something to us."""


@dataclass(frozen=True)
class Block:
    """One fenced block: its info word (``order``, ``case``, ``term`` …), its text, its first line."""

    kind: str
    text: str
    file: str
    line: int
    info: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the block."""
        return tuple(at_line_breaks(self.text))

    def place(self, offset: int = 0) -> Place:
        """The place of the line that stands `offset` lines below the block's first."""
        text = self.lines[offset] if offset < len(self.lines) else ""
        return Place(self.file, self.line + offset, 0, 1, text)


@dataclass(frozen=True)
class Note:
    """A block quote such as ``> Our reading of (d). …``, joined into one paragraph."""

    text: str
    line: int


@dataclass(frozen=True)
class Document:
    """What a Markdown file holds. `front` is the front matter, all of it text."""

    file: str
    text: str
    front: Mapping[str, str]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = field(default=())

    def of_kind(self, *kinds: str) -> tuple[Block, ...]:
        """The blocks whose info word is one of `kinds`, in the order of the file."""
        return tuple(block for block in self.blocks if block.kind in kinds)


_MARKDOWN = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")


def from_markdown(text: str, file: str = "") -> Document:
    """Read a Markdown text. Raises `RefusedDocument` (M02 to M07) with the place."""
    read = readable(text, file)
    tokens = _MARKDOWN.parse(read)
    lines = at_line_breaks(read)
    front: Mapping[str, str] = {}
    blocks: list[Block] = []
    notes: list[Note] = []
    within: set[int] = set()
    for token in tokens:
        if token.type == "front_matter":
            front = _front_matter(token.content, file)
        elif token.type == "fence":
            assert token.map is not None
            _no_lost_block(lines[: token.map[0]], within, file)
            blocks.append(_fence(token, lines, file))
            within |= set(range(*token.map))
        elif token.type == "blockquote_open" and token.map and token.level == 0:
            notes.append(_note(lines, *token.map))
    if not tokens or tokens[0].type != "front_matter":
        _no_lost_front_matter(lines, file)
    _no_lost_block(lines, within, file)
    return Document(file, text, front, tuple(blocks), tuple(notes))


def _fence(token: Token, lines: list[str], file: str) -> Block:
    assert token.map is not None
    start, end = token.map
    last = lines[end - 1].lstrip("> ").strip() if end - 1 < len(lines) else ""
    sign = re.escape(token.markup[0])
    if end - 1 <= start or not re.fullmatch(f"{sign}{{{len(token.markup)},}}", last):
        raise RefusedDocument(_unclosed(Place(file, start + 1, 1, len(lines[start]), lines[start]), token))
    words = token.info.split()
    kind = words[0] if words else ""
    if kind in KINDS and (token.level or lines[start].startswith(" ")):
        raise RefusedDocument(_unread(lines, start, file, "the block does not begin at the left edge"))
    if kind not in KINDS and _meant(kind):
        raise RefusedDocument(_unread(lines, start, file, f"{quoted(kind)} is not a kind of block"))
    opening = re.compile(rf"{sign}{{{len(token.markup)},}}")
    within = (n for n in range(start + 1, end - 1) if opening.match(lines[n]) and _opens(lines[n]))
    inside = next(within, None)
    if inside is not None:
        place = Place(file, start + 1, 1, len(lines[start]), lines[start])
        raise RefusedDocument(_unclosed(place, token, f"a further block begins in line {inside + 1}"))
    return Block(kind, token.content, file, start + 2, token.info)


def _meant(kind: str) -> str:
    """The kind of block that a misspelt info word was meant to be; nothing if it is another word."""
    folded = kind.casefold()
    if folded.removesuffix("s") in KINDS:
        return folded.removesuffix("s")
    near = nearest(folded, KINDS)
    return near[0] if near and sorted(near[0]) == sorted(folded) else ""


def _unclosed(place: Place, token: Token, why: str = "") -> Problem:
    return Problem(
        "M04",
        place,
        "this fenced block is never closed",
        why or "everything after it would be taken for part of the block",
        f"end the block with a line `{token.markup}`" if "`" not in token.markup else _CLOSE,
    )


_CLOSE = "end the block with a line of three backticks"
_OPENING = re.compile(r"[\s>*+-]*(?:\d+[.)]\s+)?(?:`{3,}|~{3,})\s*([A-Za-z]+)\s*$")


def _opens(line: str) -> bool:
    """Whether a line begins a block of ours, wherever it stands."""
    found = _OPENING.fullmatch(line)
    return bool(found and (found[1] in KINDS or _meant(found[1])))


def _no_lost_block(lines: list[str], within: set[int], file: str) -> None:
    for number, line in enumerate(lines):
        if number not in within and _opens(line):
            why = "it stands in an indented part, a comment or HTML, which Markdown does not look into"
            raise RefusedDocument(_unread(lines, number, file, why))


def _unread(lines: list[str], number: int, file: str, why: str) -> Problem:
    line = lines[number]
    place = Place(file, number + 1, len(line) - len(line.lstrip()) + 1, len(line.strip()), line)
    found = _OPENING.fullmatch(line)
    kind = (_meant(found[1]) or found[1]) if found else "order"
    help_ = f"begin the block at the left edge with three backticks and the word `{kind}`"
    return Problem("M06", place, "this block would not be read", why, help_)


def _note(lines: list[str], start: int, end: int) -> Note:
    words = " ".join(line.lstrip().removeprefix(">").strip() for line in lines[start:end])
    return Note(words.strip(), start + 1)


def _no_lost_front_matter(lines: list[str], file: str) -> None:
    """Front matter that is not closed, or does not begin in the first line, is no front matter."""
    first, line = next(((n, line) for n, line in enumerate(lines) if line.strip()), (0, ""))
    if line.rstrip() != "---":
        return
    closed = any(line.rstrip() == "---" for line in lines[first + 1 :])
    what = "the front matter is never closed" if not closed else "the front matter is not at the top"
    help_ = "end it with a line `---`" if not closed else "remove the empty lines above it"
    why = "it says what the file is, and would be taken for prose"
    raise RefusedDocument(Problem("M02", Place(file, first + 1, 1, 3, line), what, why, help_))


def _front_matter(text: str, file: str) -> Mapping[str, str]:
    data = from_yaml(text, file, first_line=2)
    if not isinstance(data, dict):
        raise RefusedDocument(
            Problem(
                "M02",
                Place(file, 1),
                "the front matter is not a list of `name: value` lines",
                "it says what the file is, for example which order it holds",
                "write lines such as `id: chhoeun-v-marin/2019-01-03` between the two `---`",
            )
        )
    problems = list(_nested(data, text, file))
    if problems:
        raise RefusedDocument(*problems)
    return data


def _nested(data: Mapping[str, object], text: str, file: str) -> Iterator[Problem]:
    for name, value in data.items():
        if not isinstance(value, str):
            yield Problem(
                "M02",
                yaml_positions(text, file, 2).of((name,), key=True),
                f"{quoted(name)} in the front matter is not a single value",
                "front matter holds identity only, one value a line",
                f"write `{name}: some text` on one line, in quotation marks if it begins with `[`",
            )
