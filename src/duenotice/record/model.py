"""One person's record as values.

Two time lines are kept apart: when something was so (`date`, `since`, `until`) and when we
learned it (`Origin.learned`). Nothing is ever changed in place: a correction is a new entry that
names the one it corrects, so that "what did we know on day X" can always be asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, from_day
from duenotice.terms import Kind

ALWAYS = from_day(FIRST_DAY)
"""The start of a fact or search that has no stated beginning."""
FOR_GOOD = from_day(LAST_DAY)
"""The end of a fact that has no stated end."""


@dataclass(frozen=True)
class Origin:
    """Where an entry comes from: its `source` in words, the day it was `learned` (a day number;
    `FIRST_DAY` if that was not written down), its own `id` if it has one, and the ids of the
    entries that it `corrects`."""

    source: str = ""
    learned: int = FIRST_DAY
    id: str = ""
    corrects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """Something that happened on one day, which may be known only roughly.

    `clocks` are further days of a notice, in the order of `duenotice.terms.CLOCKS`: the day on the
    paper, of its mailing, its postmark, its receipt, its acknowledgment. `date` is the day it was given.
    """

    kind: Kind
    date: DateFact
    origin: Origin = field(default=Origin())
    clocks: tuple[tuple[str, DateFact], ...] = ()

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two entries the same event: all but where they come from."""
        return ("event", self.kind, self.date, self.clocks)


@dataclass(frozen=True)
class Fact:
    """A fact that held from `since` through `until`.

    `values` is one value, several (one of them is right), or none (nobody knows); `negated`
    says that it is none of them.
    """

    name: str
    values: tuple[str, ...]
    negated: bool = False
    since: DateFact = ALWAYS
    until: DateFact = FOR_GOOD
    origin: Origin = field(default=Origin())

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two entries the same fact."""
        return ("fact", self.name, self.values, self.negated, self.since, self.until)


@dataclass(frozen=True)
class Search:
    """Somebody looked for events of these terms, and recorded all that were found.

    The search vouches only for the days that it surely covers: from the last day `since` may
    mean through the first day `through` may mean.
    """

    terms: tuple[str, ...]
    through: DateFact
    since: DateFact = ALWAYS
    where: str = ""
    origin: Origin = field(default=Origin())

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two entries the same search."""
        return ("search", self.terms, self.since, self.through, self.where)


@dataclass(frozen=True)
class Withdrawal:
    """An entry turned out to be wrong, and nothing takes its place."""

    origin: Origin

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two entries the same withdrawal."""
        return ("withdrawal", self.origin.corrects)


Entry = Event | Fact | Search | Withdrawal


@dataclass(frozen=True)
class Record:
    """All that is on file about one person. The order of entries, and repeating one, mean nothing."""

    title: str = ""
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    searches: tuple[Search, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Every entry, of all four sorts."""
        yield from self.facts
        yield from self.events
        yield from self.searches
        yield from self.withdrawals

    def known_on(self, day: int) -> Record:
        """What was on file by the end of `day`: later entries gone, corrected ones replaced."""
        on_file = [entry for entry in self.entries() if entry.origin.learned <= day]
        dropped = {id_ for entry in on_file for id_ in entry.origin.corrects}
        kept = [entry for entry in on_file if not entry.origin.id or entry.origin.id not in dropped]
        return Record(
            self.title,
            tuple(e for e in kept if isinstance(e, Fact)),
            tuple(e for e in kept if isinstance(e, Event)),
            tuple(e for e in kept if isinstance(e, Search)),
        )

    def adding(self, *entries: Entry) -> Record:
        """The record with further entries."""
        return replace(
            self,
            facts=self.facts + tuple(e for e in entries if isinstance(e, Fact)),
            events=self.events + tuple(e for e in entries if isinstance(e, Event)),
            searches=self.searches + tuple(e for e in entries if isinstance(e, Search)),
            withdrawals=self.withdrawals + tuple(e for e in entries if isinstance(e, Withdrawal)),
        )

    def without(self, entry: Entry) -> Record:
        """The record without `entry` and its exact duplicates."""
        kept = [e for e in self.entries() if e.content != entry.content]
        return Record(self.title).adding(*kept)

    @cached_property
    def digest(self) -> str:
        """A hash of the content: equal for equal records, whatever the order of their entries."""
        lines = sorted({repr((entry.content, entry.origin)) for entry in self.entries()})
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
