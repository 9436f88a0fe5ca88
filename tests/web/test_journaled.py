"""Everything that writes or reads people tells the journal once, in the same transaction, or does nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from duenotice.web.backups import services as backups
from duenotice.web.installation import Installation
from duenotice.web.journal import services as journal
from duenotice.web.journal.actions import Action, By
from duenotice.web.people import services as people
from duenotice.web.people.models import NoteKind, Person
from tests.web.journaled import assert_journaled, assert_one_entry
from tests.web.people.cli import done
from tests.web.people.cli import people as command
from tests.web.people.office import office
from tests.web.test_backups import second


def person(by: By) -> Person:
    return people.add_person(by=by, names=["Person A"], numbers=["A012345678"])


def anchored(by: By) -> None:
    with transaction.atomic():
        journal.anchor(by=by)


DONE: dict[str, tuple[Action, Callable[[By, Person], Any]]] = {
    "add": (Action.PERSON_ADDED, lambda by, _: people.add_person(by=by, names=["Person B"])),
    "read": (Action.PERSON_READ, lambda by, one: people.read_person(by=by, person=one)),
    "change": (
        Action.PERSON_CHANGED,
        lambda by, one: people.change_identity(by=by, person=one, version=one.version, names=["Person C"]),
    ),
    "note": (
        Action.NOTE_WRITTEN,
        lambda by, one: people.add_note(by=by, person=one, kind=NoteKind.PRIVILEGED, text="called back"),
    ),
    "anchor": (Action.JOURNAL_ANCHORED, lambda by, _: anchored(by)),
}


@pytest.mark.parametrize("what", DONE)
def test_what_is_done_is_told_once_in_the_same_transaction_or_not_done(
    vault: Installation, what: str
) -> None:
    by = office()
    one = person(by)
    action, do = DONE[what]
    assert_journaled(action, lambda: do(by, one))


def test_a_backup_that_cannot_be_told_is_not_kept(vault: Installation, tmp_path: Path) -> None:
    by = office()
    person(by)
    names = lambda: backups.name_recipients(installation=vault, given=[second()], anew=False, door="site")  # noqa: E731
    sealed_for = assert_journaled(Action.RECIPIENTS_CHANGED, names)
    make = lambda: backups.back_up(installation=vault, to=tmp_path, sealed_for=sealed_for, door="site")  # noqa: E731
    made = assert_journaled(Action.BACKUP_MADE, make)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("duenotice-")] == [made.file]


@pytest.mark.parametrize(
    ("words", "typed", "action"),
    [
        ("add", ("Person B", "", "", "", "", "", "", ""), Action.PERSON_ADDED),
        ("list", (), Action.PEOPLE_LISTED),
        ("show ID", (), Action.PERSON_READ),
        ("export --reason move --format json --to FILE", (), Action.PEOPLE_EXPORTED),
        ("remove ID --yes", (), Action.PERSON_REMOVED),
    ],
)
def test_every_command_about_people_tells_the_journal(
    vault: Installation, tmp_path: Path, words: str, typed: tuple[str, ...], action: Action
) -> None:
    by = office()
    one = person(by)
    said = words.replace("ID", str(one.pk)).replace("FILE", str(tmp_path / "out.json")).split()
    of_each = Action.PERSON_EXPORTED if action is Action.PEOPLE_EXPORTED else None
    assert_one_entry(action, lambda: done(command(vault, *said, typed=typed)), of_each)
    connection.close()
