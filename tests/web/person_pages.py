"""What the tests of the person's page share: a person with a record of plain lines, and readers of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from duenotice.documents import Block
from duenotice.library import load_vocabulary
from duenotice.record import Record, body_of, cases_from_text
from duenotice.web.accounts.models import Organisation, Role
from duenotice.web.acting import acting
from duenotice.web.matters.models import Assignment
from duenotice.web.people import services
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import record_of
from tests.web.site_world import CHEAP, NOW, Account, account, browser, command, cookies, member

ORDER = "chhoeun-v-marin/2019-01-03"
ON = "on=2019-01-05"
READY = (
    "nationality Cambodia [passport]",
    "in the United States [told by Person A]",
    "1998-05-04 final order of removal [order of the immigration court]",
    "1999-03-02 release from ICE custody [release papers]",
    "searched criminal violation or violation of release conditions through 2026-11-01 [county clerk]",
    "searched detention for removal or event ending the order through 2026-11-01 [ICE file]",
)
"""A person who fits the class of `ORDER` on every day that `ON` may mean."""


@contextmanager
def cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


def record_of_lines(*lines: str) -> Record:
    text = "\n".join(("Person A", *(f"  {line}" for line in lines), "  on 2026-11-01"))
    (case,) = cases_from_text(Block("case", text, "here", 1), load_vocabulary())
    return case.record


class Desk:
    """An organisation, one person, and a reader of each role who is assigned that person."""

    def __init__(self, *lines: str) -> None:
        self.organisation = Organisation.objects.create(name="Office A", created=NOW)
        with acting([self.organisation.pk]):
            self.person = services.add_person(
                by=command(self.organisation),
                names=["Person A", "Person Alias"],
                numbers=["012345678"],
                record=record_of_lines(*lines),
            )
        self.readers: dict[Role, Account] = {}
        for role in (Role.COUNSEL, Role.NAVIGATOR):
            user = account(f"reader-{role.value}-{uuid.uuid4().hex[:6]}")
            member(self.organisation, user, role)
            Assignment.objects.create(
                organisation=self.organisation,
                person=self.person,
                user=user,
                until=datetime.now(UTC) + timedelta(days=1),
            )
            self.readers[role] = Account(role.value, user)

    def as_(self, role: Role) -> Client:
        client = browser()
        cookies(client, self.readers[role])
        return client

    def address(self, name: str = "person", *more: object) -> str:
        return reverse(name, args=(self.person.pk, *more))

    def see(self, role: Role, query: str = "") -> str:
        return text(self.as_(role).get(f"{self.address()}?{query}"))

    def why(self, role: Role, query: str = ON, order: str = ORDER) -> str:
        return text(self.as_(role).get(f"{self.address('why', order)}?{query}"))

    @property
    def row(self) -> Person:
        return Person.objects.get(pk=self.person.pk)

    @property
    def lines(self) -> list[str]:
        return [body_of(entry) for entry in record_of(self.row).entries()]

    def send(self, role: Role, name: str, *more: object, query: str = "", **fields: object) -> Any:
        """Send a form with the version that is on the page."""
        form = {"version": self.row.version, **fields}
        address = self.address(name, *more) + (f"?{query}" if query else "")
        return self.as_(role).post(address, form)

    def key(self, role: Role, ask: str, query: str = ON) -> str:
        """The key of the question that begins so, as the page has it."""
        body = self.see(role, query)
        found = re.search(rf'id="q-([0-9a-f]+)"[^>]*>{re.escape(ask)}', body)
        assert found, f"the page does not ask: {ask}"
        return found[1]


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())
