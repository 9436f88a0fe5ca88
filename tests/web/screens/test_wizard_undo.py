"""Taking an import back: for a day, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import override_settings

from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import By
from duenotice.web.people import services as people
from duenotice.web.people.models import NoteKind, Person
from duenotice.web.people.selectors import by_number, identity_of, record_of
from duenotice.web.wizard import services, undoing
from duenotice.web.wizard.models import Batch
from tests.web.site_world import CHEAP
from tests.web.wizarding import (
    body,
    conflict,
    lines,
    office,
    take_in,
    upload,
)


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


def test_an_import_can_be_taken_back_for_a_day(vault: Installation) -> None:
    here = office()
    client, batch, person = conflict(here)
    take_in(client, batch, d0="take")
    assert lines(here, "012345678") == ["nationality Cambodia"]
    answer = client.post(batch + "undo/")
    assert answer.status_code == 302
    page = body(client, batch)
    assert "1 people removed again" in page
    assert "1 entries withdrawn" in page
    assert lines(here, "012345678") == []
    with acting([here.organisation.pk]):
        again = Person.objects.get(pk=person.pk)
        assert identity_of(again).birth_date == "1970-01-02"
        kept = [type(entry).__name__ for entry in record_of(again).entries()]
        assert kept == ["Fact", "Withdrawal"]  # nothing is rubbed out
        assert by_number(here.organisation.pk, "023456789") is None
    assert client.post(batch + "undo/").status_code == 409
    _, batch = upload(client, b"Name,A#,Nationality\nPerson A,012345678,Cambodia\n")
    take_in(client, batch)
    assert lines(here, "012345678") == ["nationality Cambodia"]


Change = Callable[[By, Person, Person], object]
CHANGES: dict[str, Change] = {
    "a note": lambda by, new, _: people.add_note(by=by, person=new, kind=NoteKind.SHAREABLE, text="called"),
    "a name": lambda by, new, _: people.change_identity(
        by=by, person=new, version=new.version, names=["Person B", "B"]
    ),
    "removed": lambda by, new, _: people.delete_person(by=by, person=new, version=new.version),
    "the other": lambda by, _, old: people.change_identity(
        by=by, person=old, version=old.version, names=["Person A", "A"]
    ),
    "held": lambda by, new, _: people.set_hold(by=by, person=new, held=True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_an_import_is_not_taken_back_when_somebody_was_changed_meanwhile(
    vault: Installation, what: str
) -> None:
    here = office()
    client, batch, person = conflict(here)
    take_in(client, batch, d0="take")
    by = By(str(here.organisation.pk), None, "command line")
    with acting([here.organisation.pk]):
        new = by_number(here.organisation.pk, "023456789")
        assert new is not None
        CHANGES[what](by, new, Person.objects.get(pk=person.pk))
        before = Person.objects.filter(deleted=None).count()
    answer = client.post(batch + "undo/")
    assert answer.status_code == 409
    assert "meanwhile" in answer.content.decode()
    with acting([here.organisation.pk]):
        assert Person.objects.filter(deleted=None).count() == before
        assert len(list(record_of(Person.objects.get(pk=person.pk)).entries())) == 1


def test_after_a_day_nothing_is_taken_back_and_after_a_week_nothing_waits(vault: Installation) -> None:
    here = office()
    client, batch, _ = conflict(here)
    take_in(client, batch)
    upload(client, b"Name\nPerson C\n")
    by = By(str(here.organisation.pk), str(here.counsel.pk), "site")
    with acting([here.organisation.pk]):
        row = Batch.objects.get(pk=batch.split("/")[2])
        later = datetime.now(UTC) + timedelta(hours=24, minutes=1)
        with pytest.raises(Exception, match="24 hours"):
            undoing.undo(by=by, batch=row, at=later)
        assert bytes(row.content) == b""
        services.sweep(by=by, at=datetime.now(UTC) + timedelta(days=6))
        assert Batch.objects.count() == 2
        services.sweep(by=by, at=datetime.now(UTC) + timedelta(days=7, minutes=1))
        assert Batch.objects.count() == 0
