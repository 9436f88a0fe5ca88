"""A sealed value opens where it was sealed, and nowhere else."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from duenotice.web.installation import Installation
from duenotice.web.people import selectors
from duenotice.web.people.models import Entry, Identity, Person
from duenotice.web.sealed import CannotOpen
from duenotice.web.sealed.fields import Sealed
from tests.web.people.canaries import Canaries, person_of_canaries
from tests.web.people.office import office

Column = tuple[type[models.Model], Sealed]


def sealed_columns() -> list[Column]:
    """Every sealed column there is, of whatever app."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, Sealed)
    ]


def cell(column: Column, row: models.Model) -> bytes | None:
    """What the database holds."""
    model, field = column
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{field.column}" FROM "{model._meta.db_table}" WHERE "{model._meta.pk.column}" = %s',
            [key(row)],
        )
        held = cursor.fetchone()[0]
    return None if held is None else bytes(held)


def key(row: models.Model) -> Any:
    """The key of a row as the database spells it."""
    return row.pk.hex if connection.vendor == "sqlite" else row.pk


def spelled(id_: str) -> str:
    """The same for an id that is a text."""
    return id_.replace("-", "") if connection.vendor == "sqlite" else id_


def write(column: Column, row: models.Model, what: str | None, value: Any) -> None:
    """Past the model, as somebody would who has only the database."""
    model, _ = column
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{model._meta.db_table}" SET "{what}" = %s WHERE "{model._meta.pk.column}" = %s',
            [value, key(row)],
        )


def refused(column: Column, row: models.Model) -> bool:
    """Whether the value is refused, and not read as something else."""
    model, field = column
    try:
        getattr(model._base_manager.get(pk=row.pk), field.name)
    except CannotOpen:
        return True
    return False


def moves(column: Column, rows: dict[type[models.Model], list[models.Model]]) -> Iterator[tuple[str, bytes]]:
    """Envelopes from elsewhere: of another row, another column, another table, another organisation."""
    model, _ = column
    home, beside, elsewhere = rows[model]
    for name, row in (("row", beside), ("organisation", elsewhere)):
        found = cell(column, row)
        assert found is not None
        yield name, found
    for other in sealed_columns():
        if other != column and other[0] in rows:
            place = "column" if other[0] is model else "table"
            found = cell(other, home if other[0] is model else rows[other[0]][0])
            if found is not None:
                yield place, found


def test_no_value_opens_in_another_place(
    vault: Installation, record_property: Callable[[str, object], None]
) -> None:
    """T-SWAP"""
    made = Canaries()
    here, there = office(), office("Office B")
    for by in (here, here, there):
        person_of_canaries(by, made)
    rows = {
        model: [
            *model._base_manager.filter(organisation_id=here.organisation).order_by("pk")[:2],
            *model._base_manager.filter(organisation_id=there.organisation).order_by("pk")[:1],
        ]
        for model, _ in sealed_columns()
    }
    tried, taken = 0, []
    for column in sealed_columns():
        model, field = column
        home = rows[model][0]
        assert len(rows[model]) == 3, f"no rows to try {model._meta.label} with"
        assert not refused(column, home)
        for place, envelope in moves(column, rows):
            with transaction.atomic():
                write(column, home, field.column, envelope)
                tried += 1
                if not refused(column, home):
                    taken.append(f"{model._meta.label}.{field.name} from another {place}")
                transaction.set_rollback(True)
        with transaction.atomic():  # the whole row, given to another organisation
            write(column, home, "organisation_id", spelled(there.organisation))
            tried += 1
            if not refused(column, home):
                taken.append(f"{model._meta.label}.{field.name} with its row")
            transaction.set_rollback(True)
    said = f"{len(sealed_columns())} sealed columns, {tried} moves, {len(taken)} taken"
    record_property("T-SWAP", said)
    print(f"T-SWAP {vault.mode}: {said}")
    assert taken == []


def test_a_value_that_was_changed_by_one_bit_or_cut_short_does_not_open(vault: Installation) -> None:
    """T-SWAP, changed values: every byte of an envelope counts."""
    by, made = office(), Canaries()
    person_of_canaries(by, made)
    [person] = Person.objects.all()
    identity = person.identity
    [column] = [each for each in sealed_columns() if each[0] is Identity and each[1].name == "names"]
    whole = cell(column, identity)
    assert whole is not None
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for data in itertools.chain(changed, (whole[:-1], whole + b"\0", b"", b"x" * len(whole))):
        write(column, identity, "names", data)
        assert refused(column, identity)
    write(column, identity, "names", whole)
    assert not refused(column, identity)


def test_a_value_that_was_taken_out_is_no_value(vault: Installation) -> None:
    """A missing value is not an empty one: the columns that must be there cannot be emptied."""
    by, made = office(), Canaries()
    person_of_canaries(by, made)
    identity = Person.objects.get().identity
    [column] = [each for each in sealed_columns() if each[0] is Identity and each[1].name == "names"]
    with pytest.raises(IntegrityError), transaction.atomic():
        write(column, identity, "names", None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("open", '{"is": ["Laos"]}'),
        ("terms", '["presence"]'),
        ("learned", "2019-02-01"),
        ("sort", "event"),
        ("place", 99),
    ],
)
def test_an_entry_whose_open_columns_were_changed_does_not_open(
    vault: Installation, column: str, value: Any
) -> None:
    """T-SWAP, open columns: rules read them, so they are bound to the sealed part of their row."""
    person = person_of_canaries(office(), Canaries())
    [fact] = [row for row in person.entries.all() if row.terms == ["nationality"]]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_entry SET {column} = %s WHERE id = %s", [value, key(fact)])
    with pytest.raises(CannotOpen):
        selectors.record_of(Person.objects.get())


@pytest.mark.parametrize("which", [0, -1])
def test_a_record_from_which_an_entry_was_deleted_does_not_open(vault: Installation, which: int) -> None:
    """T-SWAP, deleted entries: a record with a hole could give a wrong answer."""
    person = person_of_canaries(office(), Canaries())
    Entry.objects.filter(pk=list(person.entries.order_by("place"))[which].pk).delete()
    with pytest.raises(CannotOpen):
        selectors.record_of(Person.objects.get())
