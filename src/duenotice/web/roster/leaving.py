"""An export of the roster: read for a reason, told to the journal of each person, and written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from duenotice.reason import not_advice
from duenotice.web.journal.actions import By, Reason
from duenotice.web.journal.selectors import printed
from duenotice.web.people.exporting import export as read
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.models import Person
from duenotice.web.people.numbers import shown
from duenotice.web.roster import selectors
from duenotice.web.roster.asked import Asked
from duenotice.web.roster.exporting import to_csv, to_xlsx
from duenotice.web.roster.rows import verdict_of
from duenotice.web.roster.selectors import Line
from duenotice.web.site.requests import by, user_of

ENDING = "; "


def export(*, request: HttpRequest, asked: Asked, reason: Reason, kind: str, at: datetime) -> bytes:
    """The people of a list as a file. The journal is told of each, and of the reason, before anything leaves,
    and its signed head stands in the file. Raises `CannotOpen`: a list with a hole does not leave."""
    per: dict[str, list[Line]] = {}
    for line in asked.kept:
        per.setdefault(str(line.organisation), []).append(line)
    rows: list[list[str]] = []
    about = _about(asked, reason, at)
    with transaction.atomic():
        for organisation, lines in per.items():
            acts = by(request, organisation)
            rows += _rows(request, asked, lines, acts, reason, at)
            about.append(("journal", printed(organisation)))
    return (to_csv if kind == "csv" else to_xlsx)(rows, about)


def _rows(
    request: HttpRequest, asked: Asked, lines: list[Line], acts: By, reason: Reason, at: datetime
) -> Iterator[list[str]]:
    wanted = {line.person for line in lines}
    everybody = Person.objects.filter(organisation_id=acts.organisation, deleted=None)
    people = [each for each in everybody.order_by("created", "pk") if each.pk in wanted]
    who = {id_: held for id_, held, _ in read(by=acts, people=people, reason=reason)}
    entered = {str(each.pk): each.created for each in people}
    matters, assigned = selectors.further(user_of(request), people, at)
    for line in lines:
        id_ = str(line.person)
        more = (matters.get(line.person, ()), assigned.get(line.person, ()))
        yield _row(line, who[id_], asked, more, entered[id_])


def _row(
    line: Line, who: WhoIs, asked: Asked, more: tuple[tuple[str, ...], tuple[str, ...]], entered: datetime
) -> list[str]:
    verdict = verdict_of(line, asked.found)
    return [
        str(line.person),
        *(next(iter(who.names), ""), ENDING.join(who.names[1:]), ENDING.join(map(shown, who.numbers))),
        asked.order.id if asked.order is not None else "",
        verdict.says if verdict else "",
        ENDING.join(verdict.letters) if verdict else "",
        ENDING.join(words for _, words in verdict.missing) if verdict else "",
        *(ENDING.join(each) for each in more),
        ENDING.join(who.family),
        entered.date().isoformat(),
    ]


def _about(asked: Asked, reason: Reason, at: datetime) -> list[tuple[str, str]]:
    said: Mapping[str, str] = {
        "reason": str(reason),
        "exported": at.isoformat(timespec="seconds"),
        "people": str(len(asked.kept)),
        "as of": str(asked.moment.on),
        "as known on": str(asked.moment.known or ""),
    }
    if asked.order is not None:
        identity = asked.order.identity
        said = {**said, "order": f"{identity.id}, version {identity.version}, hash {asked.order.digest}"}
        said = {**said, "note": not_advice(asked.order)}
    return list(said.items())
