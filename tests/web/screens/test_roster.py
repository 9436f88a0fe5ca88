"""The roster as a browser gets it: filters, shares, questions, views, assignments, exports, changes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from duenotice.record import Record
from duenotice.record.tables.safe import active
from duenotice.web.accounts.models import Organisation, Role, User
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.heads import found_in
from duenotice.web.journal.models import Entry as Told
from duenotice.web.journal.selectors import key
from duenotice.web.matters.models import Assignment, Matter, OnMatter, Wall
from duenotice.web.people import services
from duenotice.web.people.models import Entry, Person
from duenotice.web.roster import population
from duenotice.web.roster.models import SavedView
from tests.web.screens.test_population import cambodian
from tests.web.site_world import CHEAP, NOW, Account, account, browser, command, member, session_of

ORDER = "chhoeun-v-marin/2019-01-03"
UNDER = f"order={ORDER}&on=2019-01-08"


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    population.forget()
    with override_settings(PASSWORD_HASHERS=CHEAP):
        yield


@dataclass
class Office:
    """One organisation, its class counsel, a matter with three people: protected, convicted, unknown."""

    organisation: Organisation
    lead: User
    matter: Matter
    people: dict[str, Person]

    def add(self, name: str, record: Record, family: tuple[str, ...] = ()) -> Person:
        with acting([self.organisation.pk]):
            made = services.add_person(
                by=command(self.organisation), names=[name], record=record, family=family
            )
            self.matter.people.add(made)
        self.people[name] = made
        return made

    def client(self, user: User | None = None) -> Client:
        client, user = browser(), user or self.lead
        client.cookies["duenotice-session"] = session_of(Account(user.username, user))
        return client

    def get(self, address: str, user: User | None = None) -> str:
        response = self.client(user).get(address)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def post(self, address: str, user: User | None = None, **form: Any) -> HttpResponse:
        return self.client(user).post(address, form)  # type: ignore[return-value]


@pytest.fixture
def office(vault: Installation) -> Office:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    lead = account("lead")
    member(organisation, lead, Role.CLASS_COUNSEL)
    matter = Matter.objects.create(organisation=organisation, title="Matter A", created=NOW)
    OnMatter.objects.create(organisation=organisation, matter=matter, user=lead)
    made = Office(organisation, lead, matter, {})
    made.add("Person Protected", cambodian(False, "2019-02-01"), ("Family A",))
    made.add("Person Convicted", cambodian(True, "2019-02-01"), ("Family A",))
    made.add("Person Unknown", cambodian(False, "2001-01-01"))
    return made


def names(page: str) -> list[str]:
    return re.findall(r'/people/[0-9a-f-]{36}/">(Person [A-Z]\w*)', page)


def shares(page: str) -> dict[str, int]:
    found = re.findall(r'<li><span class="chip (\w+)">[^<]+</span> <a href="[^"]+">(\d+)</a>', page)
    return {kind: int(count) for kind, count in found}


def test_each_status_is_a_filter_and_the_shares_say_how_many(office: Office) -> None:
    page = office.get(f"/roster/?{UNDER}")
    assert names(page) == ["Person Protected", "Person Convicted", "Person Unknown"]
    assert shares(page) == {"yes": 1, "no": 1, "unknown": 1, "unopened": 0}
    assert names(office.get(f"/roster/?{UNDER}&status=yes")) == ["Person Protected"]
    assert names(office.get(f"/roster/?{UNDER}&status=no")) == ["Person Convicted"]
    assert names(office.get(f"/roster/?{UNDER}&status=unknown")) == ["Person Unknown"]
    assert "not legal advice" in page.lower()
    assert "style=" not in page


def test_without_an_order_the_roster_lists_and_judges_nobody(office: Office) -> None:
    page = office.get("/roster/")
    assert names(page) == ["Person Protected", "Person Convicted", "Person Unknown"]
    assert "chip yes" not in page
    assert names(office.get("/roster/?order=none/1900-01-01&status=what&sort=9")) == names(page)


def test_rows_are_sorted_by_status_and_by_when_they_were_entered(office: Office) -> None:
    last = ["Person Unknown", "Person Convicted", "Person Protected"]
    assert names(office.get(f"/roster/?{UNDER}&sort=-entered")) == last
    assert names(office.get(f"/roster/?{UNDER}&sort=status"))[0] == "Person Unknown"
    assert names(office.get(f"/roster/?{UNDER}&sort=-status"))[0] == "Person Convicted"


def test_a_question_leads_to_the_people_whom_it_would_settle(office: Office) -> None:
    page = office.get(f"/roster/?{UNDER}")
    questions = re.findall(r'<li><a href="\?([^"]+)" lang="en">(Look for[^<]+)</a>', page)
    assert questions, "no question was asked"
    for query, words in questions:
        cut = office.get("/roster/?" + query.replace("&amp;", "&"))
        assert names(cut) == ["Person Unknown"]
        assert words in cut


def test_matter_account_and_family_are_filters(office: Office) -> None:
    page = office.get("/roster/")
    (family,) = set(re.findall(r"family=([0-9a-f]{32})", page))
    assert names(office.get(f"/roster/?family={family}")) == ["Person Protected", "Person Convicted"]
    assert len(names(office.get(f"/roster/?matter={office.matter.pk}"))) == 3
    helper = account("helper")
    member(office.organisation, helper, Role.COUNSEL)
    Assignment.objects.create(
        organisation=office.organisation, person=office.people["Person Convicted"], user=helper
    )
    assert names(office.get(f"/roster/?assigned={helper.pk}")) == ["Person Convicted"]
    assert names(office.get("/roster/?assigned=nobody")) == ["Person Protected", "Person Unknown"]
    own = office.get("/roster/", helper)
    assert names(own) == ["Person Convicted"]
    assert "Matter A" not in own, "a matter is named to those who work on it"


def test_a_wall_takes_a_person_out_of_every_count(office: Office) -> None:
    Wall.objects.create(
        organisation=office.organisation, user=office.lead, person=office.people["Person Unknown"]
    )
    page = office.get(f"/roster/?{UNDER}")
    assert names(page) == ["Person Protected", "Person Convicted"]
    assert shares(page) == {"yes": 1, "no": 1, "unknown": 0, "unopened": 0}
    assert "<ol" not in page


@pytest.mark.parametrize(
    "address",
    [
        f"/roster/?{UNDER}",
        f"/roster/?{UNDER}&sort=status&status=unknown",
        f"/roster/changes/?from={ORDER}&to=chhoeun-v-marin/2018-08-14&on=2019-01-08",
    ],
)
def test_a_hidden_person_changes_no_byte(office: Office, address: str) -> None:
    def body() -> str:
        page = office.get(address)
        return re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", page)

    before = body()
    with acting([office.organisation.pk]):
        for _ in range(3):
            services.add_person(
                by=command(office.organisation),
                names=["Person Hidden"],
                record=cambodian(False, "2001-01-01"),
            )
    damaged = Person.objects.order_by("created").last()
    assert damaged is not None
    Entry.objects.filter(person=damaged, place=0).delete()
    assert body() == before


def test_a_damaged_record_is_a_row_of_its_own_kind(office: Office) -> None:
    Entry.objects.filter(person=office.people["Person Convicted"], place=1).update(terms=["nationality"])
    page = office.get(f"/roster/?{UNDER}")
    assert shares(page) == {"yes": 1, "no": 0, "unknown": 1, "unopened": 1}
    assert names(office.get(f"/roster/?{UNDER}&status=unopened")) == ["Person Convicted"]


def test_a_navigator_reads_no_letter_and_no_question_about_crimes(office: Office) -> None:
    helper = account("helper")
    member(office.organisation, helper, Role.NAVIGATOR)
    Assignment.objects.create(
        organisation=office.organisation, person=office.people["Person Unknown"], user=helper
    )
    full, page = office.get(f"/roster/?{UNDER}"), office.get(f"/roster/?{UNDER}", helper)
    about = [
        name for name in re.findall(r"missing=([^&\"]+)", full) if "onviction" in name or "violation" in name
    ]
    assert about, "the question is about crimes"
    assert all(name not in page for name in about)
    assert "Something that only counsel may look up" in page
    assert names(office.get(f"/roster/?{UNDER}&missing={about[0]}", helper)) == []
    assert names(office.get(f"/roster/?{UNDER}&missing=counsel", helper)) == ["Person Unknown"]


def test_queries_grow_with_neither_people_nor_pages(office: Office) -> None:
    counted = []
    for more in (0, 60):
        for number in range(more):
            office.add(f"Person {number}", cambodian(False, "2001-01-01"))
        office.get(f"/roster/?{UNDER}")
        for address in (f"/roster/?{UNDER}", f"/roster/?{UNDER}&page=2&status=unknown"):
            client = office.client()
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counted.append(len(asked))
    print(f"{counted} queries on {connection.vendor}")
    assert len(set(counted)) == 1


def test_a_view_is_saved_opened_and_removed_by_its_owner_alone(office: Office) -> None:
    query = f"{UNDER}&status=unknown&next=//elsewhere"
    response = office.post("/roster/views/", name="Pile of the unknown", query=query)
    view = SavedView.objects.get()
    assert response["Location"] == f"/roster/views/{view.pk}/"
    assert "elsewhere" not in view.query
    assert b"Pile" not in bytes(SavedView.objects.values_list("name", flat=True).get())
    client = office.client()
    assert names(client.get(f"/roster/views/{view.pk}/", follow=True).content.decode()) == ["Person Unknown"]
    assert "Pile of the unknown" in office.get("/roster/")
    other = account("other")
    member(office.organisation, other, Role.CLASS_COUNSEL)
    assert office.client(other).get(f"/roster/views/{view.pk}/").status_code == 404
    assert office.post(f"/roster/views/{view.pk}/remove/", other).status_code == 404
    assert "Pile of the unknown" not in office.get("/roster/", other)
    office.post(f"/roster/views/{view.pk}/remove/")
    assert SavedView.objects.count() == 0
    actions = [str(each.action) for each in Told.objects.order_by("number")]
    assert actions.count("roster view saved") == actions.count("roster view removed") == 1


def test_the_chosen_are_assigned_together_or_not_at_all(office: Office) -> None:
    helper, stranger = account("helper"), account("stranger")
    member(office.organisation, helper, Role.COUNSEL)
    people = [str(each.pk) for each in office.people.values()]
    form: dict[str, Any] = {"people": people[:2], "member": helper.pk, "until": "2099-12-31", "query": UNDER}
    response = office.post("/roster/assign/", **form)
    assert response["Location"].startswith("/roster/?order=")
    assert names(office.get("/roster/", helper)) == ["Person Protected", "Person Convicted"]
    assert {each.until.date() for each in Assignment.objects.all() if each.until} == {date(2100, 1, 1)}
    office.post("/roster/assign/", **form)
    assert Assignment.objects.count() == 2
    hidden = account("hidden")
    member(office.organisation, hidden, Role.COUNSEL)
    with acting([office.organisation.pk]):
        out = services.add_person(by=command(office.organisation), names=["Person Out of Reach"])
    both: dict[str, Any] = {"people": [people[2], str(out.pk)], "member": hidden.pk}
    assert office.post("/roster/assign/", **both).status_code == 404
    assert office.post("/roster/assign/", people=people, member=stranger.pk).status_code == 404
    office.post("/roster/assign/", people=people, member=helper.pk, until="2001-01-01")
    office.post("/roster/assign/", member=helper.pk)
    assert Assignment.objects.count() == 2
    assert office.post("/roster/assign/", helper, people=people[:1], member=helper.pk).status_code == 403


def test_an_export_needs_a_reason_and_tells_the_journal(office: Office) -> None:
    assert office.post(f"/roster/export/?{UNDER}", kind="csv").status_code == 302
    assert not Told.objects.filter(action="people exported").exists()
    response = office.post(f"/roster/export/?{UNDER}&status=yes", reason="court", kind="csv")
    assert response["Content-Disposition"] == 'attachment; filename="roster.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:2]] == ["Person Protected"]
    assert rows[1][5] == "Protected"
    about = {row[0]: row[1] for row in rows[3:]}
    assert about["reason"] == "court"
    (head,) = found_in(about["journal"])
    assert head.genuine(key())
    told = Told.objects.filter(action="people exported").get()
    assert told.details == {"people": 1, "reason": "court"}
    assert head.number >= told.number


HOSTILE = (
    "=1+1",
    "+SUM(A1)",
    "-2",
    "@cmd",
    "\uff1d1+1",
    "'=1",
    "|calc",
    "%0A=1",
    '=HYPERLINK("x")',
    'a,b;c"d',
)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(office: Office, kind: str) -> None:
    """T-CSV"""
    for text in HOSTILE:
        office.add(text, Record(""), (text,))
    office.matter.title = "=MATTER()"
    office.matter.save()
    content = office.post(f"/roster/export/?{UNDER}", reason="analysis", kind=kind).content
    if kind == "csv":
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    else:
        book = load_workbook(io.BytesIO(content))
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in found} <= {"s", "n", "inlineStr"}
        cells = [str(cell.value) for cell in found if cell.value is not None]
    assert len(cells) > 13 * 8
    assert [cell for cell in cells if active(cell) and not cell.startswith("'")] == []
    assert [cell for cell in cells if cell.lstrip("' ").startswith("=MATTER")]


def test_who_changes_under_another_order_is_counted_and_listed(office: Office) -> None:
    address = f"/roster/changes/?from=chhoeun-v-marin/2017-12-14&to={ORDER}&on=2019-01-08"
    page = office.get(address)
    found = re.search(r"(\d+) of (\d+) people changes?", page)
    assert found is not None
    assert int(found[2]) == 3
    listed = names(page)
    assert len(listed) == int(found[1])
    counts = [int(each) for each in re.findall(r'<td><a href="[^"]+change=[^"]+">(\d+)</a></td>', page)]
    assert sum(counts) == int(found[1]) > 0
    assert names(office.get(address.replace(ORDER, "chhoeun-v-marin/2017-12-14"))) == []
    assert "Choose" not in office.get("/roster/changes/?from=none&to=none")


def test_what_is_known_by_a_day_counts_and_a_day_that_is_none_is_said(office: Office) -> None:
    page = office.get(f"/roster/?{UNDER}&known=2019-01-01")
    assert shares(page) == {"yes": 0, "no": 0, "unknown": 3, "unopened": 0}
    assert "is no day" in office.get(f"/roster/?order={ORDER}&on=tomorrow")
