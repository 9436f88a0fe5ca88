"""The import wizard: six sheets of six partners, and what it must never do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.models import Entry
from duenotice.web.matters.models import Wall
from duenotice.web.people import services as people
from duenotice.web.people.models import Person
from duenotice.web.people.selectors import by_number, identity_of
from duenotice.web.wizard import services
from duenotice.web.wizard.models import Batch, Remembered
from tests.web.journaled import assert_journaled
from tests.web.site_world import CHEAP, Account, session_of
from tests.web.wizarding import (
    body,
    columns,
    conflict,
    field_for,
    form_of,
    lines,
    office,
    one_person,
    send,
    signed_in,
    summed,
    take_in,
    upload,
    workbook,
)


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


SHEETS: dict[str, tuple[str, bytes]] = {
    "Partner A": (
        "a.csv",
        b"Name,A#,DOB,Nationality,Final Order Date\n"
        b"Person A,A012-345-678,1970-01-02,Cambodia,1998-05-13\n"
        b"Person B,A# 023456789,1971-02-03,Vietnam,1999-06\n"
        b"Person C,12345,1972-03-04,Laos,2000\n",
    ),
    "Partner B": (
        "b.csv",
        b"List of members;;;\nas of May;;;\n\nFull Name;Alien Number;Date of Birth;Country\n"
        b"Person D;034567890;04/03/1973;KHM?\nPerson E;045678901;15/03/1974;Viet Nam\n",
    ),
    "Partner C": (
        "c.xlsx",
        workbook(
            [
                ["Clinic list", None, None, None],
                ["First Name", "Last Name", "Anum", "Released"],
                ["Person", "F", "056789012", datetime(1999, 3, 2)],  # noqa: DTZ001 - as a sheet holds it
                ["Person", "G", "067890123", "?"],
            ]
        ),
    ),
    "Partner D": (
        "d.csv",
        "Client\tPhone\tConvicted\tState\nPerson H\t555 0100\tY\tMichigan\n"
        "Person I\t555 0101\tN\tOhio\nPerson J\t555 0102\t?\tOhio\n".encode("utf-16"),
    ),
    "Partner E": (
        "e.csv",
        b"surname,a.k.a.,alien no.,born,counsel\nPerson K,K the Elder,078901234,1960-05-06,Attorney L\n"
        b"Person A,,012345678,1970-01-02,Attorney L\n",
    ),
    "Partner F": (
        "f.xlsx",
        workbook(
            [
                ["Name", "A-Number", "Birthdate", "Nationality"],
                ["Person B", "023456789", "1971-02-03", "Laos"],
                ["Person a", "", "1970-01-02", "Cambodia"],
                ["@HYPERLINK(1)", "not known", "", ""],
            ]
        ),
    ),
}


def test_six_sheets_of_six_partners_become_one_roster(vault: Installation) -> None:  # noqa: PLR0915  # long: one journey, told whole
    """Journey 5: different headers, two kinds of files, ambiguous dates, doubts, one roster."""
    here = office()
    client = signed_in(here.counsel)
    found: dict[str, str] = {}
    for partner, (name, content) in SHEETS.items():
        status, found[partner] = upload(client, content, name, partner=partner)
        assert status == 302, found[partner]
    one = found["Partner A"]
    page = body(client, one + "preview/")
    assert summed(page) == (3, 2, 1)
    assert summed(take_in(client, one)) == (3, 2, 1)
    assert lines(here, "012345678") == ["1998-05-13 final order of removal", "nationality Cambodia"]

    two = found["Partner B"]
    assert '<label><input type="radio" name="header" value="0:4" checked> 4</label>' in body(
        client, two + "sheet/"
    )
    assert columns(client, two) == two + "values/"
    page = body(client, two + "values/")
    assert "04/03/1973" in page
    assert "15/03/1974" not in page
    assert summed(body(client, two + "preview/")) == (2, 1, 1)
    said = send(client, two + "values/", dates="day first", **{field_for(page, "KHM?"): "Cambodia"})
    assert said == two + "preview/"
    assert summed(take_in(client, two)) == (2, 2, 0)
    with acting([here.organisation.pk]):
        person = by_number(here.organisation.pk, "034567890")
        assert person is not None
        assert identity_of(person).birth_date == "1973-03-04"

    three = found["Partner C"]
    assert summed(body(client, three + "preview/")) == (2, 1, 1)
    page = body(client, three + "values/")
    send(client, three + "values/", **{field_for(page, "?"): "nothing"})
    assert summed(take_in(client, three)) == (2, 2, 0)
    assert lines(here, "056789012") == ["1999-03-02 release from ICE custody"]

    four = found["Partner D"]
    columns(client, four, Convicted="yes:conviction")
    page = body(client, four + "values/")
    answers = {"Y": "yes", "N": "nothing"}
    send(client, four + "values/", **{field_for(page, cell): to for cell, to in answers.items()})
    assert summed(take_in(client, four)) == (3, 2, 1)

    five = found["Partner E"]
    page = body(client, five + "preview/")
    assert "update: 1" in page
    assert summed(page) == (2, 2, 0)
    assert summed(take_in(client, five)) == (2, 2, 0)
    assert "counsel Attorney L" in " ".join(lines(here, "012345678"))

    six = found["Partner F"]
    page = body(client, six + "preview/")
    assert "conflict: 1" in page
    assert "possible duplicate: 1" in page
    assert "rejected: 1" in page
    assert "nationality Laos" in page
    assert "nationality Vietnam" in page
    assert summed(take_in(client, six, d1="keep")) == (3, 1, 2)
    assert "nationality Vietnam" in " ".join(lines(here, "023456789"))
    rejected = client.get(six + "rejected.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(rejected)))
    assert rows[0][:3] == ["reason", "row", "Name"]
    assert len(rows) == 3
    assert any("differs from what is on file" in row[0] for row in rows)
    assert any(row[2] == "'@HYPERLINK(1)" for row in rows)
    on_roster = here.matter.people.filter(deleted=None)
    assert on_roster.count() == 9
    print("journey 5: 6 sheets, 15 rows = 11 accepted + 4 rejected, 9 people on the roster")


def test_nobody_learns_from_a_list_who_is_hidden_from_them(vault: Installation) -> None:
    here = office()
    client = signed_in(here.counsel)
    content = b"Name,A#,DOB\ncanary hidden,,1950-01-01\nPerson A,099999999,1960-01-01\n"
    _, batch = upload(client, content)
    assert "possible duplicate: 0" in body(client, batch + "preview/")
    hidden = one_person(here)
    page = body(client, batch + "preview/")
    assert summed(page) == (2, 1, 1)
    assert "possible duplicate: 0" in page
    assert "the A-number is taken" in page
    assert "canary-hidden" not in page
    assert str(hidden.pk) not in page
    assert summed(take_in(client, batch)) == (2, 1, 1)
    here.matter.people.add(hidden)
    _, again = upload(client, content)
    assert "canary-hidden" in body(client, again + "preview/")
    Wall.objects.create(organisation=here.organisation, user=here.counsel, person=hidden)
    page = body(client, again + "preview/")
    assert "canary-hidden" not in page
    assert str(hidden.pk) not in page


def test_data_entry_prepares_a_list_and_never_sees_what_is_on_file(vault: Installation) -> None:
    here = office()
    there = one_person(here)
    here.matter.people.add(there)
    entry = signed_in(here.entry)
    _, batch = upload(entry, b"Name,A#,DOB\nPerson A,099999999,1950-01-01\nPerson B,12,1950-01-01\n")
    page = body(entry, batch + "preview/")
    assert summed(page) == (2, 1, 1)
    assert "canary" not in page
    assert "conflict" not in page
    assert "Roster" not in page
    matter = str(here.matter.pk)
    assert entry.post(batch + "preview/", {"matter": matter, "seal": ""}).status_code == 403
    assert entry.post(batch + "undo/").status_code == 403
    counsel = signed_in(here.counsel)
    assert counsel.get(batch + "preview/").status_code == 404
    assert entry.post(batch + "hand-over/").status_code == 302
    page = body(counsel, batch + "preview/")
    assert "conflict: 1" in page
    assert "canary-hidden" in page
    assert summed(take_in(counsel, batch)) == (2, 0, 2)
    page = body(entry, batch)
    assert "accepted" not in page
    assert "1 rejected rows" in page
    mine = entry.get(batch + "rejected.csv").content.decode()
    assert "Person B" in mine
    assert "Person A" not in mine
    assert "on file" not in mine
    with acting([here.organisation.pk]):
        assert Person.objects.filter(deleted=None).count() == 1


def test_a_batch_of_others_is_not_there(vault: Installation) -> None:
    here, there = office(), office("Office B")
    _, batch = upload(signed_in(here.entry), b"Name\nPerson A\n")
    pages = ("", "sheet/", "columns/", "values/", "preview/", "rejected.csv", "rejected.xlsx")
    posts = ("sheet/", "columns/", "values/", "preview/", "hand-over/", "discard/")
    for user in (here.counsel, there.counsel, there.entry):
        client = signed_in(user)
        assert {client.get(batch + page).status_code for page in pages} == {404}
        assert {client.post(batch + page).status_code for page in posts} == {404}
    assert {signed_in(user).post(batch + "undo/").status_code for user in (here.counsel, there.counsel)} == {
        404
    }


def test_what_was_chosen_for_a_partner_is_proposed_for_the_next_list(vault: Installation) -> None:
    here = office()
    client = signed_in(here.counsel)
    _, batch = upload(client, b"Who,Num,Ctry\nPerson A,012345678,KH\n", partner="Partner A")
    assert columns(client, batch, Who="name", Num="number", Ctry="fact:nationality") == batch + "values/"
    page = body(client, batch + "values/")
    send(client, batch + "values/", **{field_for(page, "KH"): "Cambodia"})
    _, batch = upload(client, b"Ctry,Who,Num\nKH,Person B,023456789\n", partner=" partner a ")
    page = body(client, batch + "preview/")
    assert summed(page) == (1, 1, 0)
    assert "nationality Cambodia" in page
    _, batch = upload(client, b"Ctry,Who,Num\nKH,Person B,023456789\n", partner="Partner B")
    assert client.get(batch + "preview/").status_code == 302  # nothing is known of this partner
    with acting([here.organisation.pk]):
        assert bytes(Remembered.objects.get().partner) != b"partner a"


def test_an_identity_is_kept_as_it_is_unless_the_committer_chooses_the_list(vault: Installation) -> None:
    here = office()
    client, batch, person = conflict(here)
    take_in(client, batch, d0="keep")
    with acting([here.organisation.pk]):
        now = Person.objects.get(pk=person.pk)
        assert identity_of(now).birth_date == "1970-01-02"
    assert lines(here, "012345678") == ["nationality Cambodia"]
    client, batch = (
        signed_in(here.counsel),
        upload(client, b"Name,A#,DOB\nPerson A,012345678,1970-02-01\n")[1],
    )
    take_in(client, batch, d0="take")
    with acting([here.organisation.pk]):
        assert identity_of(Person.objects.get(pk=person.pk)).birth_date == "1970-02-01"


def test_what_changed_since_the_preview_is_not_taken_in_unseen(vault: Installation) -> None:
    here = office()
    client, batch, person = conflict(here)
    sent = form_of(body(client, batch + "preview/")) | {"d0": "take"}
    by = By(str(here.organisation.pk), None, "command line")
    with acting([here.organisation.pk]):
        people.change_identity(by=by, person=person, version=person.version, birth_date="1970-02-01")
    answer = client.post(batch + "preview/", sent)
    assert answer.status_code == 409
    assert "has changed since" in answer.content.decode()
    with acting([here.organisation.pk]):
        assert Person.objects.count() == 1


def test_a_list_is_taken_in_whole_or_not_at_all_and_told_to_the_journal(vault: Installation) -> None:
    here = office()
    client, batch, _ = conflict(here)
    by = By(str(here.organisation.pk), str(here.counsel.pk), "site")
    with acting([here.organisation.pk]):
        row = Batch.objects.get(pk=batch.split("/")[2])
        assert_journaled(
            Action.IMPORT_HANDED_OVER, lambda: services.hand_over(by=by, batch=row, at=row.created)
        )
        name, content = SHEETS["Partner A"]
        more = {"name": name, "content": content, "partner": "", "encoding": "utf-8", "at": row.created}
        stage = lambda: services.stage(by=by, user=here.counsel, **more)  # type: ignore[arg-type]  # noqa: E731  # as named
        made = assert_journaled(Action.IMPORT_STAGED, stage)
        assert_journaled(Action.IMPORT_DISCARDED, lambda: services.discard(by=by, batch=made, at=row.created))
    take_in(client, batch, d0="take")
    with acting([here.organisation.pk]):
        told = list(Entry.objects.order_by("number").values_list("action", flat=True))
        last = Entry.objects.order_by("number").filter(action=Action.PEOPLE_IMPORTED).get()
    assert last.details == {"rows": 2, "accepted": 2, "new": 1, "merged": 1}
    assert told.count(Action.PERSON_IN_MATTER) == 1
    assert told.count(Action.PERSON_CHANGED) == 2


def test_an_uploaded_list_lies_nowhere_in_plain(vault: Installation) -> None:
    here = office()
    client = signed_in(here.counsel)
    _, batch = upload(client, b"Name,A#\nCanaryperson,012345678\n", "canaryfile.csv", partner="Canarypartner")
    body(client, batch + "preview/")
    with acting([here.organisation.pk]):
        held = Batch.objects.filter(pk=batch.split("/")[2]).values().get()
    plain = repr(
        {key: bytes(value) if isinstance(value, bytes | memoryview) else value for key, value in held.items()}
    )
    assert "anary" not in plain


def test_rejected_rows_come_back_as_csv_and_as_a_workbook(vault: Installation) -> None:
    here = office()
    client = signed_in(here.counsel)
    _, batch = upload(client, b"Name,A#\n=1+1,12\n@x,13\n-y,14\n")
    texts = [
        row[2]
        for row in csv.reader(io.StringIO(client.get(batch + "rejected.csv").content.decode("utf-8-sig")))
    ]
    assert texts == ["Name", "'=1+1", "'@x", "'-y"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(batch + "rejected.xlsx").content))
    assert [row[2].value for row in book.worksheets[0].iter_rows()] == texts
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} == {"s"}


@pytest.mark.parametrize("form", [{}, {"file": "not a file"}])
def test_an_upload_without_a_file_is_answered(vault: Installation, form: dict[str, str]) -> None:
    here = office()
    answer = signed_in(here.entry).post("/import/", form)
    assert answer.status_code == 400
    assert "Choose a file" in answer.content.decode()


def test_an_account_without_a_session_is_sent_away(vault: Installation) -> None:
    here = office()
    assert session_of(Account("", here.entry))
    client = Client(SERVER_NAME="localhost")
    assert client.get("/import/").status_code == 302
