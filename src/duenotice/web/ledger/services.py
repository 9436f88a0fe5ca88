"""Putting a notice on file: a letter that somebody holds, with each day that stands on it.

The day on which it was given is taken from what is known, and never invented: the postmark or the mailing
of a letter, the receipt of what was handed over; where only the paper's own day is known, some day from
then until today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from duenotice.days import DateFact, from_edtf, from_span
from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.record import Event, Origin
from duenotice.record.clocks import with_clocks
from duenotice.terms import CLOCKS, Kind
from duenotice.web.journal.actions import By
from duenotice.web.people.models import Person
from duenotice.web.people.refusals import unfit
from duenotice.web.people.services import add_entries

SENT_TO = "; sent to: "
"""Behind what a notice's source says, in its sealed words: the address that was used."""
METHODS = ("", "mailed", "handed", "oral", "written")


@dataclass(frozen=True)
class Typed:
    """What somebody read off a notice. days: by the names of `duenotice.terms.CLOCKS`, and ``given``."""

    kind: str
    method: str
    days: Mapping[str, date]
    language: str = ""
    recipient: str = ""
    address: str = ""
    source: str = ""


def record_notice(*, by: By, person: Person, version: int, typed: Typed, at: date) -> Person:
    """Add the notice to the record. Raises `WrittenMeanwhile`, `NobodyThere`, `RefusedRecord`,
    `RefusedVault` (K35) where no day is known."""
    return add_entries(by=by, person=person, version=version, entries=[notice_of(typed, at)])


def notice_of(typed: Typed, at: date) -> Event:
    """The entry. Raises `RefusedRecord` (R01: days out of order), `RefusedVault` (K35)."""
    vocabulary = load_vocabulary()
    language = f"in {typed.language.strip()}" if typed.language.strip() else ""
    words = tuple(word for word in (typed.method, typed.recipient, language) if word)
    address = " ".join(typed.address.split())
    source = " ".join(typed.source.split()) + (SENT_TO + address if address else "")
    origin = Origin(source, at.toordinal(), f"notice-{uuid4().hex[:12]}")
    clocks = {name: day_of(typed.days[name]) for name in CLOCKS if name in typed.days}
    event = Event(Kind(typed.kind, tuple(sorted(words))), given(typed, at), origin)
    return with_clocks(event, clocks, vocabulary, Place("notice"))


def given(typed: Typed, at: date) -> DateFact:
    """The day on which it was given, as far as that is known. Raises `RefusedVault` (K35)."""
    days = typed.days
    handed = typed.method in ("handed", "oral")
    order = ("given", "received") if handed else ("given", "mailed", "postmarked", "received")
    for name in order:
        if name in days:
            return day_of(days[name])
    earliest = days.get("dated")
    if earliest is None or earliest > at:
        raise unfit("no day of the notice is known", "give the day on it, its postmark, or its receipt")
    return from_span(earliest.toordinal(), at.toordinal())


def day_of(day: date) -> DateFact:
    """A day that is known."""
    return from_edtf(day.isoformat())


def address_of(event: Event) -> str:
    """The address that was used, if that is on file."""
    return event.origin.source.partition(SENT_TO)[2]


def source_of(event: Event) -> str:
    """What the source says, without the address."""
    return event.origin.source.partition(SENT_TO)[0]
