"""The roster's verdicts are those of `duenotice.reason`, person by person, whatever the files hold."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from duenotice.days import from_edtf
from duenotice.library import load_shelf, load_vocabulary
from duenotice.problems import Refused
from duenotice.reason import answer
from duenotice.record import Event, Fact, Origin, Record, Search, Withdrawal
from duenotice.record.model import ALWAYS, FOR_GOOD
from duenotice.terms import Kind
from duenotice.web.accounts.models import Organisation
from duenotice.web.installation import Installation
from duenotice.web.people import services
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.models import Entry, Person
from duenotice.web.people.selectors import record_of
from duenotice.web.roster import kept, population
from duenotice.web.roster.population import OF, Status, verdicts
from tests.agreement.people import a_record
from tests.strategies import reads
from tests.web.site_world import NOW, command, record_with
from tests.web.vaults import acting_for

ORDERS = (
    "chhoeun-v-marin/2019-01-03",
    "hamama-v-adducci/2018-11-20",
    "trinh-v-homan/2018-10",
    "8-cfr-241/2000-12-21",
    "dvd-v-dhs/2025-04-18",
    "ibrahim-v-acosta/2018-01-26",
)
ON = from_edtf("2019-01-08")
EACH = 30
"""People drawn for each order."""


@pytest.fixture
def office(vault: Installation) -> Organisation:
    population.forget()
    return Organisation.objects.create(name="Office A", created=NOW)


def put(office: Organisation, record: Record, family: tuple[str, ...] = ()) -> Person:
    with acting_for(office), transaction.atomic():
        who = WhoIs(("Person A",), family=family)
        return services.added(by=command(office), who=who, record=record)


def said(office: Organisation, order: str, on: str = "2019-01-08", **more: int) -> population.Verdicts:
    with acting_for(office):
        return verdicts(str(office.pk), load_shelf().orders[order], from_edtf(on), **more)


def drawn(office: Organisation) -> dict[Person, Record]:
    """Random people whose entries the vault takes."""
    found: dict[Person, Record] = {}
    for order in ORDERS:
        of = reads(load_shelf().orders[order].rules)
        for seed in range(EACH):
            try:
                found[put(office, a_record(seed, of, timed=seed % 3 == 0))] = Record("")
            except Refused:
                continue
    for convicted in (False, True):
        for searched in ("2018-06-01", "2019-02-01"):
            for _ in range(6):
                found[put(office, cambodian(convicted, searched))] = Record("")
    return {person: record_of(Person.objects.get(pk=person.pk)) for person in found}


def cambodian(convicted: bool, searched: str) -> Record:
    """Somebody whom the order of 3 January 2019 protects, unless convicted, if everything was searched."""
    learned = date(2019, 1, 2).toordinal()
    day = from_edtf
    entries: list[Fact | Event | Search] = [
        Fact("nationality", ("Cambodia",), False, ALWAYS, FOR_GOOD, Origin("file", learned)),
        Fact("presence", ("in the United States",), False, ALWAYS, FOR_GOOD, Origin("file", learned)),
        Event(Kind("final order of removal", ()), day("1998-05-04"), Origin("file", learned)),
        Event(Kind("release from ICE custody", ()), day("1999-03-02"), Origin("file", learned)),
        Search(("everything",), day(searched), ALWAYS, "", Origin("file", learned)),
    ]
    if convicted:
        entries.append(Event(Kind("conviction", ()), day("2004-06-01"), Origin("file", learned)))
    return Record("").adding(*entries)


def test_each_random_person_is_answered_as_by_reason(office: Organisation) -> None:
    records = drawn(office)
    vocabulary, wrong, statuses = load_vocabulary(), list[str](), dict[Status, int]()
    for order in ORDERS:
        found = said(office, order).of
        assert found.keys() == {person.pk for person in records}
        for person, record in records.items():
            expected = OF[answer(load_shelf().orders[order], record, vocabulary, ON).protected]
            statuses[expected] = statuses.get(expected, 0) + 1
            if found[person.pk].status is not expected:
                wrong.append(f"{order}: {found[person.pk]} is {expected}")
    print(
        f"{len(records)} people, {len(ORDERS)} orders on {connection.vendor}: {statuses}; {len(wrong)} differ"
    )
    assert wrong == []
    assert len(records) >= 150
    assert min(statuses[each] for each in (Status.YES, Status.NO, Status.UNKNOWN)) > 20


def test_a_record_that_cannot_be_opened_is_said_so_and_never_a_no(office: Organisation) -> None:
    whole, changed, holed = (put(office, record_with("file", "court")) for _ in range(3))
    entry = changed.entries.get(place=0)
    entry.open = {**entry.open, "is": ["Vietnam"]}
    Entry.objects.filter(pk=entry.pk).update(open=entry.open)
    holed.entries.filter(place=2).delete()
    statuses = {pk: each.status for pk, each in said(office, ORDERS[0]).of.items()}
    assert statuses[changed.pk] is Status.UNOPENED
    assert statuses[holed.pk] is Status.UNOPENED
    assert statuses[whole.pk] is not Status.UNOPENED


def test_what_no_table_can_hold_is_answered_by_reason(office: Organisation) -> None:
    bar = Fact("nationality", ("Cambodia",), False, ALWAYS, FOR_GOOD, Origin("file", id="two;ids"))
    odd = put(office, cambodian(False, "2019-02-01").adding(bar))
    plain = put(office, cambodian(False, "2019-02-01"))
    with acting_for(office):
        assert population.files(str(office.pk)).apart.keys() == {odd.pk}
    found = said(office, ORDERS[0]).of
    assert found[odd.pk].status is found[plain.pk].status is Status.YES


def test_a_changed_fact_a_correction_and_a_removal_are_computed_anew(office: Organisation) -> None:
    person, other = (put(office, cambodian(False, "2019-02-01")) for _ in range(2))
    assert said(office, ORDERS[0]).of[person.pk].status is Status.YES
    learned = date(2019, 1, 5).toordinal()
    convicted = Event(Kind("conviction", ()), from_edtf("2004-06-01"), Origin("file", learned, "c1"))
    with acting_for(office):
        services.add_entries(by=command(office), person=person, version=1, entries=[convicted])
    assert said(office, ORDERS[0]).of[person.pk].status is not Status.YES
    before = date(2019, 1, 4).toordinal()
    assert said(office, ORDERS[0], known_on=before).of[person.pk].status is Status.YES
    with acting_for(office):
        withdrawn = Withdrawal(Origin("file", learned, "", ("c1",)))
        services.add_entries(by=command(office), person=person, version=2, entries=[withdrawn])
    assert said(office, ORDERS[0]).of[person.pk].status is Status.YES
    with acting_for(office):
        services.delete_person(by=command(office), person=other, version=1)
    assert said(office, ORDERS[0]).of.keys() == {person.pk}


def test_nothing_is_read_twice_and_only_who_changed_is_read_again(office: Organisation) -> None:
    people = [put(office, cambodian(False, "2019-02-01"), ("Family A",)) for _ in range(5)]
    with CaptureQueriesContext(connection) as first:
        said(office, ORDERS[0])
    with CaptureQueriesContext(connection) as again:
        said(office, ORDERS[1])
        said(office, ORDERS[0])
    assert len(again) <= 2 * 2
    put(office, Record(""))
    with acting_for(office), CaptureQueriesContext(connection) as after:
        held = population.files(str(office.pk))
    assert len(after) <= len(first) + 1
    assert len(held.versions) == len(people) + 1
    (family,) = {held.families[person.pk] for person in people}
    assert family == (kept.family_hash(office.pk, "family a"),)


def test_no_name_source_or_place_is_in_the_tables_and_nothing_is_on_the_disk(office: Organisation) -> None:
    record = record_with("canary-source", "canary-crime")
    where = Search(("conviction",), from_edtf("2019-01-01"), ALWAYS, "canary-where", Origin("canary-source"))
    put(office, record.adding(where), ("canary-family",))
    with acting_for(office):
        files = population.files(str(office.pk))
    text = json.dumps({name: table.to_pylist() for name, table in files.tables.items()})
    assert "canary" not in text
    assert "Person A" not in text
    assert "canary" not in repr(files)
    order = load_shelf().orders[ORDERS[0]]
    with population.in_memory(files, order, date.max.toordinal(), ON) as every:
        settings = every.loaded.connection.execute(
            "SELECT current_setting('temp_directory'), current_setting('enable_external_access')"
        ).fetchone()
        assert settings == ("", False)
        databases = every.loaded.connection.execute("SELECT path FROM duckdb_databases()").fetchall()
        assert all(path is None for (path,) in databases)


def test_an_organisation_without_people_has_no_verdicts(office: Organisation) -> None:
    assert said(office, ORDERS[0]).of == {}
