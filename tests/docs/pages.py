"""The pages of the documentation, and the blocks on them with what their info string says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from duenotice.documents import Block, Document, from_markdown

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("**/*.md"))]


def named(path: Path) -> str:
    """A page as people speak of it."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> Document:
    """A page with its front matter and its blocks."""
    return from_markdown(path.read_text(encoding="utf-8"), named(path))


def options(block: Block) -> dict[str, str]:
    """The words behind the kind: ``case file=a.md broken`` gives ``{"file": "a.md", "broken": ""}``."""
    pairs = (word.partition("=") for word in block.info.split()[1:])
    return {name: value for name, _, value in pairs}


def with_blocks(text: str, new: list[tuple[Block, str]]) -> str:
    """The text of a page with other texts in some of its blocks."""
    lines = text.splitlines(keepends=True)
    for block, content in sorted(new, key=lambda pair: -pair[0].line):
        start = block.line - 1
        lines[start : start + len(block.text.splitlines())] = [content]
    return "".join(lines)


def generated_parts(text: str) -> Iterator[str]:
    """The names of the generated parts of a page: ``<!-- generated: NAME -->`` … ``<!-- end -->``."""
    for line in text.splitlines():
        if line.startswith("<!-- generated: "):
            yield line.removeprefix("<!-- generated: ").removesuffix(" -->")


def with_part(text: str, name: str, content: str) -> str:
    """The text of a page with another content in its generated part `name`."""
    head, begin, rest = text.partition(f"<!-- generated: {name} -->\n")
    assert begin, name
    _, end, tail = rest.partition("<!-- end -->\n")
    assert end, f"{name} has no `<!-- end -->`"
    return f"{head}{begin}\n{content.strip()}\n\n{end}{tail}"
