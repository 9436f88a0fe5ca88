"""What a request asks of the roster: filters, an order, a day; and who fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from duenotice.language import Order
from duenotice.library import load_shelf
from duenotice.web.policy import visible_people
from duenotice.web.roster import selectors
from duenotice.web.roster.forms import RosterFilter
from duenotice.web.roster.population import Verdicts
from duenotice.web.roster.selectors import Line
from duenotice.web.site.moment import Moment, moment_of
from duenotice.web.site.requests import now, user_of

PAGE = 50
"""People on one page."""


@dataclass(frozen=True)
class Asked:
    """`within`: everybody who fits the matter, the account, the family; `kept`: those of them with the status
    and the open question, in the order of rows. Shares and questions are about `within`."""

    filter: RosterFilter
    words: Mapping[str, str]
    order: Order | None
    moment: Moment
    found: Mapping[str, Verdicts]
    within: list[Line]
    kept: list[Line]


def asked_of(request: HttpRequest) -> Asked:
    """Who is on the roster, as asked in the address. Names nobody."""
    user, at, moment = user_of(request), now(), moment_of(request)
    filter_ = RosterFilter(request.GET, visible_people(user, at), user, at)
    words = filter_.cleaned
    order = load_shelf().orders.get(words["order"])
    found = selectors.verdicts_for(user, order, moment, at)
    within = selectors.lines(user, filter_.people(), found, at)
    if words["family"]:
        within = selectors.in_families(within, words["family"])
    kept = selectors.kept_lines(within, found, words["status"], words["missing"])
    if order is not None and words["sort"] in ("status", "-status"):
        kept = selectors.by_status(kept, backwards=words["sort"] == "-status")
    return Asked(filter_, words, order, moment, found, within, kept)
