"""The files of one organisation as tables without names, in the memory of this process.

Theory. What rules read of an entry stands in open columns; that nobody changed them, which entry corrects
which, and words of no list (a language) are sealed. So every entry is opened once, and held to its digest, by
the same code as a person's own page. What is kept is what `laying` leaves: ids of rows, terms, days.
A person whose record does not open, has a hole, or speaks words that no vocabulary has is kept as `unopened`:
their verdict is that there is none, never no.

The state of the files is how many people there ever were and the sum of their versions. Both only grow: a
write adds one to a version (`people.locking`), a removed person keeps the row. While the state is the same
nothing is read again; when it is another, only people with another version are. What is changed in the
database past this program has no version of its own, so it is seen when the vault is next opened.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db.models import Count, QuerySet, Sum

from duenotice.library import load_vocabulary
from duenotice.record import Entry, Record
from duenotice.terms import Vocabulary
from duenotice.web.keys import ring
from duenotice.web.people.fitting import known
from duenotice.web.people.models import Entry as Row
from duenotice.web.people.models import Identity, Person
from duenotice.web.people.selectors import filed_in
from duenotice.web.roster.laying import Apart, laid, tables_of
from duenotice.web.sealed import CannotOpen

_M = TypeVar("_M", Row, Identity)
FEW = 500
"""Up to so many people are asked for by id; more are read with everybody."""
FAMILY = "people_identity.family"
"""What the keyed hash of a family is for."""


@dataclass(frozen=True)
class State:
    """What is on file in an organisation: its vault, how many people ever, the sum of their versions."""

    vault: str
    organisation: str
    people: int
    versions: int


@dataclass(frozen=True)
class Files:
    """The people of an organisation by id, at a state. `versions`: of each; `tables`: by name, as published
    but for `laying.LEFT_OUT`; `apart`: records that no table can hold; `families`: keyed hashes of what the
    identity says of the family."""

    state: State
    versions: Mapping[uuid.UUID, int]
    tables: Mapping[str, pa.Table]
    apart: Mapping[uuid.UUID, Record]
    unopened: frozenset[uuid.UUID]
    families: Mapping[uuid.UUID, tuple[str, ...]]


def state_of(organisation: str) -> State:
    """The state of the files now: one query."""
    everybody = Person.objects.filter(organisation_id=organisation).order_by()
    found = everybody.aggregate(people=Count("pk"), versions=Sum("version"))
    return State(str(settings.VAULT), organisation, found["people"], found["versions"] or 0)


def read(state: State, before: Files | None) -> Files:
    """The files at a state, as much of them from `before` as did not change. At most four queries, however
    many people there are."""
    rows = Person.objects.filter(organisation_id=state.organisation, deleted=None).order_by()
    versions = dict(rows.values_list("pk", "version"))
    if before is None:
        return _joined(state, versions, None, _Reading(state.organisation, list(versions), whole=True))
    new = [pk for pk, version in versions.items() if before.versions.get(pk) != version]
    return _joined(state, versions, before, _Reading(state.organisation, new, whole=len(new) > FEW))


def family_hash(organisation: uuid.UUID | str, text: str) -> str:
    """What stands for a family in an address and in memory."""
    return ring.current().blind(str(organisation), FAMILY, text.strip().casefold()).hex()


class _Reading:
    """Some people of an organisation, read and opened."""

    def __init__(self, organisation: str, people: Collection[uuid.UUID], *, whole: bool) -> None:
        self.organisation, self.people, self.whole = organisation, set(people), whole
        self.apart: dict[uuid.UUID, Record] = {}
        self.unopened: set[uuid.UUID] = set()
        self.families: dict[uuid.UUID, tuple[str, ...]] = {}
        self.tables = tables_of([row for each in self._people() for row in each])

    def _people(self) -> Iterator[list[tuple[str, tuple[str, ...]]]]:
        vocabulary = load_vocabulary()
        if not self.people:
            return
        expected = self._identities()
        entries = self._only(Row.objects.all()).order_by("person_id")
        seen: set[uuid.UUID] = set()
        for person, rows in groupby(entries.iterator(2_000), key=attrgetter("person_id")):
            held = list(rows)
            if person in expected:
                seen.add(person)
                yield self._person(person, expected[person], held, vocabulary)
        for person in expected.keys() - seen:
            yield self._person(person, expected[person], [], vocabulary)
        self.unopened |= self.people - expected.keys()

    def _identities(self) -> dict[uuid.UUID, int]:
        """How many entries each must have; whose identity does not open is left out."""
        found: dict[uuid.UUID, int] = {}
        rows = self._only(Identity.objects.only("person_id", "organisation_id", "on_file", "family"))
        for row in rows.iterator(2_000):
            if row.person_id not in self.people:
                continue
            try:
                found[row.person_id] = row.on_file
                self.families[row.person_id] = tuple(
                    family_hash(self.organisation, each) for each in row.family
                )
            except CannotOpen:
                found.pop(row.person_id, None)
        return found

    def _only(self, rows: QuerySet[_M]) -> QuerySet[_M]:
        rows = rows.filter(organisation_id=self.organisation)
        return rows if self.whole else rows.filter(person_id__in=self.people)

    def _person(
        self, person: uuid.UUID, expected: int, rows: list[Row], vocabulary: Vocabulary
    ) -> list[tuple[str, tuple[str, ...]]]:
        try:
            entries = [each.entry for each in filed_in(person, expected, rows)]
        except (CannotOpen, ValueError, KeyError):
            self.unopened.add(person)
            return []
        if not all(known(entry, vocabulary) for entry in entries):
            self.unopened.add(person)
            return []
        return self._laid(person, entries, vocabulary)

    def _laid(
        self, person: uuid.UUID, entries: list[Entry], vocabulary: Vocabulary
    ) -> list[tuple[str, tuple[str, ...]]]:
        try:
            return laid(str(person), entries, vocabulary)
        except Apart:
            self.apart[person] = Record("").adding(*entries)
            return []


def _joined(state: State, versions: dict[uuid.UUID, int], before: Files | None, new: _Reading) -> Files:
    """What stayed, with what was read."""
    if before is None:
        return Files(state, versions, new.tables, new.apart, frozenset(new.unopened), new.families)
    stays = {pk for pk, version in before.versions.items() if versions.get(pk) == version}
    gone = pa.array([str(pk) for pk in before.versions.keys() - stays], pa.string())
    tables = {
        name: pa.concat_tables(
            [table.filter(pc.invert(pc.is_in(table["person"], value_set=gone))), new.tables[name]]
        ).combine_chunks()
        for name, table in before.tables.items()
    }
    return Files(
        state,
        versions,
        tables,
        {pk: record for pk, record in before.apart.items() if pk in stays} | new.apart,
        frozenset(before.unopened & stays) | frozenset(new.unopened),
        {pk: held for pk, held in before.families.items() if pk in stays} | new.families,
    )
