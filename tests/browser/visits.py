"""Which page is opened by whom: found by asking, so that a page that somebody adds is opened by itself.

For every pattern of the resolver the addresses that name an object of the world are tried, as one reader after
the other, until a page answers. A pattern that answers nobody is told, and fails the tests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec

from django.urls import resolve
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from duenotice.web.accounts.models import User
from duenotice.web.pages import Needs, Open, policy_of
from tests.browser.site import Reply, Site
from tests.web.site_requests import Page, Target, pages
from tests.web.site_world import NOW, PASSWORD, Account, World, world
from tests.web.test_reach import targets

READERS = (
    *("class-counsel", "navigator", "data-entry", "checker", "monitor", "admin", "auditor"),
    *("setting-up", "unproven", "anonymous"),
)
BOTH = ("class-counsel", "navigator")
"""Pages for whoever may do something are opened by both: they are told the answers in different words."""
ORDER = ("chhoeun-v-marin", "2019-01-03")
MOST_TRIED = 60
_PLACE = re.compile(r"<(?:\w+:)?\w+>")


@dataclass(frozen=True)
class Built:
    """A world, and the object in reach, with every id that belongs to it."""

    world: World
    target: Target
    more: tuple[str, ...] = field(default=())
    """The ids of further people in everybody's reach, if the world has any."""

    @property
    def accounts(self) -> tuple[Account, ...]:
        return self.world.accounts


@dataclass(frozen=True)
class Visit:
    """A page, as one reader gets it."""

    route: str
    who: str
    address: str
    kind: str

    @property
    def html(self) -> bool:
        return self.kind.startswith("text/html")


def built() -> Built:
    """The world of the site's tests, with a passkey, so that its pages open too."""
    made = world()
    user = made.user("auditor")
    data = {"name": "A key", "credential": credential()}
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    new = account_with_password()
    made = replace(made, accounts=(*made.accounts, Account("setting-up", new, proven=False)))
    target = targets(made)[0][0]
    return Built(made, replace(target, ints=(*target.ints, str(key.pk))))


def credential() -> dict[str, object]:
    """What a passkey's registration leaves: a public key of nobody."""
    id_, origin = b"\x01" * 16, "http://localhost"
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid.NONE, id_, public)
    shown = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), 0x45, 0, attested)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"x" * 16, origin)
    answer = {"clientDataJSON": client, "attestationObject": AttestationObject.create("none", shown, {})}
    return {
        **{"id": websafe_encode(id_), "rawId": websafe_encode(id_), "type": "public-key"},
        "response": {name: websafe_encode(value) for name, value in answer.items()},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def account_with_password() -> User:
    """An account that was made just now, and has no second factor yet."""
    user = User(username="setting-up", created=NOW)
    user.set_password(PASSWORD)
    user.save()
    return user


def visits(site: Site[Built]) -> tuple[list[Visit], list[str]]:
    """What opens, and the patterns that answered nobody."""
    found: list[Visit] = []
    unopened: list[str] = []
    for page in pages():
        here, answered = _opened(site, page)
        found += here
        if not answered:
            unopened.append(page.route)
    return found, unopened


def _opened(site: Site[Built], page: Page) -> tuple[list[Visit], bool]:
    found: list[Visit] = []
    answered = False
    ways = list(addresses(page, site.world.target))[:MOST_TRIED]
    for who in _readers(ways[0]):
        if found and (who not in BOTH or found[0].who == "anonymous"):
            break
        ask = partial(site.ask, key=site.keys.get(who, ""))
        address, reply = _first(ask, ways)
        if reply.status == 200:
            found.append(Visit(page.route, who, address, reply.kind))
        answered |= reply.status not in (403, 404)
        if reply.status == 405:
            break
    return found, answered


def _readers(address: str) -> tuple[str, ...]:
    """Who tries a page: all; the anonymous first where it is open to everybody."""
    policy = policy_of(resolve(address).func)
    if isinstance(policy, Open):
        return ("anonymous", *(who for who in READERS if who not in (*BOTH, "anonymous")), *BOTH)
    return READERS if isinstance(policy, Needs) else tuple(who for who in READERS if who != BOTH[1])


def _first(ask: partial[Reply], ways: list[str]) -> tuple[str, Reply]:
    """The first address that is there, else the last one tried."""
    last = ("", Reply(404, "", ""))
    for address in ways:
        last = address, ask(address)
        assert last[1].status < 500, f"{address}: {last[1].status}"
        if last[1].status != 404:
            break
    return last


def addresses(page: Page, target: Target) -> Iterator[str]:
    """Every way to fill the places of a pattern with what fits them, the likelier first."""
    case, date = ORDER
    texts = ("/".join(ORDER), case, date, *target.texts)
    by_kind = {"uuid": target.uuids, "int": target.ints}
    named = {"case": (case,), "date": (date,), "version": (date, "1"), "order": ("/".join(ORDER), case)}
    choices = [named.get(name) or by_kind.get(kind, texts) for kind, name in page.places]
    if page.route.startswith("assets/"):
        from duenotice.web.site.assets import ADDRESS

        yield from ADDRESS.values()
    for values in product(*choices):
        address = "/" + page.route
        for value in values:
            address = _PLACE.sub(value, address, count=1)
        yield address
