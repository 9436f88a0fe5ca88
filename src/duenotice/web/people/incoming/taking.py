"""Taking the people of one file into the vault: all in one transaction, or none.

Nobody is ever made one with somebody else unasked. What was imported once and comes again is told by a keyed
hash of all that the file says of the person, and is left alone; a person whose A-number somebody in the
vault has already is rejected, or with `merge` adds what is not on file yet, and the report says so.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, auto
from typing import Any

from django.db import transaction

from duenotice.problems import Refused
from duenotice.record import to_data
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.keys import ring
from duenotice.web.people import services
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.incoming.model import Incoming, Rejected
from duenotice.web.people.models import Person
from duenotice.web.people.numbers import nine_digits
from duenotice.web.people.selectors import identity_of, numbers_taken, record_of

PLACE_OF_HASH = "people_person.imported"
TAKEN = "the A-number is in the vault already; nobody was merged (`--merge` adds what is new to that person)"
OTHER_NAME = "the A-number is in the vault under another name; nobody was merged"
OTHER_BIRTH_DATE = "the A-number is in the vault with another date of birth; nobody was merged"
SEVERAL = "its A-numbers belong to several people of the vault; nobody was merged"


class Became(Enum):
    """What became of a person of the file."""

    NEW = auto()
    THERE = auto()
    MERGED = auto()


@dataclass
class Report:
    """What became of a file. Always ``rows == accepted + len of the rows rejected``.

    Of the people accepted: `new` were added, `there` had been imported before, `merged` are people of the
    vault to whom entries were added (their ids).
    """

    accepted: int = 0
    new: int = 0
    there: int = 0
    merged: list[uuid.UUID] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return self.accepted + self.rejected_rows

    @property
    def rejected_rows(self) -> int:
        """How many of them are not in the vault."""
        return sum(len(each.rows.places) for each in self.rejected)


def take(
    *,
    by: By,
    people: Iterable[Incoming | Rejected],
    merge: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Write the people of one file. `progress` is called after each. Raises what reading the file raises;
    nothing is written then."""
    report = Report()
    added: list[uuid.UUID] = []
    with transaction.atomic():
        for each in people:
            if isinstance(each, Rejected):
                report.rejected.append(each)
            else:
                _take(by, each, merge, report, added)
            progress()
        for (
            id_
        ) in added:  # at the end: whoever tells the journal keeps the others waiting until all is written
            note(by=by, action=Action.PERSON_ADDED, subject=id_)
        note(
            by=by,
            action=Action.PEOPLE_IMPORTED,
            rows=report.rows,
            accepted=report.accepted,
            new=report.new,
            merged=len(report.merged),
        )
    return report


def _take(by: By, person: Incoming, merge: bool, report: Report, added: list[uuid.UUID]) -> None:
    try:
        with transaction.atomic():
            became, id_ = _written(by, person, merge)
    except Refused as refused:
        reasons = tuple(f"{each.what}: {each.why} ({each.code})" for each in refused.problems)
        report.rejected.append(Rejected(person.rows, reasons))
        return
    except _NotMerged as why:
        report.rejected.append(Rejected(person.rows, (str(why),)))
        return
    report.accepted += len(person.rows.places)
    if became is Became.NEW:
        report.new += 1
        added.append(id_)
    report.there += became is Became.THERE
    if became is Became.MERGED:
        report.merged.append(id_)


class _NotMerged(Exception):
    """Somebody of the vault may be this person, and nobody said that the two are one."""


def _written(by: By, person: Incoming, merge: bool) -> tuple[Became, uuid.UUID]:
    hashed = hash_of(by, person)
    rows = Person.objects.filter(organisation_id=by.organisation)
    there = rows.filter(imported=hashed).first()
    if there:
        return Became.THERE, there.pk
    numbers = numbers_taken(by.organisation, map(nine_digits, person.who.numbers))
    same = {found.pk: found for found in numbers.values()}
    exported = Person.objects.filter(pk=person.id).first() if person.id else None
    if exported and not exported.deleted and str(exported.organisation_id) == by.organisation:
        same.setdefault(exported.pk, exported)
    if len(same) > 1:
        raise _NotMerged(SEVERAL)
    if same:
        return _merged(by, person, next(iter(same.values())), merge)
    made = services.added(
        by=by, who=person.who, record=person.record, id_=None if exported else person.id, imported=hashed
    )
    return Became.NEW, made.pk


def _merged(by: By, person: Incoming, on_file: Person, merge: bool) -> tuple[Became, uuid.UUID]:
    """Add to a person of the vault what is not on file yet."""
    known, who = list(record_of(on_file).entries()), identity_of(on_file)
    new = [entry for entry in person.record.entries() if entry not in known]
    more = _more(who, person.who)
    if not new and not more:
        return Became.THERE, on_file.pk
    if not merge:
        raise _NotMerged(TAKEN)
    if not _one_name(who, person.who):
        raise _NotMerged(OTHER_NAME)
    version = on_file.version
    if new:
        version = services.add_entries(by=by, person=on_file, version=version, entries=new).version
    if more:
        services.change_identity(by=by, person=on_file, version=version, **more)
    return Became.MERGED, on_file.pk


def _more(on_file: WhoIs, said: WhoIs) -> dict[str, Any]:
    """What a file knows of somebody beyond what is on file, joined with it."""
    said = replace(said, numbers=tuple(map(nine_digits, said.numbers)))
    joined: dict[str, Any] = {}
    for name in ("names", "numbers", "contacts", "addresses", "family"):
        both = tuple(dict.fromkeys((*getattr(on_file, name), *getattr(said, name))))
        if both != tuple(dict.fromkeys(getattr(on_file, name))):
            joined[name] = both
    if said.birth_date and said.birth_date != on_file.birth_date:
        if on_file.birth_date:
            raise _NotMerged(OTHER_BIRTH_DATE)
        joined["birth_date"] = said.birth_date
    return joined


def _one_name(one: WhoIs, other: WhoIs) -> bool:
    """Whether nothing speaks against two identities being one person's: a name in common, or none given."""
    names, others = ({" ".join(name.casefold().split()) for name in who.names} for who in (one, other))
    return not names or not others or bool(names & others)


def hash_of(by: By, person: Incoming) -> bytes:
    """The keyed hash of all that a file says of a person."""
    said = {"who": asdict(person.who), "record": to_data(person.record)}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return ring.current().blind(by.organisation, PLACE_OF_HASH, text)
