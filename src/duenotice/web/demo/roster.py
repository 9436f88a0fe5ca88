"""The people of a demonstration: lives drawn by `duenotice synth`, with names that say that nobody has them.

The counts resemble published ones (``compliance/figures.yaml``): of 2,000 about 1,900 under a final order,
three quarters of them with a conviction, nearly always an old one; about 200 taken again, half of those with
a notice. Everything about one person is invented, and every entry says so as its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from duenotice.days import from_edtf
from duenotice.library import load_vocabulary
from duenotice.record import Entry, Event, Origin, Record, Search, tables
from duenotice.record.tables.invented import Wish, invent
from duenotice.terms import Kind
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.incoming.model import Incoming, Rows
from duenotice.web.people.rows import EVERYTHING

SOURCE = "invented for the demonstration; there is no paper"
MOST = 9_999
"""The most people: a name and an A-number have four digits for them."""
FAKE = "99900"
"""How every A-number begins here."""
LAST_SEARCHED = date(2019, 6, 30)
"""The invented lives end here, as those of `duenotice synth` do."""


@dataclass(frozen=True)
class Counts:
    """How many people, and of how many some things are on file."""

    people: int
    ordered: int
    convicted: int
    taken: int
    noticed: int

    def __str__(self) -> str:
        return (
            f"{self.people:,} invented people: {self.ordered:,} under a final order of removal, "
            f"{self.convicted:,} of them with a conviction; {self.taken:,} taken again; "
            f"{self.noticed:,} with a notice"
        )


def roster(people: int, seed: int, today: date) -> list[Incoming]:
    """The people, the same for a seed and a day. `today`: a few have a notice of the days before it."""
    vocabulary = load_vocabulary()
    with TemporaryDirectory(prefix="duenotice-") as folder:
        place = Path(folder)
        for _ in invent(Wish(people, seed, cambodians=1.0, roster=True), place):
            pass
        with tables.opened(tables.find([place])) as opened:
            tables.check(opened, vocabulary)
            records = [case.record for _, case in tables.records_of(opened, vocabulary)]
    return [_person(number, record, today) for number, record in enumerate(records, start=1)]


def _person(number: int, record: Record, today: date) -> Incoming:
    name = f"Person {number:04}"
    further = [*_searched(number), *_lately(number, today)]
    entries = [replace(entry, origin=Origin(SOURCE)) for entry in (*record.entries(), *further)]
    who = WhoIs((name,), (f"{FAKE}{number:04}",), title=name)
    return Incoming(who, Record(name).adding(*entries), Rows((name,)))


def _searched(number: int) -> Iterator[Entry]:
    """In one file of three somebody looked for everything, so that nothing of it is missing."""
    if number % 3 == 0:
        through = from_edtf(LAST_SEARCHED.isoformat())
        yield Search((EVERYTHING,), through, where="an invented search of every source")


def _lately(number: int, today: date) -> Iterator[Entry]:
    """Every hundredth person had a notice in the last three weeks, and every second of those was taken."""
    if number % 100 != 7:
        return
    given = today - timedelta(days=3 + number // 100 % 18)
    yield Event(Kind("notice of detention", ("mailed",)), from_edtf(given.isoformat()))
    if number // 100 % 2:
        taken = min(given + timedelta(days=5), today)
        yield Event(Kind("detention for removal", ()), from_edtf(taken.isoformat()))


def counted(people: Iterable[Incoming]) -> Counts:
    """What is on file of them all."""
    terms = [{event.kind.term for event in each.record.events} for each in people]
    ordered = "final order of removal"
    return Counts(
        len(terms),
        _how_many(terms, ordered),
        _how_many(terms, ordered, "conviction"),
        _how_many(terms, "detention for removal"),
        _how_many(terms, "notice of detention"),
    )


def _how_many(terms: Sequence[set[str]], *asked: str) -> int:
    return sum(held.issuperset(asked) for held in terms)
