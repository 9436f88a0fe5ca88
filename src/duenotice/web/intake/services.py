"""Writing drafts, and putting a call on file: check, do, and tell the journal, in one transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from duenotice.web.accounts.models import User
from duenotice.web.intake.forms import Answer, Answers
from duenotice.web.intake.models import Draft, Hotline
from duenotice.web.intake.parts import Question
from duenotice.web.intake.telling import FRAME, contacts, entries, notes, record_of, told_of
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.matters.models import Assignment
from duenotice.web.people import services as people
from duenotice.web.people.models import NoteKind, Person
from duenotice.web.people.refusals import nobody_there
from duenotice.web.policy import visible_people

LIFETIME = timedelta(hours=24)


@transaction.atomic
def start(*, by: By, user: User, speaker: str, way: str, certified: str, at: datetime) -> Draft:
    """A new call."""
    frame = {"speaker": speaker, "way": way, "certified": certified, "begun": at.date().isoformat()}
    made = Draft.objects.create(
        organisation_id=by.organisation,
        user=user,
        answers={FRAME: frame},
        started=at,
        expires=at + LIFETIME,
    )
    note(by=by, action=Action.INTAKE_STARTED, subject=made.pk)
    return made


@transaction.atomic
def save(*, by: By, draft: Draft, question: Question, answer: Answer, today: date) -> Draft:
    """Keep one answer; an earlier one to the same question is gone. The draft as it is now.

    Raises `RefusedRecord` or `RefusedDate`, if the days of the answer contradict each other, and
    `NobodyThere`.
    """
    locked = _locked(draft)
    answers: Answers = dict(locked.answers)
    list(entries(question, answer, told_of(answers, today)))
    answers[question.id] = answer
    locked.answers = answers
    locked.save(update_fields=["answers"])
    note(by=by, action=Action.INTAKE_ANSWERED, subject=locked.pk)
    return locked


@transaction.atomic
def discard(*, by: By, draft: Draft) -> None:
    """Delete a call and everything that was told. Raises `NobodyThere`."""
    locked = _locked(draft)
    note(by=by, action=Action.INTAKE_DISCARDED, subject=locked.pk)
    locked.delete()


@transaction.atomic
def expire(*, by: By, at: datetime) -> int:
    """Delete the calls of the organisation whose time is over; how many."""
    over = list(Draft.objects.filter(organisation_id=by.organisation, expires__lte=at).order_by("pk"))
    for each in over:
        note(by=by, action=Action.INTAKE_EXPIRED, subject=each.pk)
        each.delete()
    return len(over)


@transaction.atomic
def put_on_file(*, by: By, draft: Draft, user: User, today: date, at: datetime, with_number: bool) -> Person:
    """A person with everything that was told, by whoever took the call; the draft is gone.

    Without the number, it stands in the note. Raises `NumberTaken`, `RefusedRecord`, `NobodyThere`; nothing
    is written then.
    """
    locked = _locked(draft)
    answers: Answers = dict(locked.answers)
    name, number = (
        str(answers.get("name", {}).get("name", "")),
        str(answers.get("number", {}).get("number", "")),
    )
    phone, mail = contacts(answers)
    person = people.add_person(
        by=by,
        names=[name] if name else [],
        numbers=[number] if number and with_number else [],
        record=record_of(answers, today),
        contacts=phone,
        addresses=mail,
        entered_by=user,
    )
    for_all, for_counsel = notes(answers, today)
    if number and not with_number:
        for_all += f"\nA-number told, which somebody else on file has: {number}"
    people.add_note(by=by, person=person, kind=NoteKind.SHAREABLE, text=for_all)
    if for_counsel:
        people.add_note(by=by, person=person, kind=NoteKind.PRIVILEGED, text=for_counsel)
    _keep_in_reach(by, person, user, at)
    note(by=by, action=Action.INTAKE_FILED, subject=locked.pk)
    locked.delete()
    return person


@transaction.atomic
def set_hotline(*, by: By, text: str) -> None:
    """Whom callers are told to call."""
    Hotline.objects.update_or_create(organisation_id=by.organisation, defaults={"text": text})
    note(by=by, action=Action.HOTLINE_SET)


def _locked(draft: Draft) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft.pk, user=draft.user_id).first()
    if found is None:
        raise nobody_there()
    return found


def _keep_in_reach(by: By, person: Person, user: User, at: datetime) -> None:
    """Counsel reach whom they are assigned to: whoever put somebody on file works for them."""
    if visible_people(user, at).filter(pk=person.pk).exists():
        return
    made = Assignment.objects.create(organisation_id=by.organisation, person=person, user=user)
    note(by=by, action=Action.ASSIGNED, subject=made.pk)
