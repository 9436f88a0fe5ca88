"""Records into the narrow layout, one by one: for files of cases and for tests.

Millions of people come as tables (`from_tables`), where no record is ever made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from duenotice.days import LAST_DAY
from duenotice.record import Record
from duenotice.screen.codes import Codebook, Entry, Paper, Rows


@dataclass
class Layout:
    """The data tables with the codes that occur in them."""

    codes: Codebook = field(default_factory=Codebook)
    people: list[tuple[int, str]] = field(default_factory=list)
    facts: Rows = field(default_factory=list)
    events: Rows = field(default_factory=list)
    searches: Rows = field(default_factory=list)

    def add(self, name: str, record: Record, known_on: int = LAST_DAY) -> None:
        """One more person, by what was on file on the day number `known_on`."""
        on_file, codes, p = record.known_on(known_on), self.codes, len(self.people) + 1
        self.people.append((p, name))
        for fact in on_file.facts:
            entry = codes.entries.setdefault(
                Entry(fact.name, fact.values, fact.negated), len(codes.entries) + 1
            )
            self.facts.append((p, entry, fact.since.lo, fact.since.hi, fact.until.lo, fact.until.hi))
        for event in {event.content: event for event in on_file.events}.values():
            kind = codes.kinds.setdefault(event.kind, len(codes.kinds) + 1)
            date, sure = event.date, not (event.date.approximate or event.date.doubtful)
            code = codes.dates.setdefault(date, len(codes.dates) + 1)
            paper = Paper(event.kind, date, event.clocks)
            stamped = codes.papers.setdefault(paper, len(codes.papers) + 1)
            self.events.append((p, len(self.events) + 1, kind, date.lo, date.hi, int(sure), code, stamped))
        for search in on_file.searches:
            looked = codes.looked.setdefault(search.terms, len(codes.looked) + 1)
            if search.since.hi <= search.through.lo:
                self.searches.append((p, looked, search.since.hi, search.through.lo))

    def dates_of(self, kinds: list[int]) -> set[int]:
        """The dates on which events of these kinds fall."""
        return {row[6] for row in self.events if row[2] in kinds}

    def days(self) -> set[int]:
        """Every day that the data names."""
        named = {day for row in self.events for day in row[3:5]}
        return named | {day for row in self.searches for day in row[2:4]}


def from_records(records: Iterable[tuple[str, Record]], known_on: int = LAST_DAY) -> Layout:
    """The layout of some named records."""
    layout = Layout()
    for name, record in records:
        layout.add(name, record, known_on)
    return layout
