"""Telling the journal that people were listed, for each organisation whose people were shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest

from duenotice.web.journal.actions import Action
from duenotice.web.journal.services import note
from duenotice.web.policy import Permission
from duenotice.web.site.requests import by, first_organisation


def listed(
    request: HttpRequest, organisations: Iterable[UUID], action: Action = Action.PEOPLE_LISTED
) -> None:
    """In the transaction in which they were read. `organisations`: of each person who was shown. A list of
    nobody is told of too."""
    shown = Counter(map(str, organisations))
    for organisation in {first_organisation(request, Permission.SEE_PEOPLE): 0, **shown}:
        note(by=by(request, organisation), action=action, people=shown[organisation])
