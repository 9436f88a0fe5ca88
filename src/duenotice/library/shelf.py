"""The order files on the shelf, by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from duenotice.documents import Document, from_markdown
from duenotice.language import Order, from_document
from duenotice.library import option_file
from duenotice.library.option import Options
from duenotice.problems import NotOnShelf, Place, Problem, Refused, did_you_mean
from duenotice.terms import Vocabulary, from_documents


@dataclass(frozen=True)
class Shelf:
    """Orders by id, with the vocabulary that they are written in."""

    vocabulary: Vocabulary
    orders: Mapping[str, Order]

    def order(self, id_: str) -> Order:
        """The order with this id. Raises `NotOnShelf` (S01) with the nearest id."""
        if id_ in self.orders:
            return self.orders[id_]
        raise NotOnShelf(
            Problem(
                "S01",
                Place(id_),
                f"no order on the shelf is called `{id_}`",
                "an order's id is its case and the day it was decided, such as `chhoeun-v-marin/2019-01-03`",
                did_you_mean(id_, self.orders, "`duenotice orders` lists the shelf"),
            )
        )

    def of_case(self, case: str) -> tuple[Order, ...]:
        """The orders of one case, oldest first."""
        return tuple(order for order in self.orders.values() if order.identity.case == case)

    def with_orders(self, further: Iterable[Order]) -> Shelf:
        """The shelf with further orders; one with the same id takes the place of ours. Rules that need no
        order stand behind the orders."""
        merged = dict(self.orders) | {order.id: order for order in further}
        by_kind = sorted(merged.values(), key=lambda order: (order.identity.kind == "rule", order.id))
        return Shelf(self.vocabulary, {order.id: order for order in by_kind})


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that comes with duenotice."""
    return from_documents(_documents(files("duenotice.library").joinpath("vocabulary")))


@cache
def load_shelf() -> Shelf:
    """The shelf that comes with duenotice. Raises `Refused` with every problem of every file."""
    vocabulary = load_vocabulary()
    orders: list[Order] = []
    problems: list[Problem] = []
    for document in _documents(files("duenotice.library").joinpath("orders")):
        try:
            orders.append(from_document(document, vocabulary))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return Shelf(vocabulary, {}).with_orders(orders)


@cache
def load_options() -> Options:
    """What can be done in a window, as it comes with duenotice. Raises `RefusedOption`."""
    shelf = load_shelf()
    documents = _documents(files("duenotice.library").joinpath("options"))
    return option_file.from_documents(documents, shelf.vocabulary, tuple(shelf.orders))


def template() -> str:
    """An order file to copy, for an order in a single case: it can be read as it stands."""
    path = files("duenotice.library").joinpath("templates", "single-order.md")
    return path.read_text(encoding="utf-8")


def options_from_text(text: str, vocabulary: Vocabulary, file: str = "") -> Options:
    """A document of options that a user names; it may speak of the shelf's. Raises `RefusedOption`."""
    return option_file.from_documents([from_markdown(text, file)], vocabulary, (), load_options().by_id)


def order_from_text(text: str, vocabulary: Vocabulary, file: str = "") -> Order:
    """An order file that a user names. Raises `Refused` with every problem."""
    return from_document(from_markdown(text, file), vocabulary)


def _documents(folder: Traversable, prefix: str = "") -> list[Document]:
    """Every Markdown file below a folder, by name; files are called by their path on the shelf."""
    found: list[Document] = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            found += _documents(entry, f"{name}/")
        elif name.endswith(".md"):
            found.append(from_markdown(entry.read_text(encoding="utf-8"), name))
    return found
