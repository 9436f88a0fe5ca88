"""Which order files somebody has compared with the docket: the table of REVIEWS.md, and what follows from it.

A review holds for one version and one hash of a file. Change a letter of the file, and nobody has
compared it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from duenotice.days import from_edtf, in_words
from duenotice.language import Order
from duenotice.problems import Place, Problem, RefusedDocument, quoted

COLUMNS = ("order", "version", "hash", "compared with", "by", "day")
"""The columns of the table."""
_NOBODY = "Nobody has yet compared this order file with the docket."


@dataclass(frozen=True)
class Review:
    """One row: somebody compared one version of one file with some pages on a day."""

    order: str
    version: str
    hash: str
    compared_with: str
    by: str
    day: str

    def holds_for(self, order: Order) -> bool:
        """Whether it is this very text that was compared."""
        return (self.order, self.version, self.hash) == (order.id, order.identity.version, order.digest)


@cache
def load_reviews() -> tuple[Review, ...]:
    """The reviews that come with duenotice. Raises `RefusedDocument` (M05, D01)."""
    checkout = Path(__file__).parents[3] / "REVIEWS.md"
    found = checkout if checkout.is_file() else files("duenotice").joinpath("REVIEWS.md")
    return reviews_from_text(found.read_text(encoding="utf-8"), "REVIEWS.md")


def reviews_from_text(text: str, file: str = "") -> tuple[Review, ...]:
    """The rows of the table. Raises `RefusedDocument` (M05) for a row with a cell missing or blank, and
    `RefusedDate` for a day that is none."""
    found = []
    lines = list(enumerate(text.splitlines(), start=1))
    head = "| " + " | ".join(COLUMNS) + " |"
    begun = next((number for number, line in lines if line == head), None)
    if begun is None:
        raise RefusedDocument(_badly(Place(file), f"no table begins with `{head}`"))
    for number, line in lines[begun + 1 :]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        place = Place(file, number, 1, 1, line)
        if len(cells) != len(COLUMNS) or not all(cells):
            raise RefusedDocument(_badly(place, f"{quoted(line)} does not fill the columns"))
        from_edtf(cells[-1], place)
        found.append(Review(*cells))
    return tuple(found)


def reviews_of(order: Order, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews of this very version and text of an order file."""
    return tuple(review for review in reviews if review.holds_for(order))


def compared(orders: Iterable[Order], reviews: Iterable[Review]) -> str:
    """The sentence below every answer: whether somebody compared the files with the docket."""
    known, rows = tuple(orders), tuple(reviews)
    done = [order for order in known if reviews_of(order, rows)]
    if len(known) > 1 and done:
        rest = len(known) - len(done)
        others = f"; nobody has yet compared the other {rest}" if rest else ""
        return f"{len(done)} of {len(known)} order files were compared with the docket{others}."
    if done:
        return " ".join(_said(review) for review in reviews_of(known[0], rows))
    nobody = known[0].identity.unchecked if len(known) == 1 else _NOBODY
    if len(known) == 1 and any(review.order == known[0].id for review in rows):
        return f"{nobody.removesuffix('.')}, only an earlier version of it."
    return nobody


def _said(review: Review) -> str:
    day = in_words(from_edtf(review.day))
    return f"{review.by} compared this order file with {review.compared_with} on {day}."


def _badly(place: Place, what: str) -> Problem:
    columns = ", ".join(f"`{column}`" for column in COLUMNS)
    why = "an order counts as compared only by a whole row of this table"
    return Problem("M05", place, what, why, f"write the columns {columns}, each filled")
