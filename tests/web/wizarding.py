"""Driving the import wizard as a browser does: what the pages' forms hold is what is sent."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duenotice.days import LAST_DAY
from duenotice.record import Record
from duenotice.record.to_text import body_of
from duenotice.web.accounts.models import Organisation, Role, User
from duenotice.web.acting import acting
from duenotice.web.journal.actions import By
from duenotice.web.matters.models import Matter, OnMatter
from duenotice.web.people import services as people
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import by_number, record_of
from tests.web.site_world import NOW, Account, account, browser, member, session_of

_SUM = re.compile(r"(\d+) rows = (\d+) accepted \+ (\d+) rejected")


@dataclass(frozen=True)
class Office:
    """One organisation with class counsel who works on one matter, and somebody for data entry."""

    organisation: Organisation
    matter: Matter
    counsel: User
    entry: User


def office(name: str = "Office A") -> Office:
    made = Organisation.objects.create(name=name, created=NOW)
    word = name.casefold().replace(" ", "-")
    counsel, entry = account(f"{word}-counsel"), account(f"{word}-entry")
    member(made, counsel, Role.CLASS_COUNSEL)
    member(made, entry, Role.DATA_ENTRY)
    matter = Matter.objects.create(organisation=made, title="Roster", created=NOW)
    OnMatter.objects.create(organisation=made, matter=matter, user=counsel)
    return Office(made, matter, counsel, entry)


def signed_in(user: User) -> Client:
    client = browser()
    client.cookies["duenotice-session"] = session_of(Account("", user))
    return client


def upload(client: Client, content: bytes, name: str = "list.csv", **more: str) -> tuple[int, str]:
    """The status, and the address of the batch; or the page, if there is none."""
    answer = client.post("/import/", {"file": SimpleUploadedFile(name, content), **more})
    if answer.status_code == 302:
        return 302, str(answer["Location"]).removesuffix("sheet/")
    return answer.status_code, answer.content.decode()


def form_of(page: str) -> dict[str, str]:
    """What the first form of the wizard on a page would send as it stands."""
    found = re.search(r'<form[^>]*class="wizard"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert found, page[:2_000]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", found[1]):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and not ('type="radio"' in tag and "checked" not in tag):
            sent[name[1]] = html.unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', found[1], re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        either = chosen or first
        sent[name] = html.unescape(either[1]) if either else ""
    return sent


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def send(client: Client, address: str, **changes: str) -> str:
    """Send the form of a page with some fields changed; where it leads, or the page."""
    answer = client.post(address, form_of(body(client, address)) | changes)
    assert answer.status_code in (200, 302, 409), answer.status_code
    return str(answer["Location"]) if answer.status_code == 302 else answer.content.decode()


def field_for(page: str, label: str) -> str:
    """The name of the field that a label is for."""
    found = re.search(rf'<label for="(\w+)">{re.escape(html.escape(label))}</label>', page)
    assert found, label
    return found[1]


def summed(page: str) -> tuple[int, int, int]:
    """Rows, accepted, rejected, as a page says them."""
    found = _SUM.search(page)
    assert found, page
    rows, accepted, rejected = map(int, found.groups())
    return rows, accepted, rejected


def workbook(rows: Sequence[Sequence[object]], title: str = "People") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns(client: Client, batch: str, **said: str) -> str:
    """The columns as proposed, with some said otherwise (by their labels)."""
    page = body(client, batch + "columns/")
    return send(client, batch + "columns/", **{field_for(page, label): to for label, to in said.items()})


def take_in(client: Client, batch: str, **decided: str) -> str:
    said = send(client, batch + "preview/", **decided)
    assert said == batch, said
    return body(client, batch)


def record(here: Office, number: str) -> Record:
    found = by_number(here.organisation.pk, number)
    assert found is not None
    return record_of(found).known_on(LAST_DAY)


def lines(here: Office, number: str) -> list[str]:
    return sorted(map(body_of, record(here, number).entries()))


def one_person(here: Office, **more: str) -> Person:
    by = By(str(here.organisation.pk), None, "command line")
    with acting([here.organisation.pk]):
        return people.add_person(
            by=by, names=["canary-hidden"], numbers=["099999999"], birth_date="1950-01-01"
        )


def conflict(here: Office) -> tuple[Client, str, Person]:
    by = By(str(here.organisation.pk), None, "command line")
    with acting([here.organisation.pk]):
        person = people.add_person(by=by, names=["Person A"], numbers=["012345678"], birth_date="1970-01-02")
    here.matter.people.add(person)
    client = signed_in(here.counsel)
    content = b"Name,A#,DOB,Nationality\nPerson A,012345678,1970-02-01,Cambodia\nPerson B,023456789,,Laos\n"
    _, batch = upload(client, content)
    return client, batch, person
