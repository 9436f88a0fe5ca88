"""People with notices, for the tests of Today, the ledger and the feeds: one office, one counsel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from duenotice.documents import Block
from duenotice.library import load_vocabulary
from duenotice.record import Record, cases_from_text
from duenotice.web.accounts.models import Organisation, Role, User
from duenotice.web.acting import acting
from duenotice.web.matters.models import Assignment
from duenotice.web.people import services
from duenotice.web.people.models import Person
from tests.web.site_world import NOW, Account, account, browser, command, member, session_of

MEMBER = (
    "nationality Cambodia",
    "in the United States",
    "1998-05-01 final order of removal",
    "1999-03-02 release from ICE custody",
)


def record(*lines: str) -> Record:
    """A record by lines of the case notation."""
    text = "\n".join(["a record", *(f"  {line}" for line in (*MEMBER, *lines)), "  on 2026-11-01"])
    (case,) = cases_from_text(Block("case", text, "here", 1), load_vocabulary())
    return case.record


def office(role: Role = Role.COUNSEL) -> tuple[Organisation, User]:
    """An office with one member."""
    made = Organisation.objects.create(name="Office A", created=NOW)
    user = account("counsel-a")
    member(made, user, role)
    return made, user


def person(office: Organisation, user: User | None, name: str, *lines: str) -> Person:
    """Somebody, assigned to a member (None: to nobody)."""
    with acting([office.pk]):
        made = services.add_person(by=command(office), names=[name], record=record(*lines))
        if user is not None:
            Assignment.objects.create(organisation=office, person=made, user=user)
    return made


def signed_in(user: User) -> Client:
    """A browser in which the account has signed in."""
    client = browser()
    client.cookies["duenotice-session"] = session_of(Account(user.username, user))
    return client


def days_from_now(days: int) -> str:
    """A day as ISO 8601, counted from today in UTC."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
