"""A record as rows: it comes back equal, and what may name somebody is not in the open."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duenotice.days import from_edtf
from duenotice.library import load_vocabulary
from duenotice.record import Event, Fact, Origin, Record, Search
from duenotice.terms import Kind
from duenotice.web.installation import Installation
from duenotice.web.people import models, selectors, services
from duenotice.web.people.rows import from_columns, to_columns
from tests.record.strategies import records
from tests.strategies import EVENTS, VALUES, Reads
from tests.strategies import records as other_records
from tests.web.people.office import office

VOCABULARY = load_vocabulary()


@settings(max_examples=300)
@given(st.one_of(records(), other_records(Reads(EVENTS, tuple(VALUES.items()), EVENTS))))
def test_every_entry_comes_back_from_its_columns(record: Record) -> None:
    for entry in record.entries():
        columns = to_columns(entry, VOCABULARY)
        open_ = json.loads(json.dumps(columns.open))
        again = from_columns(
            type(columns)(columns.sort, columns.terms, open_, columns.words, columns.learned)
        )
        assert again == entry


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records())
def test_a_record_comes_back_from_the_database_equal_and_in_order(
    vault: Installation, record: Record
) -> None:
    by = office()
    person = services.add_person(by=by, names=["Person A"], record=record)
    again = selectors.record_of(models.Person.objects.get(pk=person.pk))
    assert again == record
    assert again.digest == record.digest


@pytest.mark.parametrize(
    ("entry", "sealed"),
    [
        (Fact("counsel", ("Person B, Esq.",), origin=Origin("told by Person C", 737_000, "r1")), "Person"),
        (Fact("nationality", ("Cambodia",), origin=Origin("told by Person C", 737_000, "r1")), "Person"),
        (Event(Kind("notice of detention", ("written", "in Tetum")), from_edtf("2019-01")), "Tetum"),
        (Search(("conviction",), from_edtf("2019"), where="the files of Person D"), "Person"),
        (Event(Kind("conviction"), from_edtf("2019"), Origin("", 1, "Person-E", ("Person-F",))), "Person"),
    ],
)
def test_what_a_person_wrote_in_words_is_not_in_the_open(entry: Fact | Event | Search, sealed: str) -> None:
    columns = to_columns(entry, VOCABULARY)
    assert sealed not in json.dumps([columns.terms, columns.open])
    assert sealed in json.dumps(columns.words)


def test_what_rules_read_is_in_the_open() -> None:
    entry = Event(Kind("release from ICE custody", ("by bond",)), from_edtf("2018-12"))
    assert to_columns(entry, VOCABULARY).open == {"qualifiers": ["by bond"], "date": "2018-12"}
    fact = Fact("nationality", ("Laos",), True, since=from_edtf("2001"))
    assert to_columns(fact, VOCABULARY).open == {"is_not": ["Laos"], "from": "2001"}
