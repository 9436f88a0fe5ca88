"""Rows of a page in words, and the stacked bar above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from duenotice.truth import NO, UNKNOWN, YES
from duenotice.web.roster import selectors
from duenotice.web.roster.forms import STATUSES
from duenotice.web.roster.population import Status, Verdicts
from duenotice.web.roster.questions import says as asks
from duenotice.web.roster.selectors import Line, Shown
from duenotice.web.site.verdicts import says

TRUTHS = {Status.YES: YES, Status.NO: NO, Status.UNKNOWN: UNKNOWN}
KINDS = {Status.YES: "yes", Status.NO: "no", Status.UNKNOWN: "unknown", Status.UNOPENED: "unopened"}
"""The class of a chip and of a part of the bar."""
WIDTH = 1_000
"""The bar's width in its own units."""


@dataclass(frozen=True)
class Verdict:
    """What an order says of a person, in words. `missing`: each open question's name and words."""

    kind: str
    says: str
    letters: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """One row, as the templates take it."""

    person: Shown
    entered: datetime
    verdict: Verdict | None = None
    before: Verdict | None = None


@dataclass(frozen=True)
class Part:
    """One part of the bar: its status, words, people, and where it stands, in units of `WIDTH`."""

    status: str
    kind: str
    says: str
    people: int
    x: int
    width: int


def rows_of(shown: Iterable[Shown], found: Mapping[str, Verdicts]) -> list[Row]:
    """The rows of a page under one order, or under none."""
    return [Row(each, each.entered, verdict_of(each.line, found)) for each in shown]


def verdict_of(line: Line, found: Mapping[str, Verdicts]) -> Verdict | None:
    """What the order says of a person; None without an order."""
    if line.said is None:
        return None
    status = line.said.status
    if status is Status.UNOPENED:
        return Verdict(KINDS[status], gettext("Unknown: the record cannot be opened"))
    inputs = found[str(line.organisation)].inputs
    names = selectors.open_questions(line, found)
    missing = tuple((name, asks(name, inputs)) for name in names)
    letters = line.said.letters if line.in_full else ()
    return Verdict(KINDS[status], says(TRUTHS[status], len(missing), line.in_full), letters, missing)


def bar(shares: Mapping[Status, int]) -> list[Part]:
    """The stacked bar. Every status with people has at least one unit; none is left out of the text."""
    total, x, parts = sum(shares.values()), 0, []
    for place, status in enumerate((Status.YES, Status.NO, Status.UNKNOWN, Status.UNOPENED)):
        people = shares[status]
        after = sum(shares[each] for each in list(TRUTHS)[: place + 1])
        end = WIDTH if place == len(TRUTHS) else WIDTH * after // total if total else 0
        width = max(end - x, 1) if people else 0
        parts.append(Part(status, KINDS[status], str(STATUSES[status]), people, x, width))
        x += width
    return parts
