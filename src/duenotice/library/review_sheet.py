"""A sheet to compare one order file with the docket: our words beside our rule, line by line, with blanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from duenotice.language import Order
from duenotice.library.clauses import Clause, clauses
from duenotice.library.glance import open_points, to_verify
from duenotice.library.pages import page, rows
from duenotice.library.reviews import COLUMNS

HEAD = ("our rule", "our citation", "page seen", "agrees?", "remark")


@dataclass
class Part:
    """One heading of the file: what it says in words, the rule below it, the readings below that."""

    heading: str
    words: list[str] = field(default_factory=list)
    rule: tuple[Clause, ...] = ()
    after: list[str] = field(default_factory=list)


def parts(order: Order) -> tuple[Part, ...]:
    """The file heading by heading, its cases left aside; each ``order`` block with the words above it."""
    found = [Part(order.identity.title)]
    rules = iter(clauses(order))
    starts = {block.line - 1: block for block in order.document.blocks}
    inside = {
        number
        for block in order.document.blocks
        for number in range(block.line - 1, block.line + len(block.lines) + 1)
    }
    for number, line in enumerate(_body(order), start=1):
        block = starts.get(number)
        if block is not None and block.kind == "order":
            if found[-1].rule:
                found.append(Part(found[-1].heading))
            found[-1].rule = next(rules)
        elif number not in inside and line.startswith("#"):
            found.append(Part(line.lstrip("# ")))
        elif number not in inside:
            (found[-1].after if found[-1].rule else found[-1].words).append(line)
    return tuple(part for part in found if part.rule or any(map(str.strip, (*part.words, *part.after))))


def _body(order: Order) -> list[str]:
    """The lines of the file, those of the front matter empty, so that their numbers stay."""
    lines = order.document.text.splitlines()
    end = lines.index("---", 1)
    return [""] * (end + 1) + lines[end + 1 :]


def sheet_to_markdown(order: Order) -> str:
    """The sheet as Markdown."""
    return "\n".join(_markdown(order)) + "\n"


def _markdown(order: Order) -> Iterator[str]:
    yield f"# Review of {order.id}: {order.identity.title}\n"
    yield from (f"- {name}: {said}" for name, said in _about(order))
    yield f"\n{_HOW}"
    for part in parts(order):
        yield f"\n## {part.heading}\n"
        yield from (f"> {text}\n" for text in _paragraphs(part.words))
        if part.rule:
            yield _markdown_row(HEAD)
            yield _markdown_row(["---"] * len(HEAD))
            yield from (_markdown_row([_indented(each), each.cite, "", "", ""]) for each in part.rule)
            yield ""
        yield from (f"{text}\n" for text in _paragraphs(part.after))
    yield "\n## What is open\n"
    yield from (f"- [ ] {point}" for point in open_points(order))
    yield "\n## Signed\n"
    yield from (f"- {blank}: ______________________" for blank in _BLANKS)
    yield f"\nThe line for REVIEWS.md, once all of it agrees:\n\n{review_row(order)}"


def sheet_to_html(order: Order) -> str:
    """The sheet as one HTML page, our words to the left of our rule."""
    return page(f"Review of {order.id}", "\n".join(_html(order)))


def _html(order: Order) -> Iterator[str]:
    yield f"<p>{escape(order.identity.title)}</p>\n<dl>"
    yield from (f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in _about(order))
    yield f"</dl>\n<p>{escape(_HOW)}</p>"
    for part in parts(order):
        yield f"<h2>{escape(part.heading)}</h2>"
        words = "".join(f"<p>{escape(text)}</p>" for text in _paragraphs(part.words))
        rule = "".join(
            f'<p style="padding-left: {each.depth * 1.2}rem">{escape(each.text)}</p>' for each in part.rule
        )
        if part.rule:
            yield rows(("our words", "our rule"), [(words, f'<div class="clauses">{rule}</div>')])
            lines = [(escape(each.text), escape(each.cite), "", "", "") for each in part.rule]
            yield rows(HEAD, lines)
        else:
            yield words
        yield from (f"<p>{escape(text)}</p>" for text in _paragraphs(part.after))
    yield "<h2>What is open</h2>\n<ul>"
    yield from (f"<li>&#9744; {escape(str(point))}</li>" for point in open_points(order))
    yield "</ul>\n<h2>Signed</h2>"
    yield rows(("", ""), [(blank, '<div class="blank">&nbsp;</div>') for blank in _BLANKS])
    yield f"<p>The line for REVIEWS.md, once all of it agrees:</p>\n<pre>{escape(review_row(order))}</pre>"


_HOW = (
    "For each line: the page on which it stands, whether the page says so, and what it says if not. "
    "The rule is what the program runs; the words around it are for readers."
)
_BLANKS = ("compared with (docket entries and pages)", "by", "day", "signature")


def review_row(order: Order) -> str:
    """The row of REVIEWS.md for this version, with blanks for who, what and when."""
    filled = (order.id, order.identity.version, order.digest)
    return _markdown_row([*filled, *[" "] * (len(COLUMNS) - len(filled))])


def _about(order: Order) -> Iterator[tuple[str, str]]:
    identity = order.identity
    yield "order", f"{identity.court}, No. {identity.number}, {identity.docket_entry}"
    yield "decided", identity.decided
    yield "judge", identity.judge
    yield "file", f"version {identity.version}, hash {order.digest}"
    yield "to verify", f"said {to_verify(order)} times in the file"


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Paragraphs on one line each, without the marks of quotations."""
    text = "\n".join(line.removeprefix(">").strip() for line in lines)
    yield from (" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _indented(clause: Clause) -> str:
    return "&emsp;" * clause.depth + clause.text


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
