"""Who changes status between two orders of the shelf, on a day: looked at before an order takes effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.reason import not_advice
from duenotice.web.pages import declares, needs
from duenotice.web.policy import Permission, visible_people
from duenotice.web.roster import selectors
from duenotice.web.roster.asked import PAGE
from duenotice.web.roster.forms import STATUSES, kept_query, orders
from duenotice.web.roster.population import Status, Verdicts
from duenotice.web.roster.rows import Row, verdict_of
from duenotice.web.roster.selectors import Line
from duenotice.web.roster.tables import ChangesTable
from duenotice.web.site.answers import page
from duenotice.web.site.moment import moment_of
from duenotice.web.site.requests import now, user_of
from duenotice.web.site.telling import listed

Pair = tuple[Line, Line]
"""One person under the order before, and under the one after."""


@dataclass(frozen=True)
class Cell:
    """How many go from one status to another; `query`: the address of their list; blank where none change."""

    people: int
    query: str


@dataclass(frozen=True)
class Compared:
    """Two orders, what each says of everybody in reach, and those of whom they differ."""

    before: Order
    after: Order
    old: Mapping[str, Verdicts]
    new: Mapping[str, Verdicts]
    pairs: list[Pair]


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The counts from each status to each, and a page of the people who change."""
    chosen = {name: request.GET.get(name, "") for name in ("from", "to", "change")}
    moment = moment_of(request)
    context: dict[str, Any] = {
        "orders": orders(),
        "before": chosen["from"],
        "after": chosen["to"],
        "moment": moment,
        "kept": [(name, value) for name, value in chosen.items() if value],
    }
    with transaction.atomic():
        compared = _compared(request, chosen["from"], chosen["to"])
        if compared is None:
            return page(request, "roster/changes.html", **context)
        wanted = [pair for pair in compared.pairs if _changes(pair, chosen["change"])]
        paged = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
        rows = _rows(request, compared, list(paged.object_list))
        listed(request, [line.organisation for _, line in paged.object_list])
    return page(
        request,
        "roster/changes.html",
        matrix=_matrix(request, compared),
        statuses=[STATUSES[each] for each in Status],
        table=ChangesTable(rows),
        rows=rows,
        page=paged,
        changed=sum(_changes(pair, "") for pair in compared.pairs),
        total=len(compared.pairs),
        change=_in_words(chosen["change"]),
        all_query=kept_query(request.GET, change=""),
        compared=compared,
        said=not_advice(compared.before, compared.after),
        **context,
    )


def _compared(request: HttpRequest, before: str, after: str) -> Compared | None:
    shelf, user, at, moment = load_shelf().orders, user_of(request), now(), moment_of(request)
    if before not in shelf or after not in shelf:
        return None
    people = visible_people(user, at)
    old = selectors.verdicts_for(user, shelf[before], moment, at)
    new = selectors.verdicts_for(user, shelf[after], moment, at)
    was = {line.person: line for line in selectors.lines(user, people, old, at)}
    pairs = [
        (was[line.person], line) for line in selectors.lines(user, people, new, at) if line.person in was
    ]
    return Compared(shelf[before], shelf[after], old, new, pairs)


def _statuses(pair: Pair) -> tuple[Status, Status]:
    old, new = (each.said.status if each.said else Status.UNOPENED for each in pair)
    return old, new


def _changes(pair: Pair, change: str) -> bool:
    """Whether somebody changes, and in this way (`no-yes`; blank: in any)."""
    old, new = _statuses(pair)
    return old is not new and (not change or change == f"{old}-{new}")


def _in_words(change: str) -> str:
    words = {f"{old}-{new}": f"{STATUSES[old]} → {STATUSES[new]}" for old in Status for new in Status}
    return words.get(change, "")


def _matrix(request: HttpRequest, compared: Compared) -> list[tuple[str, list[Cell]]]:
    """A row for each status before, with a cell for each status after."""
    counted = Counter(map(_statuses, compared.pairs))
    rows = []
    for old in Status:
        cells = []
        for new in Status:
            people = counted[old, new]
            query = kept_query(request.GET, change=f"{old}-{new}") if people and old is not new else ""
            cells.append(Cell(people, query))
        rows.append((str(STATUSES[old]), cells))
    return rows


def _rows(request: HttpRequest, compared: Compared, pairs: list[Pair]) -> list[Row]:
    was = {line.person: line for line, _ in pairs}
    shown = selectors.page_of(user_of(request), [line for _, line in pairs], now())
    return [
        Row(
            each,
            each.entered,
            verdict_of(each.line, compared.new),
            verdict_of(was[each.person], compared.old),
        )
        for each in shown
    ]
