"""Sealed columns: what a row's attribute gives, what the database holds, and what does not open."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from duenotice.web.accounts.models import Organisation
from duenotice.web.installation import Installation
from duenotice.web.matters.models import Matter
from duenotice.web.sealed import CannotOpen

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_a_value_comes_back_and_the_database_holds_none_of_it(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    made = Matter.objects.create(organisation=organisation, title="Persons A to Z", created=NOW)
    assert Matter.objects.get(pk=made.pk).title == "Persons A to Z"
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM matters_matter")
        assert b"Persons" not in bytes(cursor.fetchone()[0])


def test_a_value_that_was_moved_to_another_row_does_not_open(vault: Installation) -> None:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    one = Matter.objects.create(organisation=organisation, title="one", created=NOW)
    other = Matter.objects.create(organisation=organisation, title="other", created=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE matters_matter SET title = (SELECT title FROM matters_matter WHERE id = %s)",
            [key(one.pk)],
        )
    with pytest.raises(CannotOpen):
        _ = Matter.objects.get(pk=other.pk).title


def key(id_: uuid.UUID) -> str | uuid.UUID:
    """An id as the database spells it."""
    return id_.hex if connection.vendor == "sqlite" else id_


def test_a_sealed_column_cannot_be_searched_or_written_past_its_row(vault: Installation) -> None:
    with pytest.raises(FieldError):
        Matter.objects.filter(title="x").exists()
    with pytest.raises(FieldError):
        Matter.objects.update(title="x")
