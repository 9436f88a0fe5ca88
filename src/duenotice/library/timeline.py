"""The lives of many orders side by side: each act in the order of time, each stretch of force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from duenotice.days import LAST_DAY, in_words, iso
from duenotice.days.words import day_in_words
from duenotice.language import LifeAct, Order
from duenotice.library.life import intervals
from duenotice.truth import NO, Truth


@dataclass(frozen=True)
class Stretch:
    """Days on which an order was, or may have been, in force. `open_` says that its end is not known."""

    order: Order
    first: int
    last: int
    truth: Truth
    open_: bool


def acts(orders: Iterable[Order]) -> tuple[tuple[LifeAct, Order], ...]:
    """Every act in the life of every order, oldest first."""
    found = [(act, order) for order in orders for act in order.rules.life.acts]
    return tuple(sorted(found, key=lambda pair: (pair[0].date.lo, pair[0].date.hi, pair[1].id)))


def stretches(orders: Iterable[Order]) -> tuple[Stretch, ...]:
    """What there is to draw; a stretch without an end goes to the last day that any of the files names."""
    known = tuple(orders)
    edge = max((day for order in known for day in _days(order)), default=0)
    return tuple(
        Stretch(order, each.days.lo, min(each.days.hi, edge), each.truth, each.days.hi == LAST_DAY)
        for order in sorted(known, key=lambda order: (order.identity.decided, order.id))
        for each in intervals(order.rules.life)
        if each.truth is not NO and each.days.lo <= edge
    )


def timeline_to_text(orders: Iterable[Order]) -> str:
    """The acts year by year, then the stretches order by order."""
    return "\n".join(_text(tuple(orders))) + "\n"


def _text(orders: tuple[Order, ...]) -> Iterator[str]:
    for year, told in groupby(acts(orders), key=lambda pair: iso(pair[0].date.lo)[:4]):
        yield year
        yield from (
            f"  {in_words(act.date)}: {order.id}: {act.act.value} {act.cite}".rstrip() for act, order in told
        )
    yield ""
    yield "In force:"
    for order, found in groupby(stretches(orders), key=lambda stretch: stretch.order):
        yield f"  {order.id}: {order.identity.title}"
        for stretch in found:
            yield f"    {_span(stretch)}: {stretch.truth}"


def _span(stretch: Stretch) -> str:
    first, last = day_in_words(stretch.first), day_in_words(stretch.last)
    if stretch.open_:
        return f"{first} through further notice"
    return first if first == last else f"{first} through {last}"


def _days(order: Order) -> Iterator[int]:
    life = order.rules.life
    yield from (
        date.hi for date in (*(act.date for act in life.acts), life.known_through) if date.hi != LAST_DAY
    )
