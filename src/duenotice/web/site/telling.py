"""Telling the journal that people were listed, for each organisation whose people were shown."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from duenotice.web.journal.actions import Action
from duenotice.web.journal.services import note
from duenotice.web.people.models import Person
from duenotice.web.policy import Permission
from duenotice.web.site.requests import by, first_organisation


def listed(request: HttpRequest, people: Iterable[Person]) -> None:
    """In the transaction in which they were read. A list of nobody is told of too."""
    per: dict[str, int] = {first_organisation(request, Permission.SEE_PEOPLE): 0}
    for person in people:
        organisation = str(person.organisation_id)
        per[organisation] = per.get(organisation, 0) + 1
    for organisation, count in per.items():
        note(by=by(request, organisation), action=Action.PEOPLE_LISTED, people=count)
