"""The forms of the person's page: each leads back to the page, or shows it with what is wrong.

A write to an old version is refused with the page as it is now, and the same form once more, to be sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from duenotice.problems import Problem, Refused
from duenotice.terms import UnknownWords
from duenotice.web.attachments.services import NotAttached, attach
from duenotice.web.pages import declares, needs
from duenotice.web.people import services as people
from duenotice.web.people.models import NoteKind, Person
from duenotice.web.people.refusals import NobodyThere, WrittenMeanwhile
from duenotice.web.person import services
from duenotice.web.person.services import Written
from duenotice.web.person.typed import Sent
from duenotice.web.person.views import shown_person
from duenotice.web.policy import Permission, may, people_for
from duenotice.web.site.moment import moment_of
from duenotice.web.site.requests import by, now, user_of

_RECORDS = declares(needs(Permission.RECORD))
_UNSENT = ("csrfmiddlewaretoken", "version")


@_RECORDS
@require_POST
def answer(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Answer an open question."""
    found, sent = _person(request, person), _sent(request, person)
    key, moment = sent.text("key"), moment_of(request)
    return _done(
        request,
        found,
        lambda version: services.answer_question(
            by=by(request, found.organisation_id),
            person=found,
            version=version,
            key=key,
            sent=sent,
            moment=moment,
        ),
    )


@_RECORDS
@require_POST
def record(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Put an event, a fact or a search on file."""
    found, sent = _person(request, person), _sent(request, person)
    acts = by(request, found.organisation_id)
    return _done(
        request,
        found,
        lambda version: services.record_entry(by=acts, person=found, version=version, sent=sent),
    )


@_RECORDS
@require_POST
def correct(request: HttpRequest, person: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Correct an entry."""
    found, sent = _person(request, person), _sent(request, person)
    acts = by(request, found.organisation_id)
    return _done(
        request,
        found,
        lambda version: services.correct_entry(by=acts, person=found, version=version, row=entry, sent=sent),
    )


@_RECORDS
@require_POST
def withdraw(request: HttpRequest, person: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Withdraw an entry."""
    found, sent = _person(request, person), _sent(request, person)
    acts = by(request, found.organisation_id)
    return _done(
        request,
        found,
        lambda version: services.withdraw_entry(by=acts, person=found, version=version, row=entry, sent=sent),
    )


@_RECORDS
@require_POST
def again(request: HttpRequest, person: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Record an entry again that was withdrawn or corrected."""
    found, sent = _person(request, person), _sent(request, person)
    acts, in_full, today = by(request, found.organisation_id), sent.in_full, sent.today
    return _done(
        request,
        found,
        lambda version: services.record_again(
            by=acts, person=found, version=version, row=entry, in_full=in_full, today=today
        ),
    )


@_RECORDS
@require_POST
def add_note(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Write a note. Who may not read privileged notes can write shareable ones only."""
    found = _person(request, person)
    kind = NoteKind.PRIVILEGED if request.POST.get("kind") == NoteKind.PRIVILEGED else NoteKind.SHAREABLE
    if kind is NoteKind.PRIVILEGED and not may(user_of(request), Permission.READ_PRIVILEGED, found, now()):
        raise Http404
    acts, text = by(request, found.organisation_id), request.POST.get("text", "")
    return _added(
        request, found, "notes", lambda: people.add_note(by=acts, person=found, kind=kind, text=text)
    )


@_RECORDS
@require_POST
def add_file(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Attach a file."""
    found, file = _person(request, person), request.FILES.get("file")
    if file is None:
        raise BadRequest
    acts, name, content = by(request, found.organisation_id), str(file.name or ""), file.read()
    return _added(request, found, "files", lambda: attach(by=acts, person=found, name=name, content=content))


def _person(request: HttpRequest, person: uuid.UUID) -> Person:
    found = people_for(user_of(request), Permission.RECORD, now()).filter(pk=person).first()
    if found is None:
        raise Http404
    return found


def _sent(request: HttpRequest, person: uuid.UUID) -> Sent:
    at = now()
    in_full = people_for(user_of(request), Permission.READ_CONVICTIONS, at).filter(pk=person).exists()
    return Sent(request.POST, in_full, at.date())


def _done(request: HttpRequest, person: Person, do: Callable[[int], Written]) -> HttpResponse:
    """Write, and go back to the page at the same moment."""
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise BadRequest
    try:
        written = do(int(version))
    except NobodyThere:
        raise Http404 from None
    except WrittenMeanwhile as why:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        again_ = [(name, value) for name, value in fields if name not in _UNSENT]
        return shown_person(
            request, person, 409, refused=why.problems, again=again_, to=request.get_full_path()
        )
    except (Refused, UnknownWords) as why:
        return shown_person(request, person, 400, refused=_problems(why))
    return _back(request, person, written.name, "done" if written.name else "notes")


def _added(request: HttpRequest, person: Person, part: str, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except NobodyThere:
        raise Http404 from None
    except (NotAttached, Refused) as why:
        return shown_person(request, person, 400, refused=why.problems)
    return _back(request, person, "", part)


def _back(request: HttpRequest, person: Person, name: str, part: str) -> HttpResponse:
    parts = [each for each in (moment_of(request).query, f"done={name}" if name else "") if each]
    query = f"?{'&'.join(parts)}" if parts else ""
    return HttpResponseRedirect(f"{reverse('person', args=(person.pk,))}{query}#{part}")


def _problems(why: Refused | UnknownWords) -> tuple[Problem, ...]:
    return why.problems if isinstance(why, Refused) else (why.problem,)
