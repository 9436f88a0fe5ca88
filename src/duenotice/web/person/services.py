"""Writing from the person's page: each is checked, done, and told to the journal in one transaction.

Whoever writes names the version that was read, and everything is looked up again behind the lock: a question
that is no longer asked and an entry that is no longer there are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from duenotice.library import load_shelf
from duenotice.reason import overview
from duenotice.record import Event, Origin, Withdrawal
from duenotice.web.journal.actions import By
from duenotice.web.people import services as people
from duenotice.web.people.locking import locked_row
from duenotice.web.people.models import NoteKind, Person
from duenotice.web.people.naming import named, new_name
from duenotice.web.people.refusals import nobody_there
from duenotice.web.people.selectors import Filed, filed_of, record_of
from duenotice.web.person import typed
from duenotice.web.person.asking import Asked, asked, entries_for, refused
from duenotice.web.person.typed import Sent
from duenotice.web.site.crimes import about_crimes, asks_about_crimes
from duenotice.web.site.moment import Moment


@dataclass(frozen=True)
class Written:
    """What came of a form: the name of the entry that was added; empty if a note was."""

    name: str


def answer_question(*, by: By, person: Person, version: int, key: str, sent: Sent, moment: Moment) -> Written:
    """Put the answer to an open question on file. `moment`: for which the page asked it.

    Raises `RefusedRecord`, `RefusedDate`, `UnknownWords`, `WrittenMeanwhile`, `NobodyThere`.
    """
    with transaction.atomic():
        locked = locked_row(by, person, version)
        one = _question(locked, key, sent, moment)
        given = typed.answered(sent, new_name())
        one = _named(locked, one)
        entries = entries_for(one, given)
        if entries:
            people.add_entries(by=by, person=person, version=version, entries=entries)
            return Written(given.name)
        kind = NoteKind.PRIVILEGED if asks_about_crimes(one.question) else NoteKind.SHAREABLE
        text = gettext("Asked on %(day)s: %(ask)s Answer: not known.") % {"day": sent.today, "ask": one.ask}
        people.add_note(by=by, person=person, kind=kind, text=text)
        return Written("")


def record_entry(*, by: By, person: Person, version: int, sent: Sent) -> Written:
    """Put what was typed on file. Raises as `answer_question`."""
    entry = typed.entry_from(sent, new_name())
    people.add_entries(by=by, person=person, version=version, entries=[entry])
    return Written(entry.origin.id)


def correct_entry(*, by: By, person: Person, version: int, row: UUID, sent: Sent) -> Written:
    """Put what was typed in the place of an entry. Raises as `answer_question`."""
    with transaction.atomic():
        locked = locked_row(by, person, version)
        old = named(locked, _filed(locked, row, sent.in_full).place)
        entry = typed.entry_from(sent, new_name(), (old,))
        people.add_entries(by=by, person=person, version=version, entries=[entry])
    return Written(entry.origin.id)


def withdraw_entry(*, by: By, person: Person, version: int, row: UUID, sent: Sent) -> Written:
    """Say that an entry was wrong. It stays on file, and counts no longer. Raises as `answer_question`."""
    with transaction.atomic():
        locked = locked_row(by, person, version)
        old = named(locked, _filed(locked, row, sent.in_full).place)
        entry = Withdrawal(Origin(sent.source, sent.today.toordinal(), new_name(), (old,)))
        people.add_entries(by=by, person=person, version=version, entries=[entry])
    return Written(entry.origin.id)


def record_again(*, by: By, person: Person, version: int, row: UUID, in_full: bool, today: date) -> Written:
    """The same entry once more, with its source: the way back from a withdrawal. Raises as
    `answer_question`."""
    with transaction.atomic():
        locked = locked_row(by, person, version)
        before = _filed(locked, row, in_full).entry
        if isinstance(before, Withdrawal):
            raise refused("a withdrawal is not recorded again", "withdraw the entry once more")
        origin = Origin(before.origin.source, today.toordinal(), new_name())
        entry = replace(before, origin=origin)
        people.add_entries(by=by, person=person, version=version, entries=[entry])
    return Written(origin.id)


def _question(locked: Person, key: str, sent: Sent, moment: Moment) -> Asked:
    shelf, record = load_shelf(), record_of(locked)
    found = overview(shelf.orders.values(), record, shelf.vocabulary, moment.as_of)
    matter = [answer for case in found.cases for answer in case.that_matter]
    for one in asked(matter, sent.in_full):
        if isinstance(one, Asked) and one.key == key:
            return one
    raise refused("this question is not asked any more", "read the person again: what is on file answers it")


def _named(locked: Person, one: Asked) -> Asked:
    """The same question; the entry whose day it asks for has a name afterwards."""
    if len(one.about) != 1 or not isinstance(one.about[0], Event) or one.about[0].origin.id:
        return one
    entry = one.about[0]
    place = next((filed.place for filed in filed_of(locked) if filed.entry == entry), None)
    if place is None:
        raise nobody_there()
    name = named(locked, place)
    return replace(one, about=(replace(entry, origin=replace(entry.origin, id=name)),))


def _filed(locked: Person, row: UUID, in_full: bool) -> Filed:
    """An entry that the sender may read."""
    found = next((filed for filed in filed_of(locked) if filed.pk == row), None)
    if found is None or (not in_full and about_crimes(found.entry)):
        raise nobody_there()
    return found
