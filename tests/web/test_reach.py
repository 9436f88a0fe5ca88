"""Nobody reads what they may not: every page, every method, every state of a role, every kind of object."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import UUIDField
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, path

from duenotice.web import urls
from duenotice.web.accounts.models import Membership, Organisation, Session, User
from duenotice.web.accounts.sessions import row_key
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.matters.models import Matter, OnMatter, Wall
from duenotice.web.pages import Open, declares, policy_of
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import identity_of
from tests.web.site_requests import METHODS, Page, Target, filled, pages
from tests.web.site_world import CHEAP, NOW, Account, Planted, World, browser, planted, session_of, world

RARE = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
FULL = bool(os.environ.get("DUENOTICE_FULL"))
"""`make nightly` asks with every method about every object, with every id in every place, and each state of
a role by every method."""
CANARIES = ("own", "else_", "deleted", "foreign")


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


def targets(made: World) -> list[tuple[Target, Planted]]:
    """Own, another's, a removed one, another organisation's: with each, every id that belongs to it."""
    ours = {"own": made.own, "other": made.else_, "deleted": made.deleted, "foreign": made.foreign}
    members = [str(each.pk) for each in made.memberships]
    factors = [str(pk) for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True)]
    found = []
    for place, (name, who) in enumerate(ours.items()):
        memberships = (members[place], members[-1 - place])
        with acting([who.person.organisation_id]):
            others = belonging(who.person)
        named = {"person": (str(who.person.pk),), "membership": memberships, **others}
        uuids = tuple(each for ids in named.values() for each in ids)
        texts = (who.number, str(who.person.pk), who.open[0])
        found.append((Target(name, uuids, (factors[place],), texts, named), who))
    return found


def belonging(person: Person) -> dict[str, tuple[str, ...]]:
    """By the name of the model, the ids of rows of any table that point at this person, or that lie in no
    person's file but in the person's organisation: so the objects of a page that somebody adds are asked
    for too."""
    found: dict[str, tuple[str, ...]] = {}
    for model in apps.get_models():
        if not isinstance(model._meta.pk, UUIDField) or model in (Person, Organisation, User, Membership):
            continue
        names = {each.name for each in model._meta.fields}
        rows = model._default_manager.order_by("pk")
        if "person" in names:
            rows = rows.filter(person=person)
        elif "organisation" in names:
            rows = rows.filter(organisation=person.organisation_id)
        else:
            continue
        if ids := tuple(str(pk) for pk in rows.values_list("pk", flat=True)[:2]):
            found[str(model._meta.model_name)] = ids
    return found


def ask(client: Client, method: str, address: str, form: dict[str, str]) -> HttpResponse:
    """One request, and nothing of it remains."""
    with transaction.atomic():
        content = form if method == "POST" else "x=1"
        more = {} if method in ("GET", "HEAD", "OPTIONS", "POST") else {"content_type": "text/plain"}
        call = getattr(client, method.lower())
        response = call(address) if method in ("GET", "HEAD", "OPTIONS") else call(address, content, **more)
        transaction.set_rollback(True)
    return response  # type: ignore[no-any-return]  # of the method with this name


def requests(made: World) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Method, address and form."""
    aimed = [(target, filled(target, person.number)) for target, person in targets(made)]
    for page in pages():
        for target, form in aimed:
            for address in page.addresses(target, FULL):
                for method in METHODS:
                    once = target.name == "own"
                    if once or method == "POST" or (page.places and (FULL or method == "GET")):
                        yield method, address, form


def everything(made: World) -> tuple[str, ...]:
    """Every canary."""
    people = [getattr(made, name) for name in CANARIES]
    return (*(text for each in people for text in each.all), "canary-own-matter", "canary-foreign-matter")


def shown(body: str, made: World) -> set[str]:
    return {canary for canary in everything(made) if canary in body}


def test_no_request_of_anybody_shows_what_they_may_not_read(vault: Installation) -> None:
    """T-IDOR"""
    made = world()
    asked, statuses, leaks, faults = 0, Counter[int](), list[str](), list[str]()
    seen: dict[str, set[str]] = {}
    began = time.monotonic()
    every = list(requests(made))
    for who in made.accounts:
        client = browser(raise_request_exception=False)
        key = session_of(who) if who.user else ""
        for method, address, form in every:
            if not FULL and method in RARE and who.name not in ("class-counsel", "admin", "anonymous"):
                continue
            client.cookies.clear()
            if key:
                client.cookies["duenotice-session"] = key
            response = ask(client, method, address, form)
            asked += 1
            statuses[response.status_code] += 1
            body = response.content.decode("utf-8", "replace") + str(response.headers)
            found = shown(body, made)
            echoed = {address.strip("/").rpartition("/")[2], *address.strip("/").split("/"), *form.values()}
            seen.setdefault(who.name, set()).update(found - echoed)
            wrong = found - who.may_read - echoed_only(found, body, made, echoed)
            if wrong:
                leaks.append(f"{who.name} {method} {address}: {sorted(wrong)}")
            if response.status_code >= 500:
                faults.append(f"{who.name} {method} {address}: {response.status_code}")
    took = time.monotonic() - began
    print(
        f"T-IDOR: {asked} requests ({len(pages())} pages, {len(METHODS)} methods, "
        f"{len(made.accounts)} states of roles, 4 kinds of object) in {took:.0f} s on {connection.vendor}: "
        f"{len(leaks)} leaks; {dict(statuses)}"
    )
    assert leaks == []
    assert sorted(set(faults)) == []
    for name in ("class-counsel", "counsel", "navigator", "checker", "foreign-counsel"):
        assert made.account(name).may_read & seen[name], f"{name} saw nothing: the test asks for too little"
    assert set(made.own.crimes) <= seen["counsel"]


def echoed_only(found: set[str], body: str, made: World, echoed: set[str]) -> set[str]:
    """Canaries that were in the request itself (an id in an address): told back, they tell nothing."""
    names = {each.open[0] for each in (made.own, made.else_, made.deleted, made.foreign)}
    return {canary for canary in found & echoed if canary not in names}


def test_every_page_declares_to_whom_it_is_open() -> None:
    """Default deny: the resolver's every view has a policy."""
    undeclared = [
        str(each.pattern) for each in get_resolver().url_patterns if policy_of(each.callback) is None
    ]
    assert undeclared == []
    assert len(pages()) == len(urls.urlpatterns)


def leaking(request: HttpRequest, person: str) -> HttpResponse:
    """A page that somebody adds and forgets to guard."""
    return HttpResponse(identity_of(Person.objects.get(pk=person)).names[0])


@declares(Open())
def open_and_leaking(request: HttpRequest, person: str) -> HttpResponse:
    """The same, with a policy that is wrong."""
    return leaking(request, person)


urlpatterns = [
    *urls.urlpatterns,
    path("careless/<uuid:person>/", leaking),
    path("wrong/<uuid:person>/", open_and_leaking),
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


def test_a_page_that_somebody_adds_is_refused_and_found(vault: Installation) -> None:
    """The generator asks for it by itself; without a policy nobody is let in, with a wrong one it leaks,
    unless the database itself shows nobody anything."""
    made = world()
    with override_settings(ROOT_URLCONF="tests.web.test_reach"):
        assert len(pages()) == len(urls.urlpatterns) + 2
        target, person = targets(made)[0]
        careless, wrong = (
            next(page for page in pages() if page.route.startswith(word)) for word in ("careless", "wrong")
        )
        client = browser()
        client.cookies["duenotice-session"] = session_of(made.account("class-counsel"))
        assert client.get(first(careless, target)).status_code == 403
        if connection.vendor == "postgresql":  # row-level security is the second wall: it holds here
            with pytest.raises(Person.DoesNotExist):
                browser().get(first(wrong, target))
        else:
            assert person.open[0] in browser().get(first(wrong, target)).content.decode()


def first(page: Page, target: Target) -> str:
    return page.addresses(target)[0]


def test_a_hidden_person_changes_no_byte_of_anybody_elses_pages(vault: Installation) -> None:
    """T-NONINT"""
    made = world()
    target = targets(made)[0][0]
    before = {who.name: read(who, target) for who in made.accounts}
    matter = Matter.objects.create(organisation=made.organisation, title="canary-hidden-matter", created=NOW)
    hidden = planted(made.organisation, "hidden", "056789012")
    matter.people.add(hidden.person)
    planted(made.other, "hidden-there", "067890123")
    for name in ("walled", "class-counsel", "counsel", "navigator"):
        user = made.user(name)
        Wall.objects.create(organisation=made.organisation, user=user, person=hidden.person)
    OnMatter.objects.create(organisation=made.organisation, matter=matter, user=made.user("counsel"))
    after = {who.name: read(who, target) for who in made.accounts}
    told = {"admin", "auditor", "foreign-admin"}
    different = [
        f"{name} {address}"
        for name, bodies in before.items()
        for address, body in bodies.items()
        if body != after[name][address] and not (name in told and address.startswith("GET /journal/"))
    ]
    pages_read = sum(len(bodies) for bodies in before.values())
    print(f"T-NONINT: {pages_read} pages of {len(before)} readers on {connection.vendor}: {different} differ")
    assert different == []
    for name in told:
        journal = after[name]["GET /journal/"]
        assert all(each.decode() not in hidden.all[:3] for each in journal.split())
        assert not any(canary in journal.decode() for canary in (*hidden.open[:4], *hidden.crimes))


def read(who: Account, target: Target) -> dict[str, bytes]:
    """Every page as somebody sees it, and the two searches for the hidden person; nothing remains."""
    client, found = browser(raise_request_exception=False), dict[str, bytes]()
    key = session_of(who) if who.user else ""
    asked: list[tuple[str, str, dict[str, str]]] = [
        ("GET", address, {}) for page in pages() for address in page.addresses(target, FULL)
    ]
    asked += [("POST", "/people/search/", {"words": words}) for words in ("canary", "hidden", "056789012")]
    asked += [("POST", "/counts/", {"order": "chhoeun-v-marin/2019-01-03"})]
    if who.name not in ("checker", "walled"):
        asked += [("POST", "/look-up/", {"number": "056789012"})]
    for method, address, form in asked:
        client.cookies.clear()
        if key:
            client.cookies["duenotice-session"] = key
        found[f"{method} {address} {form or ''}".strip()] = masked(ask(client, method, address, form))
    Session.objects.filter(session_key=row_key(key)).delete()
    return found


def masked(response: HttpResponse) -> bytes:
    """Headers and body without what is new in each: tokens, numbers of incidents, secrets, moments of now."""
    new = (
        rb'(csrfmiddlewaretoken" value=")[^"]+|Incident [0-9a-f-]+|authenticator_secret">[A-Z2-7]+'
        rb'|(class="qr">).*?</svg>|"challenge": "[^"]+"|(name="session" value=")[0-9a-f]+|\d\d:\d\d UTC'
    )
    kept = {
        name: value for name, value in response.headers.items() if name not in ("Content-Length", "Expires")
    }
    headers = sorted(f"{name}: {value}" for name, value in kept.items())
    return re.sub(new, rb"\1\2\3", "\n".join(headers).encode() + response.content, flags=re.DOTALL)
