"""Reading drafts. A draft is its owner's alone, and past its end it is nobody's."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import QuerySet

from duenotice.web.accounts.models import User
from duenotice.web.intake.forms import Answers
from duenotice.web.intake.models import Draft, Hotline
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import numbers_taken
from duenotice.web.policy import Permission, organisations, visible_people


def drafts(user: User, at: datetime) -> QuerySet[Draft]:
    """The calls that somebody has not finished, newest first."""
    held = organisations(user, Permission.RECORD, at)
    mine = Draft.objects.filter(user=user, organisation_id__in=held, expires__gt=at)
    return mine.select_related("organisation").order_by("-started", "pk")


def draft_of(user: User, draft: uuid.UUID, at: datetime) -> Draft | None:
    """One of them."""
    return drafts(user, at).filter(pk=draft).first()


def hotline(organisation: uuid.UUID | str) -> str:
    """Whom the organisation says to call; blank if it has not said."""
    found = Hotline.objects.filter(organisation_id=organisation).first()
    return found.text if found else ""


def number_on_file(draft: Draft, answers: Answers, user: User, at: datetime) -> tuple[bool, Person | None]:
    """Whether somebody on file has the A-number that was told; and who, for whoever may see that person."""
    number = str(answers.get("number", {}).get("number", ""))
    taken = numbers_taken(draft.organisation_id, [number]) if number else {}
    if not taken:
        return False, None
    return True, visible_people(user, at).filter(pk=taken[number].pk).first()
