"""Writing about people: check, do, and tell the journal, in one transaction.

Whoever writes to a person names the version that was read. The row is locked for the length of the
transaction, and a write to any other version is refused: no update is lost. Entries are only ever added.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from duenotice.library import load_vocabulary
from duenotice.problems import Place, RefusedRecord
from duenotice.record import Entry, Record
from duenotice.web.accounts.models import User
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.keys import ring
from duenotice.web.people import models
from duenotice.web.people.fitting import misfits
from duenotice.web.people.identity import Contact, WhoIs, checked, contacts_of, to_json
from duenotice.web.people.locking import locked_row, written
from duenotice.web.people.models import Identity, Note, NoteKind, Number, Person
from duenotice.web.people.numbers import TABLE_AND_COLUMN, nine_digits
from duenotice.web.people.refusals import number_taken, under_hold, unfit
from duenotice.web.people.rows import OPEN, digest_of, to_columns
from duenotice.web.people.selectors import identity_of, record_of

LONGEST_NOTE = 20_000
"""Characters."""


def add_person(  # noqa: PLR0913 - a person has these parts
    *,
    by: By,
    names: Sequence[str],
    numbers: Sequence[str] = (),
    record: Record = Record(),  # noqa: B008 - a frozen value
    birth_date: str = "",
    contacts: Sequence[Contact | str] = (),
    addresses: Sequence[Contact | str] = (),
    family: Sequence[str] = (),
    entered_by: User | None = None,
) -> Person:
    """A new person. `names`: the name, then aliases. `numbers`: A-numbers in any spelling. `birth_date`:
    EDTF.

    Raises `RefusedVault` (K31, K32, K35), `RefusedDate`, `RefusedRecord`; nothing is written then.
    """
    reach, live = contacts_of(contacts), contacts_of(addresses)
    who = WhoIs(tuple(names), tuple(numbers), birth_date, reach, live, tuple(family))
    with transaction.atomic():
        person = added(by=by, who=who, record=record, entered_by=entered_by)
        note(by=by, action=Action.PERSON_ADDED, subject=person.pk)
    return person


def added(
    *,
    by: By,
    who: WhoIs,
    record: Record,
    entered_by: User | None = None,
    id_: uuid.UUID | None = None,
    imported: bytes | None = None,
) -> Person:
    """A new person in the caller's transaction; the caller tells the journal. Raises as `add_person`.

    `who.numbers` may be in any spelling. `imported`: a keyed hash of what the person was imported from.
    """
    digits = tuple(dict.fromkeys(map(nine_digits, who.numbers)))
    who = checked(replace(who, numbers=digits, title=record.title))
    entries = list(record.entries())
    fitting(entries)
    person = Person.objects.create(
        id=id_ or uuid.uuid4(),
        organisation_id=by.organisation,
        entered_by_id=entered_by.pk if entered_by else by.actor,
        created=_now(),
        imported=imported,
    )
    identity = Identity(person=person, organisation_id=by.organisation, on_file=len(entries))
    _write_identity(identity, who)
    _write_numbers(person, who.numbers)
    _write_entries(person, by, entries, 0)
    return person


def add_entries(*, by: By, person: Person, version: int, entries: Sequence[Entry]) -> Person:
    """Further entries of a person's record. A correction is an entry too. The person as it is now.

    Raises `WrittenMeanwhile`, `NobodyThere`, `RefusedRecord`.
    """
    with transaction.atomic():
        locked = locked_row(by, person, version)
        on_file = list(record_of(locked).entries())
        fitting([*on_file, *entries], new=entries)
        _write_entries(locked, by, entries, len(on_file))
        locked.identity.on_file = len(on_file) + len(entries)
        locked.identity.save(update_fields=["on_file"])
        note(by=by, action=Action.PERSON_CHANGED, subject=locked.pk, entries=len(entries))
        return written(locked)


def change_identity(  # noqa: PLR0913 - a person has these parts
    *,
    by: By,
    person: Person,
    version: int,
    names: Sequence[str] | None = None,
    numbers: Sequence[str] | None = None,
    birth_date: str | None = None,
    contacts: Sequence[Contact | str] | None = None,
    addresses: Sequence[Contact | str] | None = None,
    family: Sequence[str] | None = None,
) -> Person:
    """Change who a person is; what is None stays. The person as it is now. Raises as `add_person`,
    and `WrittenMeanwhile`, `NobodyThere`."""
    given: dict[str, Any] = {
        "names": names and tuple(names),
        "numbers": None if numbers is None else tuple(dict.fromkeys(map(nine_digits, numbers))),
        "birth_date": birth_date,
        "contacts": None if contacts is None else contacts_of(contacts),
        "addresses": None if addresses is None else contacts_of(addresses),
        "family": None if family is None else tuple(family),
    }
    changed = {name: value for name, value in given.items() if value is not None}
    with transaction.atomic():
        locked = locked_row(by, person, version)
        who = checked(replace(identity_of(locked), **changed))
        _write_identity(locked.identity, who)
        if "numbers" in changed:
            locked.numbers.all().delete()
            _write_numbers(locked, who.numbers)
        note(by=by, action=Action.PERSON_CHANGED, subject=locked.pk, identity=len(changed))
        return written(locked)


def add_note(*, by: By, person: Person, kind: NoteKind, text: str) -> Note:
    """A note. Notes are only added, so no version is asked for. Raises `RefusedVault` (K34, K35)."""
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise unfit("a note is blank, or too long", f"write up to {LONGEST_NOTE:,} characters")
    with transaction.atomic():
        locked = locked_row(by, person, None)
        made = Note.objects.create(
            organisation_id=by.organisation,
            person=locked,
            kind=kind,
            text=text,
            written=_now(),
            written_by_id=by.actor,
        )
        note(by=by, action=Action.NOTE_WRITTEN, subject=locked.pk)
    return made


def set_hold(*, by: By, person: Person, held: bool) -> Person:
    """Set or end a litigation hold. Raises `NobodyThere`."""
    with transaction.atomic():
        locked = locked_row(by, person, None)
        locked.held = _now() if held else None
        note(by=by, action=Action.PERSON_HELD if held else Action.PERSON_RELEASED, subject=locked.pk)
        return written(locked)


def delete_person(*, by: By, person: Person, version: int) -> Person:
    """Remove all that is on file of a person, for good; only the id stays, with the day of removal.

    Raises `UnderHold`, `WrittenMeanwhile`, `NobodyThere`.
    """
    with transaction.atomic():
        locked = locked_row(by, person, version)
        if locked.held:
            raise under_hold()
        entries = locked.entries.count()
        for rows in (locked.entries, locked.numbers, locked.notes, locked.attachments):
            rows.all().delete()
        Identity.objects.filter(person=locked).delete()
        locked.matters.clear()
        locked.deleted, locked.imported = _now(), None
        note(by=by, action=Action.PERSON_REMOVED, subject=locked.pk, entries=entries)
        return written(locked)


def read_person(*, by: By, person: Person) -> tuple[WhoIs, Record]:
    """Who a person is and what is on file, and the journal is told. Raises `NobodyThere`, `CannotOpen`."""
    with transaction.atomic():
        locked = locked_row(by, person, None)
        found = identity_of(locked), record_of(locked)
        note(by=by, action=Action.PERSON_READ, subject=locked.pk)
    return found


def blind(organisation: uuid.UUID | str, digits: str) -> bytes:
    """The keyed hash by which a number of nine digits is found."""
    return ring.current().blind(str(organisation), TABLE_AND_COLUMN, digits)


def _now() -> datetime:
    return datetime.now(UTC)


def fitting(entries: Sequence[Entry], new: Sequence[Entry] | None = None) -> None:
    """Raises `RefusedRecord` if one of `new` (of all, if not given) fits no vocabulary, or not the others."""
    problems = misfits(entries, entries if new is None else new, load_vocabulary(), Place("record"))
    if problems:
        raise RefusedRecord(*problems)


def _write_identity(row: Identity, who: WhoIs) -> None:
    filled(row, who).save()


def filled(row: Identity, who: WhoIs) -> Identity:
    """The row of an identity with who the person is, not yet written."""
    row.title, row.names, row.birth_date = who.title, list(who.names), who.birth_date
    row.contacts, row.addresses = to_json(who.contacts), to_json(who.addresses)
    row.family = list(who.family)
    return row


def _write_numbers(person: Person, numbers: Sequence[str]) -> None:
    """Raises `NumberTaken`. What the database says of it would hold the hash, so it goes no further."""
    organisation = person.organisation_id
    try:
        with transaction.atomic():
            for digits in numbers:
                hashed = blind(organisation, digits)
                Number.objects.create(
                    organisation_id=organisation, person=person, digits=digits, blind=hashed
                )
    except IntegrityError:
        raise number_taken() from None


def _write_entries(person: Person, by: By, entries: Sequence[Entry], first: int) -> None:
    models.Entry.objects.bulk_create(entry_rows(person, by, entries, first))


def entry_rows(person: Person, by: By, entries: Sequence[Entry], first: int = 0) -> list[models.Entry]:
    """The rows of entries, not yet written. `first`: the place in the record of the first of them."""
    vocabulary, now = load_vocabulary(), _now()
    rows = []
    for place, entry in enumerate(entries, start=first):
        columns = to_columns(entry, vocabulary)
        rows.append(
            models.Entry(
                organisation_id=person.organisation_id,
                person=person,
                sort=columns.sort,
                place=place,
                terms=columns.terms,
                open=columns.open,
                words={**columns.words, OPEN: digest_of(columns, place)},
                learned=columns.learned,
                written=now,
                written_by_id=by.actor,
            )
        )
    return rows
