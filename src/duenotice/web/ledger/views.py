"""The pages of the ledger: every notice, one person under one order, and the form for a notice."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.library import load_shelf
from duenotice.notice.ledger import ledger
from duenotice.notice.window import Asked as Wanted
from duenotice.problems import Refused, RefusedVault
from duenotice.reason import not_advice
from duenotice.web.feeds.reference import reference_of
from duenotice.web.ledger.choices import choices
from duenotice.web.ledger.forms import NoticeForm
from duenotice.web.ledger.selectors import Asked, month_of, orders, rows
from duenotice.web.ledger.services import record_notice
from duenotice.web.ledger.shown import shown
from duenotice.web.ledger.verdicts import CHOICES
from duenotice.web.pages import declares, needs
from duenotice.web.people.models import Person
from duenotice.web.people.refusals import NobodyThere, WrittenMeanwhile
from duenotice.web.people.selectors import identity_of
from duenotice.web.people.services import read_person
from duenotice.web.policy import Permission, may, people_for, visible_people
from duenotice.web.site.answers import page
from duenotice.web.site.moment import Moment, moment_of
from duenotice.web.site.requests import by, now, user_of
from duenotice.web.site.telling import listed
from duenotice.web.site.verdicts import CLASSES, LAWYERS, PLAIN
from duenotice.web.today.candidates import When
from duenotice.web.today.views import named


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every notice of the people whom one may see, and every act before which none was given."""
    user, moment = user_of(request), moment_of(request)
    asked, chosen = _asked(request)
    start = request.GET.get("start", "")
    with transaction.atomic():
        people = visible_people(user, now())
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 0
        found = rows(people, asked, When(moment.on, moment.known), first)
        shown_ = list(dict.fromkeys(person for person, _ in found.rows))
        listed(request, [each.organisation_id for each in shown_])
        files = named(shown_)
    following = urlencode(_kept(request) | {"start": str(found.after)}) if found.after else ""
    return page(
        request,
        "ledger/ledger.html",
        rows=[(row, files[person.pk]) for person, row in found.rows],
        orders=list(orders()),
        verdicts=CHOICES,
        moment=moment,
        following=following,
        kept=list(chosen.items()),
        query=moment.query,
        order=chosen["order"],
        verdict=chosen["verdict"],
        month=chosen["month"],
    )


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.GET.items()}


def _asked(request: HttpRequest) -> tuple[Asked, dict[str, str]]:
    """What the address narrows the list to; what is no order, verdict or month narrows nothing."""
    order, verdict, month = (request.GET.get(name, "") for name in ("order", "verdict", "month"))
    order = order if any(each.id == order for each in orders()) else ""
    verdict = verdict if any(key == verdict for key, _ in CHOICES) else ""
    span = month_of(month)
    chosen = {"order": order, "verdict": verdict, "month": month if span else ""}
    return Asked(order, verdict, span), chosen


@declares(needs(Permission.SEE_PEOPLE))
@require_safe
def one(request: HttpRequest, person: uuid.UUID, order: str) -> HttpResponse:
    """One person under one order: what was owed, given, counted, and what can be done."""
    user, at, moment, shelf = user_of(request), now(), moment_of(request), load_shelf()
    found = visible_people(user, at).filter(pk=person).first()
    if found is None or order not in shelf.orders:
        raise Http404
    in_full = may(user, Permission.READ_CONVICTIONS, found, at)
    who, record = read_person(by=by(request, found.organisation_id), person=found)
    live, text = moment.of(record), shelf.orders[order]
    known_on = When(moment.on, moment.known).known_on
    book = ledger(text, live, shelf.vocabulary, moment.as_of, known_on)
    wanted = Wanted(text, live, shelf.vocabulary, moment.as_of, known_on)
    return page(
        request,
        "ledger/one.html",
        person=found,
        name=next(iter(who.names), ""),
        file=reference_of(found),
        order=text.identity,
        standing=book.answer.standing,
        in_full=in_full,
        says=(LAWYERS if in_full else PLAIN)[book.answer.protected],
        kind=CLASSES[book.answer.protected],
        duties=shown(book, live.known_on(known_on), in_full),
        window=choices(wanted, in_full),
        not_advice=not_advice(text),
        may_record=may(user, Permission.RECORD, found, at),
        moment=moment,
        kept=[],
    )


@declares(needs(Permission.RECORD))
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Put a notice on file."""
    user, at, moment = user_of(request), now(), moment_of(request)
    found = people_for(user, Permission.RECORD, at).filter(pk=person).first()
    if found is None:
        raise Http404
    form = NoticeForm(request.POST if request.method == "POST" else None, today=at.date())
    if request.method != "POST" or not form.is_valid():
        return _form(request, found, form, 200 if request.method != "POST" else 400)
    try:
        record_notice(
            by=by(request, found.organisation_id),
            person=found,
            version=form.cleaned_data["version"],
            typed=form.typed(),
            at=at.date(),
        )
    except NobodyThere:
        raise Http404 from None
    except WrittenMeanwhile as why:
        return _form(request, found, form, 409, str(why.problems[0].why))
    except (Refused, RefusedVault) as why:
        return _form(request, found, form, 400, f"{why.problems[0].what}: {why.problems[0].help}")
    return HttpResponseRedirect(_after(found, form.cleaned_data["kind"], moment))


def _after(person: Person, kind: str, moment: Moment) -> str:
    """The ledger of the newest order that asks for a notice of this sort; else the person."""
    fitting = [
        order
        for order in orders()
        for duty in order.rules.duties
        if getattr(getattr(duty, "what", None), "term", "") == kind
    ]
    newest = max(fitting, key=lambda order: order.identity.decided, default=None)
    if newest is None:
        return reverse("person", args=[person.pk])
    return reverse("person_ledger", args=[person.pk, newest.id])


def _form(
    request: HttpRequest, person: Person, form: NoticeForm, status: int, said: str = ""
) -> HttpResponse:
    with transaction.atomic():
        who = identity_of(person)
        listed(request, [person.organisation_id])
    context: dict[str, Any] = {
        "person": person,
        "name": next(iter(who.names), ""),
        "addresses": [each.text for each in who.addresses],
        "form": form,
        "said": said,
        "version": person.version,
    }
    return page(request, "ledger/record.html", status, **context)
