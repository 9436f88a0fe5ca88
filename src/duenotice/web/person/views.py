"""The pages of one person: the person, why an order says what it says, a file.

A person who is hidden from somebody, removed, or never was gives the same page.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duenotice.library import load_shelf
from duenotice.problems import RefusedVault
from duenotice.reason import answer
from duenotice.web.attachments.downloads import as_download
from duenotice.web.attachments.selectors import file_with
from duenotice.web.attachments.services import content_of
from duenotice.web.pages import declares, needs
from duenotice.web.people.models import Person
from duenotice.web.people.numbers import shown
from duenotice.web.person import forms, selectors
from duenotice.web.person.drawing import Drawing, Scale, drawing
from duenotice.web.person.lanes import Lane
from duenotice.web.person.selectors import Orders, Row
from duenotice.web.person.why import why as reasons
from duenotice.web.policy import Permission, may, visible_people
from duenotice.web.site.answers import page
from duenotice.web.site.moment import Moment, moment_of
from duenotice.web.site.requests import by, now, user_of


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def one(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """One person: who it is, what every order on the shelf says, what is on file, what is open."""
    return shown_person(request, visible(request, person))


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def why(request: HttpRequest, person: uuid.UUID, order: str) -> HttpResponse:
    """Why one order says what it says about one person."""
    found, shelf, moment = visible(request, person), load_shelf(), moment_of(request)
    if order not in shelf.orders:
        raise Http404
    in_full = may(user_of(request), Permission.READ_CONVICTIONS, found, now())
    who, filed = selectors.opened(by(request, found.organisation_id), found)
    record = moment.of(selectors.record_from(filed))
    asked = answer(shelf.orders[order], record, shelf.vocabulary, moment.as_of)
    lawyer = request.GET.get("view", "lawyer" if in_full else "plain") == "lawyer"
    view = "lawyer" if lawyer else "plain"
    return page(
        request,
        "person/why.html",
        person=found,
        who=who,
        moment=moment,
        kept=[("view", view)],
        view=view,
        said=reasons(asked, in_full, lawyer),
        in_full=in_full,
    )


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def fetch(request: HttpRequest, person: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """A file of one person, saved and never opened in the site."""
    found = visible(request, person)
    row = file_with(found.organisation_id, file)
    if row is None or row.person_id != found.pk:
        raise Http404
    try:
        return as_download(content_of(by=by(request, found.organisation_id), attachment=row))
    except RefusedVault:
        raise Http404 from None


def visible(request: HttpRequest, person: uuid.UUID) -> Person:
    """The person, if the reader may see it; raises Http404."""
    found = visible_people(user_of(request), now()).filter(pk=person).first()
    if found is None:
        raise Http404
    return found


def shown_person(request: HttpRequest, person: Person, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a person. `more`: why a form was refused, and what to do about it (`writing`)."""
    user, at, moment = user_of(request), now(), moment_of(request)
    may_ = {
        "in_full": may(user, Permission.READ_CONVICTIONS, person, at),
        "privileged": may(user, Permission.READ_PRIVILEGED, person, at),
        "records": may(user, Permission.RECORD, person, at),
    }
    in_full = may_["in_full"]
    who, filed = selectors.opened(by(request, person.organisation_id), person)
    person.refresh_from_db(fields=["version"])
    record = moment.of(selectors.record_from(filed, who.title))
    said = selectors.orders_about(record, moment, in_full)
    listed = selectors.rows(filed, moment, in_full)
    drawn = _drawn(request, listed, said, moment, in_full)
    context: dict[str, Any] = {
        "person": person,
        "who": who,
        "numbers": [shown(each) for each in who.numbers],
        "languages": selectors.languages(record),
        "moment": moment,
        "kept": [("scale", drawn.scale.value)] if drawn.scale is Scale.MONTH else [],
        "said": said,
        "rows": listed,
        "drawn": drawn,
        "notes": selectors.notes_for(person, may_["privileged"]),
        "files": selectors.files_for(person),
        "reads": selectors.reads_of(person) if may_["privileged"] else (),
        "writes": may_["records"] and moment.known is None,
        "sorts": forms.sorts(in_full),
        "correcting": forms.correcting(request.GET.get("correct", ""), listed),
        "done": _done(request, listed),
    }
    return page(request, "person/person.html", status, **context, **may_, **more)


def _drawn(
    request: HttpRequest, listed: tuple[Row, ...], said: Orders, moment: Moment, in_full: bool
) -> Drawing:
    scale = Scale.MONTH if request.GET.get("scale") == "month" else Scale.YEAR
    typed = request.GET.get("from", "")
    since = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    lanes = [each for each in Lane if each is not Lane.NONE and (in_full or each is not Lane.CRIMES)]
    orders = [answer_.order for answer_ in said.answers]
    return drawing(selectors.dated(listed), orders, moment.on, scale, since, lanes)


def _done(request: HttpRequest, listed: tuple[Row, ...]) -> Row | None:
    """The entry that was written just now, to be taken back with one press."""
    name = request.GET.get("done", "")
    return next((row for row in listed if name and row.name == name and not row.state), None)
