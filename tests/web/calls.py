"""Calls for the tests of the intake: how one begins, what is told in it, and what comes of it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.test import Client

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.reason import overview
from duenotice.record import Record
from duenotice.truth import Truth
from duenotice.web.intake.forms import Answers, filled
from duenotice.web.intake.questions import BY_ID
from duenotice.web.intake.telling import FRAME
from tests.web.site_world import World, browser, cookies

Fields = dict[str, str | list[str]]
Call = dict[str, Fields]
TODAY = date(2026, 11, 27)
BEGIN = {"speaker": "person", "way": "phone", "certified": "unknown"}
CALL: Call = {
    "language": {"language": "khmer", "reads": "yes"},
    "name": {"name": "Person Canary-Name"},
    "contact": {"phone": "555-0100 canary-phone", "address": "1 canary-street", "safe": ["text", "mail"]},
    "nationality": {"nationality": "Cambodia", "or": "unknown"},
    "living": {"inside": "yes", "state": "California"},
    "ordered": {"ordered": "yes", "when": "about 1998", "who": "judge", "absent": "no"},
    "released": {"released": "yes", "when": "summer 2004", "how": "by order of supervision"},
    "check_in": {"reports": "yes", "next": "12/14/2026"},
    "letter": {"letter": "none"},
    "taken": {"taken": "no"},
    "trouble": {"trouble": "no"},
    "conditions": {"conditions": "kept"},
    "number": {"number": "A 078 901 234"},
    "lawyer": {"lawyer": "no"},
}
"""Person A, from Cambodia, who calls about a check-in."""


def signed_in(made: World, name: str) -> Client:
    client = browser()
    cookies(client, made.account(name))
    return client


def begun(client: Client) -> tuple[str, str]:
    """The address of the draft, and of its first question."""
    response = client.post("/intake/", BEGIN)
    assert response.status_code == 302, response.content
    first = response["Location"]
    return first.split("questions/")[0], first


def told(client: Client, call: Call) -> tuple[str, list[str]]:
    """Answer page after page; the address of the draft, and the ids of the questions that were asked."""
    draft, place = begun(client)
    order: list[str] = []
    while "/questions/" in place:
        id_ = place.rstrip("/").rpartition("/")[2]
        order.append(id_)
        assert client.get(place).status_code == 200
        response = client.post(place, call.get(id_, {"answer": "unknown"}))
        assert response.status_code == 302, (id_, text(response))
        place = response["Location"]
    assert place == f"{draft}card/"
    return draft, order


def text(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def answers_of(call: Call) -> Answers:
    """The answers of a call as a draft keeps them, without a vault."""
    found: Answers = {FRAME: {**BEGIN, "begun": TODAY.isoformat()}}
    for id_, fields in call.items():
        sent = QueryDict(mutable=True)
        for name, value in fields.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = filled(BY_ID[id_], sent, TODAY)
        assert form.errors == {}, (id_, form.errors)
        found[id_] = form.answer
    return found


def truths(record: Record) -> dict[str, Truth]:
    """What every order on the shelf says."""
    shelf = load_shelf()
    said = overview(shelf.orders.values(), record, shelf.vocabulary, from_edtf(TODAY.isoformat()))
    return {answer.order.id: answer.protected for case in said.cases for answer in case.answers}
