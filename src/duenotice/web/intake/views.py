"""Pages of a call: how it came, one question a page, the card, the paper, whom to call."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duenotice.problems import Refused
from duenotice.web.intake import selectors, services
from duenotice.web.intake.asked import after, asked, before
from duenotice.web.intake.card import card, next_check_in
from duenotice.web.intake.forms import LONGEST, Answers, Filled, filled
from duenotice.web.intake.models import Draft
from duenotice.web.intake.parts import Question
from duenotice.web.intake.questions import BY_ID, NUMBER, QUESTIONS
from duenotice.web.intake.shows import blank, shown, summary
from duenotice.web.intake.telling import CERTIFIED, FRAME, SPEAKERS, WAYS, record_of
from duenotice.web.pages import declares, needs
from duenotice.web.people.refusals import NobodyThere, NumberTaken
from duenotice.web.policy import Permission, granted
from duenotice.web.site.answers import page
from duenotice.web.site.moment import moment_of
from duenotice.web.site.requests import by, first_organisation, now, user_of

CHECK = "check"
"""Sent where a browser runs scripts, when a day was typed: the page says it back, and nothing is kept."""
FRAMES = {"speaker": SPEAKERS, "way": WAYS, "certified": CERTIFIED}


@declares(needs(Permission.RECORD))
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a call, or go on with one."""
    organisation, user, at = first_organisation(request, Permission.RECORD), user_of(request), now()
    if request.method == "POST":
        services.expire(by=by(request, organisation), at=at)
        chosen = {name: request.POST.get(name, "") for name in FRAMES}
        if all(chosen[name] in known for name, known in FRAMES.items()):
            made = services.start(by=by(request, organisation), user=user, at=at, **chosen)
            return _to("intake_question", made, QUESTIONS[0])
    wrong = request.method == "POST"
    return page(
        request, "intake/start.html", wrong=wrong, drafts=list(selectors.drafts(user, at)), frames=FRAMES
    )


@declares(needs(Permission.RECORD))
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, draft: uuid.UUID, question: str) -> HttpResponse:
    """One question."""
    found, asks, today = _draft(request, draft), BY_ID.get(question), now().date()
    if asks is None:
        raise Http404
    answers: Answers = found.answers
    form = _kept(request, asks, answers)
    if request.method == "POST":
        form = filled(asks, request.POST, today)
        if not form.errors and request.POST.get("answer") != CHECK:
            try:
                acts = by(request, found.organisation_id)
                saved = services.save(by=acts, draft=found, question=asks, answer=form.answer, today=today)
            except NobodyThere:
                raise Http404 from None
            except Refused as why:
                said = f"{why.problems[0].what}. {why.problems[0].help}"
                form = Filled(form.answer, form.typed, {asks.fields[0].name: said})
            else:
                next_ = after(asks, saved.answers, today)
                return _to("intake_question", saved, next_) if next_ else _to("intake_card", saved)
    return page(request, "intake/question.html", **_question(request, found, asks, form, today))


@declares(needs(Permission.RECORD))
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """The card; and from here on file."""
    found, user, at = _draft(request, draft), user_of(request), now()
    refused: Any = None
    if request.method == "POST":
        try:
            person = services.put_on_file(
                by=by(request, found.organisation_id),
                draft=found,
                user=user,
                today=at.date(),
                at=at,
                with_number=not request.POST.get("without_number"),
            )
        except NobodyThere:
            raise Http404 from None
        except Refused as why:
            refused = None if isinstance(why, NumberTaken) else why.problems[0]
        else:
            return HttpResponseRedirect(reverse("person", args=[person.pk]))
    return page(request, "intake/card.html", refused=refused, **_card(request, found))


@declares(needs(Permission.RECORD))
@require_http_methods(["POST"])
def discard(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Delete the call."""
    found = _draft(request, draft)
    try:
        services.discard(by=by(request, found.organisation_id), draft=found)
    except NobodyThere:
        raise Http404 from None
    return HttpResponseRedirect(reverse("intake"))


@declares(needs(Permission.RECORD))
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The same questions with the same numbers, to print."""
    rows = [{"number": NUMBER[each.id], "question": each, "fields": blank(each)} for each in QUESTIONS]
    return page(request, "intake/paper.html", rows=rows, frames=FRAMES)


@declares(needs(Permission.MANAGE_MEMBERS))
@require_http_methods(["GET", "HEAD", "POST"])
def hotline(request: HttpRequest) -> HttpResponse:
    """Whom callers are told to call."""
    organisation = first_organisation(request, Permission.MANAGE_MEMBERS)
    text, wrong = selectors.hotline(organisation), ""
    if request.method == "POST":
        text = " ".join(request.POST.get("hotline", "").split())
        wrong = _("This is too long: at most 200 characters.") if len(text) > LONGEST else ""
        if not wrong:
            services.set_hotline(by=by(request, organisation), text=text)
            return HttpResponseRedirect(reverse("intake_hotline"))
    return page(request, "intake/hotline.html", text=text, wrong=wrong)


def _draft(request: HttpRequest, draft: uuid.UUID) -> Draft:
    """The draft, if it is of whoever asks and its time is not over. Raises `Http404`."""
    user, at = user_of(request), now()
    found = selectors.draft_of(user, draft, at)
    if found is None:
        raise Http404
    return found


def _to(name: str, draft: Draft, question: Question | None = None) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[draft.pk, *([question.id] if question else [])]))


def _in_full(request: HttpRequest) -> bool:
    return Permission.READ_CONVICTIONS in granted(user_of(request), now())


def _kept(request: HttpRequest, question: Question, answers: Answers) -> Filled:
    """What was answered before; not what only counsel may read again."""
    hidden = question.counsel_only and not _in_full(request)
    kept = {} if hidden else answers.get(question.id, {})
    return Filled(kept, kept, {})


def _question(
    request: HttpRequest, draft: Draft, question: Question, form: Filled, today: date
) -> dict[str, Any]:
    answers: Answers = draft.answers
    last = before(question, answers, today)
    in_full = _in_full(request)
    return {
        "draft": draft,
        "question": question,
        "number": NUMBER[question.id],
        "of": len(QUESTIONS),
        "left": len([each for each in asked(answers, today) if each.id not in answers]),
        "fields": shown(question, form, today),
        "errors": [(f"id_{name}", said) for name, said in form.errors.items()],
        "last": last,
        "last_told": summary([last], answers, today, in_full) if last else [],
        "answered": question.id in answers,
        "hidden": question.counsel_only and not in_full,
    }


def _card(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    user, at, moment, in_full = user_of(request), now(), moment_of(request), _in_full(request)
    answers: Answers = draft.answers
    today = at.date()
    with transaction.atomic():
        taken, known = selectors.number_on_file(draft, answers, user, at)
    record = record_of(answers, today)
    return {
        "draft": draft,
        "moment": moment,
        "card": card(answers, moment.of(record), moment.as_of, today, in_full),
        "told": summary(asked(answers, today), answers, today, in_full),
        "left_out": [each for each in QUESTIONS if each not in asked(answers, today)],
        "hotline": selectors.hotline(draft.organisation_id),
        "check_in": next_check_in(answers, today),
        "number_taken": taken,
        "known": known,
        "source": answers[FRAME],
    }
