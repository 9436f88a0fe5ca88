"""Two orders of one case side by side: the lines of their rules, and the cases that come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.reason.difference import OrderDifference, difference

AROUND = 2
"""Unchanged lines that are shown beside a change."""


@dataclass(frozen=True)
class Line:
    """One line of the comparison: `tag` is ``same``, ``gone``, ``new`` or ``cut`` (lines left out)."""

    tag: str
    sign: str
    text: str


def versions(order: Order) -> tuple[Order, ...]:
    """The other orders of the same case, oldest first."""
    return tuple(each for each in load_shelf().of_case(order.identity.case) if each.id != order.id)


def earlier(order: Order) -> Order | None:
    """The order of the same case before this one."""
    before = [each for each in versions(order) if each.identity.decided < order.identity.decided]
    return max(before, key=lambda each: each.identity.decided, default=None)


def lines(old: Order, new: Order) -> tuple[Line, ...]:
    """The rules of two orders, line by line; what is unchanged and far from a change is left out."""
    return tuple(_lines(_rules(old), _rules(new)))


@lru_cache(maxsize=64)
def compared(old_id: str, new_id: str) -> OrderDifference:
    """What changed, in sentences, and the worked cases of both that come out differently: they are run."""
    shelf = load_shelf()
    return difference(shelf.order(old_id), shelf.order(new_id), shelf.vocabulary)


def _rules(order: Order) -> list[str]:
    return [
        line.rstrip() for block in order.document.of_kind("order") for line in block.lines if line.strip()
    ]


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        first = group[0]
        if first[1] > 0 or first[3] > 0:
            yield Line("cut", " ", "…")
        for tag, i, j, k, m in group:
            if tag == "equal":
                yield from (Line("same", " ", text) for text in old[i:j])
            else:
                yield from (Line("gone", "\N{MINUS SIGN}", text) for text in old[i:j])
                yield from (Line("new", "+", text) for text in new[k:m])
