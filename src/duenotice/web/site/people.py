"""Pages about people: the list, one person, looking one up, and counts that name nobody.

A person who is hidden from somebody, removed, or never was gives the same page. Whatever shows a person
tells the journal in the transaction in which the person was read.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.reason import answer
from duenotice.record import Record, line_of
from duenotice.truth import NO, UNKNOWN, YES
from duenotice.web.journal.actions import Action
from duenotice.web.journal.services import note
from duenotice.web.pages import declares, needs
from duenotice.web.people import services
from duenotice.web.people.models import Note, NoteKind, Person
from duenotice.web.people.numbers import shown
from duenotice.web.people.refusals import NotANumber
from duenotice.web.people.selectors import by_number, identity_of, opened, record_of
from duenotice.web.policy import Permission, may, people_for, slots, visible_people
from duenotice.web.site.answers import page
from duenotice.web.site.crimes import about_crimes
from duenotice.web.site.requests import by, first_organisation, now, user_of
from duenotice.web.site.telling import listed
from duenotice.web.site.verdicts import LAWYERS, verdicts

MOST_LISTED = 200
LEAST_COUNTED = 11
"""A count below this is not shown (screens.md, section 5)."""
MOST_COUNTED = 2_000
"""People whom one page counts; larger lists are screened at the command line."""


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The people whom one may see."""
    with transaction.atomic():
        people = list(visible_people(user_of(request), now())[: MOST_LISTED + 1])
        rows = _rows(people[:MOST_LISTED])
        listed(request, [each.organisation_id for each in people[:MOST_LISTED]], Action.PEOPLE_LISTED)
    more = len(people) > MOST_LISTED
    return page(request, "site/people.html", rows=rows, more=more, most=MOST_LISTED)


@declares(needs(Permission.SEE_PEOPLE))
@require_http_methods(["POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Those among them whose name or number holds what was typed. Names are sealed: every one is opened."""
    words = request.POST.get("words", "")
    with transaction.atomic():
        rows = _rows(visible_people(user_of(request), now()))
        found = [row for row in rows if _holds(row, words)] if words.strip() else []
        people = [row["person"] for row in found]
        listed(request, [each.organisation_id for each in people], Action.PEOPLE_SEARCHED)
    return page(request, "site/people.html", rows=found[:MOST_LISTED], searched=True, most=MOST_LISTED)


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def one(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """One person: who it is, what every order on the shelf says, what is on file."""
    user, at = user_of(request), now()
    found = visible_people(user, at).filter(pk=person).first()
    if found is None:
        raise Http404
    in_full = may(user, Permission.READ_CONVICTIONS, found, at)
    who, record = services.read_person(by=by(request, found.organisation_id), person=found)
    entries = [line_of(entry) for entry in record.entries() if in_full or not about_crimes(entry)]
    said = verdicts(record, from_edtf(at.date().isoformat()), in_full)
    context: dict[str, Any] = {
        "who": who,
        "numbers": [shown(each) for each in who.numbers],
        "entries": entries,
    }
    return page(
        request,
        "site/person.html",
        person=found,
        said=said,
        in_full=in_full,
        notes=_notes(request, found),
        **context,
    )


@declares(needs(Permission.LOOK_UP))
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """One person by number, in a slot: what a checker types into the court's and the agency's pages."""
    user, at = user_of(request), now()
    slot = slots(user, at).order_by("ends", "pk").first()
    if request.method != "POST" or slot is None:
        return page(request, "site/look_up.html", slot=slot)
    try:
        with transaction.atomic():
            found = by_number(slot.organisation_id, request.POST.get("number", ""))
            if found is not None and not may(user, Permission.LOOK_UP, found, at):
                found = None
            shows = None if found is None else _for_checker(found)
            acts, subject = by(request, slot.organisation_id), None if found is None else found.pk
            note(by=acts, action=Action.LOOKED_UP, subject=subject, found=int(found is not None))
    except NotANumber as why:
        return page(request, "site/look_up.html", slot=slot, refused=why.problems[0])
    return page(request, "site/look_up.html", slot=slot, looked=True, found=shows)


@declares(needs(Permission.COUNT))
@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest) -> HttpResponse:
    """How many people one order protects, without names; small counts are not shown."""
    shelf, asked = load_shelf(), request.POST.get("order", "")
    context: dict[str, Any] = {"orders": sorted(shelf.orders), "least": LEAST_COUNTED, "asked": asked}
    if asked not in shelf.orders:
        return page(request, "site/counts.html", **context)
    user, at = user_of(request), now()
    with transaction.atomic():
        people = people_for(user, Permission.COUNT, at)
        too_many = people.count() > MOST_COUNTED
        counted = dict.fromkeys(LAWYERS, 0)
        for _, _, record in opened([] if too_many else people):
            on = from_edtf(at.date().isoformat())
            counted[answer(shelf.orders[asked], record, shelf.vocabulary, on).protected] += 1
        acts = by(request, first_organisation(request, Permission.COUNT))
        note(by=acts, action=Action.COUNTED)
    rows = [(LAWYERS[truth], _large(counted[truth])) for truth in (YES, NO, UNKNOWN)]
    return page(request, "site/counts.html", rows=rows, too_many=too_many, most=MOST_COUNTED, **context)


def _large(count: int) -> str:
    return str(count) if count >= LEAST_COUNTED else f"fewer than {LEAST_COUNTED}"


def _rows(people: Iterable[Person]) -> list[dict[str, Any]]:
    found = list(people)
    prefetch_related_objects(found, "identity", "numbers")
    rows: list[dict[str, Any]] = []
    for person in found:
        who = identity_of(person)
        numbers = [shown(each) for each in who.numbers]
        rows.append({"person": person, "names": list(who.names), "numbers": numbers})
    return rows


def _holds(row: dict[str, Any], words: str) -> bool:
    texts = [str(text) for key in ("names", "numbers") for text in row[key]]
    wanted = _folded(words)
    return any(wanted in _folded(text) or wanted in _folded(text.replace("-", "")) for text in texts)


def _folded(text: str) -> str:
    """Without accents and case, so that a name is found however it was typed."""
    decomposed = unicodedata.normalize("NFKD", text.strip())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def _notes(request: HttpRequest, person: Person) -> list[Note]:
    notes = person.notes.order_by("written", "pk")
    if not may(user_of(request), Permission.READ_PRIVILEGED, person, now()):
        notes = notes.filter(kind=NoteKind.SHAREABLE)
    return list(notes)


def _for_checker(person: Person) -> dict[str, Any]:
    who, record = identity_of(person), record_of(person)
    numbers = [shown(each) for each in who.numbers]
    return {"names": who.names, "numbers": numbers, "nationality": _nationality(record)}


def _nationality(record: Record) -> list[str]:
    return sorted({value for fact in record.facts if fact.name == "nationality" for value in fact.values})
