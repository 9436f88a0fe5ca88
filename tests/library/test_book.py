"""The book: every clause has a link, nothing is fetched from anywhere, the bytes stay the same."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from duenotice.language import Order
from duenotice.library import load_shelf, load_vocabulary, order_from_text
from duenotice.library.book import book, path_of
from duenotice.library.clauses import clauses

ORDERS = tuple(load_shelf().orders.values())
PAGES = book(ORDERS)


class Elements(HTMLParser):
    """The elements of a page with what they name and where they point."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            self.links += [value or ""] if name in ("href", "src", "srcset", "data", "action") else []
            assert not name.startswith("on"), "a page has no scripts"


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_every_line_of_the_rules_stands_on_the_page_under_a_name_of_its_own(order: Order) -> None:
    text = PAGES[path_of(order)]
    told = [clause for block in clauses(order) for clause in block]
    lines = [line for block in order.document.of_kind("order") for line in block.lines if line.strip()]
    assert [clause.text for clause in told] == [line.strip() for line in lines]
    found = Elements(text)
    assert len(found.ids) == len(set(found.ids))
    for clause in told:
        said = re.search(rf'<p id="{re.escape(clause.anchor)}"[^>]*><a [^>]*>#</a>(.*)</p>', text)
        assert said, clause
        assert unescape(said[1]) == clause.text


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_page_or_a_clause_of_the_book_and_nothing_runs(name: str) -> None:
    found = Elements(PAGES[name])
    assert not {"script", "img", "link", "iframe", "object", "form"} & found.tags
    up = "../" if "/" in name else ""
    targets = {f"{up}{other}" for other in PAGES} | {f"#{id_}" for id_ in found.ids}
    assert [link for link in found.links if link not in targets] == []


def test_the_same_shelf_gives_the_same_bytes() -> None:
    assert book(ORDERS) == PAGES


def test_a_clause_is_called_by_its_letters() -> None:
    names = [
        clause.anchor
        for block in clauses(load_shelf().order("chhoeun-v-marin/2019-01-03"))
        for clause in block
    ]
    assert {"class-chhoeun-class-g-2", "life-of-this-order-2019-01-03-entered"} <= set(names)


def test_what_an_order_file_says_in_html_is_shown_and_not_run() -> None:
    text = load_shelf().order("chhoeun-v-marin/2019-01-03").document.text
    hostile = text.replace(
        "# Fourteen", '<script>alert("x")</script>\n\n![a](http://example.org/a.png)\n\n# Fourteen', 1
    )
    assert hostile != text
    page = book([order_from_text(hostile, load_vocabulary())])["chhoeun-v-marin/2019-01-03.html"]
    assert not {"script", "img"} & Elements(page).tags
    assert "&lt;script&gt;" in page
