"""The shelf as a book of HTML pages: one page an order, every clause with a link of its own.

The same shelf gives the same bytes: no page holds a time, or anything of the machine it is made on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from duenotice.language import Order
from duenotice.library.clauses import Clause, clauses, slug
from duenotice.library.glance import life_in_short, limbs, nationalities, open_points, to_verify
from duenotice.library.pages import page, rows
from duenotice.library.timeline_svg import timeline_to_svg

TITLE = "Court orders on the shelf"
NOT_ADVICE = "This is not legal advice. A paraphrase is not the order: read the docket page that is cited."


def book(orders: Iterable[Order]) -> Mapping[str, str]:
    """The pages by their path: ``index.html``, and ``CASE/DATE.html`` for each order."""
    found = tuple(orders)
    return {"index.html": _index(found)} | {path_of(order): _page(order) for order in found}


def path_of(order: Order) -> str:
    """Where the page of an order stands in the book."""
    return f"{order.id}.html"


def _index(orders: tuple[Order, ...]) -> str:
    table = rows(
        ("order", "court", "for", "duties", "in force", "to verify"),
        [
            (
                f'<a href="{path_of(order)}">{escape(order.id)}</a><br>{escape(order.identity.title)}',
                escape(f"{order.identity.court}, No. {order.identity.number}"),
                escape(", ".join(nationalities(order)) or "no nationality asked"),
                escape("; ".join(duty.name for duty in order.rules.duties) or "no duty"),
                escape(life_in_short(order)),
                str(to_verify(order)),
            )
            for order in orders
        ],
    )
    figure = f"<figure>{timeline_to_svg(orders)}</figure>\n" if orders else ""
    return page(TITLE, f'<p class="warn">{NOT_ADVICE}</p>\n{figure}{table}')


def _page(order: Order) -> str:
    return page(f"{order.identity.title}: {order.id}", "\n".join(_body(order)))


def _body(order: Order) -> Iterator[str]:
    identity = order.identity
    yield '<nav><a href="../index.html">all orders</a></nav>'
    yield f'<p class="warn">{NOT_ADVICE}</p>'
    told = {
        "court": identity.court,
        "number": identity.number,
        "judge": identity.judge,
        "docket entry": identity.docket_entry,
        "decided": identity.decided,
        "territory": identity.territory,
        "in force": life_in_short(order),
        "letters": str(len(limbs(order))),
        "to verify": f"{to_verify(order)} times",
        "file": f"version {identity.version}, hash {order.digest}",
    }
    yield "<dl>" + "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in told.items()) + "</dl>"
    points = open_points(order)
    if points:
        yield '<h2 id="open-points">What is open</h2>\n<ul>'
        yield from (f"<li>{escape(str(point))}</li>" for point in points)
        yield "</ul>"
    yield prose(order)


def prose(
    order: Order,
    rules: Callable[[tuple[Clause, ...]], str] | None = None,
    cases: Callable[[int], str] | None = None,
) -> str:
    """The text of the file as HTML; its rules clause by clause, its cases folded away.

    rules: what a block of rules becomes; default, `clauses_to_html`. cases: what the block of cases that
    begins in this line of the file becomes; default, its text.
    """
    blocks, worked = iter(clauses(order)), iter(order.document.of_kind("case"))
    headings: set[str] = set()

    def fence(_: Any, tokens: list[Token], number: int, *__: Any) -> str:
        token = tokens[number]
        kind = token.info.split()[:1]
        if kind == ["order"]:
            return (rules or clauses_to_html)(next(blocks))
        if kind == ["case"] and cases is not None:
            return cases(next(worked).line)
        text = f"<pre>{escape(token.content)}</pre>"
        return f"<details><summary>{escape(token.info or 'text')}</summary>{text}</details>\n"

    def heading(_: Any, tokens: list[Token], number: int, *__: Any) -> str:
        anchor = "text-" + slug(tokens[number + 1].content)
        while anchor in headings:
            anchor += "-again"
        headings.add(anchor)
        return f'<h2 id="{anchor}">'

    markdown = MarkdownIt("commonmark", {"html": False}).use(front_matter_plugin)
    markdown.add_render_rule("fence", fence)
    markdown.add_render_rule("heading_open", heading)
    markdown.add_render_rule("heading_close", lambda *_: "</h2>\n")
    markdown.add_render_rule("image", lambda _, tokens, number, *__: escape(tokens[number].content))
    return str(markdown.render(order.document.text))


def clauses_to_html(found: Iterable[Clause]) -> str:
    """Each clause as a line with its own link."""
    lines = (
        f'<p id="{each.anchor}" style="padding-left: {each.depth * 1.5}rem">'
        f'<a href="#{each.anchor}" title="link to this clause">#</a>{escape(each.text)}</p>'
        for each in found
    )
    return '<div class="clauses">\n' + "\n".join(lines) + "\n</div>\n"
