"""What the person's page shows, for one reader at one moment.

Whatever the reader may not read is left out here, before anything is drawn or counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from duenotice.days import FIRST_DAY, LAST_DAY, Span, in_words, iso
from duenotice.library import load_shelf
from duenotice.reason import Answer, not_advice, overview
from duenotice.record import ALWAYS, FOR_GOOD, Entry, Event, Fact, Record, Search, Withdrawal, body_of
from duenotice.truth import UNKNOWN
from duenotice.web.accounts.models import User
from duenotice.web.attachments.models import Attachment
from duenotice.web.attachments.selectors import files_of
from duenotice.web.journal import models as journal
from duenotice.web.journal.actions import By
from duenotice.web.people.identity import WhoIs
from duenotice.web.people.models import Note, NoteKind, Person
from duenotice.web.people.selectors import Filed, filed_of
from duenotice.web.people.services import read_person
from duenotice.web.person.asking import Asked, Muted, asked
from duenotice.web.person.drawing import Dated
from duenotice.web.person.lanes import Lane, lane_of
from duenotice.web.site.crimes import about_crimes
from duenotice.web.site.moment import Moment
from duenotice.web.site.verdicts import CLASSES, says

MOST_READS = 50
"""Lines of the journal about one person on the page."""


@dataclass(frozen=True)
class Row:
    """One entry of the list. `state` is empty for what counts, else `corrected` or `withdrawn`."""

    number: int
    pk: UUID
    name: str
    says: str
    day: str
    source: str
    learned: str
    lane: Lane
    state: str
    again: bool
    entry: Entry


@dataclass(frozen=True)
class Chip:
    """What one order says."""

    order: str
    title: str
    version: str
    says: str
    kind: str


@dataclass(frozen=True)
class Orders:
    """The whole shelf about one person: what could matter, and the rest."""

    mattering: tuple[Chip, ...]
    others: tuple[Chip, ...]
    answers: tuple[Answer, ...]
    questions: tuple[Asked | Muted, ...]
    not_advice: str


@dataclass(frozen=True)
class Read:
    """That somebody read or changed the person's file."""

    at: datetime
    who: str
    door: str
    action: str


def opened(by: By, person: Person) -> tuple[WhoIs, tuple[Filed, ...]]:
    """Who it is and every entry, and the journal is told. Raises `NobodyThere`, `CannotOpen`."""
    with transaction.atomic():
        who, _ = read_person(by=by, person=person)
        return who, filed_of(person)


def record_from(filed: Iterable[Filed], title: str = "") -> Record:
    """The record that rows make."""
    return Record(title).adding(*(each.entry for each in filed))


def rows(filed: Sequence[Filed], moment: Moment, in_full: bool) -> tuple[Row, ...]:
    """The entries that the reader may see, in the order of their days, numbered."""
    by_then = LAST_DAY if moment.known is None else moment.known.toordinal()
    on_file = [each for each in filed if each.entry.origin.learned <= by_then]
    closed = _closed(each.entry for each in on_file)
    shown = [each for each in on_file if in_full or not _tells_of_crimes(each.entry, on_file)]
    inorder = sorted(shown, key=lambda each: (_span(each.entry), each.place))
    return tuple(_row(number, each, closed) for number, each in enumerate(inorder, start=1))


def dated(listed: Iterable[Row]) -> tuple[Dated, ...]:
    """What of the list is drawn: events and searches that count."""
    return tuple(
        Dated(row.number, row.lane, _span(row.entry), f"{row.number}. {row.says}")
        for row in listed
        if row.lane is not Lane.NONE and not row.state
    )


def orders_about(record: Record, moment: Moment, in_full: bool) -> Orders:
    """Ask every order on the shelf."""
    shelf = load_shelf()
    found = overview(shelf.orders.values(), record, shelf.vocabulary, moment.as_of)
    mattering = tuple(answer for case in found.cases for answer in case.that_matter)
    others = [answer for case in found.cases for answer in case.answers if answer not in mattering]
    return Orders(
        tuple(chip(answer, in_full) for answer in mattering),
        tuple(chip(answer, in_full) for answer in others),
        mattering,
        asked(mattering, in_full),
        not_advice(*found.orders),
    )


def chip(answer: Answer, in_full: bool) -> Chip:
    """The chip of one answer."""
    identity, truth = answer.order.identity, answer.protected
    missing = len(asked([answer], in_full)) if truth is UNKNOWN else 0
    said = says(truth, missing, in_full)
    return Chip(identity.id, identity.title, identity.version, said, CLASSES[truth])


def notes_for(person: Person, privileged: bool) -> list[Note]:
    """The notes that a reader may see, oldest first."""
    notes = person.notes.order_by("written", "pk")
    return list(notes if privileged else notes.filter(kind=NoteKind.SHAREABLE))


def files_for(person: Person) -> list[Attachment]:
    """The files, without their content."""
    return list(files_of(person))


def reads_of(person: Person) -> tuple[Read, ...]:
    """Who read and changed the file, the latest first; entries are named by no number, since a number would
    tell how much was done about others."""
    lines = journal.Entry.objects.filter(organisation_id=person.organisation_id, subject=person.pk)
    found = list(lines.order_by("-number")[:MOST_READS])
    actors = {line.actor for line in found if line.actor}
    names = dict(User.objects.filter(pk__in=actors).values_list("pk", "username"))
    return tuple(
        Read(line.at, str(names.get(line.actor, "")) if line.actor else "", line.door, line.action)
        for line in found
    )


def languages(record: Record) -> list[str]:
    """The languages that the person understands, as far as that is on file."""
    facts = [fact for fact in record.facts if fact.name == "language understood" and not fact.negated]
    return sorted({value for fact in facts for value in fact.values})


def _closed(entries: Iterable[Entry]) -> dict[str, str]:
    """What became of entries, by their names."""
    found: dict[str, str] = {}
    for entry in entries:
        state = "withdrawn" if isinstance(entry, Withdrawal) else "corrected"
        found |= dict.fromkeys(entry.origin.corrects, state)
    return found


def _tells_of_crimes(entry: Entry, filed: Sequence[Filed]) -> bool:
    """Whether an entry is about a crime, or changes one that is."""
    changed = (each.entry for each in filed if each.entry.origin.id in entry.origin.corrects)
    return about_crimes(entry) or any(about_crimes(other) for other in changed)


def _row(number: int, filed: Filed, closed: dict[str, str]) -> Row:
    entry = filed.entry
    learned = "" if entry.origin.learned == FIRST_DAY else iso(entry.origin.learned)
    state = closed.get(entry.origin.id, "") if entry.origin.id else ""
    again = bool(state) and not isinstance(entry, Withdrawal)
    return Row(
        *(number, filed.pk, entry.origin.id, _says(entry), _day(entry), entry.origin.source, learned),
        *(lane_of(entry), state, again, entry),
    )


def _says(entry: Entry) -> str:
    """What an entry says, without its day."""
    match entry:
        case Event(kind=kind, clocks=clocks):
            return str(kind) + "".join(f", {clock} {in_words(day)}" for clock, day in clocks)
        case _:
            return body_of(entry)


def _day(entry: Entry) -> str:
    match entry:
        case Event(date=day):
            return in_words(day)
        case Search(through=through):
            return in_words(through)
        case Fact(since=since) if since != ALWAYS:
            return in_words(since)
        case _:
            return ""


def _span(entry: Entry) -> Span:
    match entry:
        case Event(date=day):
            return Span(day.lo, day.hi)
        case Search(since=since, through=through):
            return Span(since.hi if since == ALWAYS else since.lo, through.hi)
        case Fact(since=since, until=until):
            return Span(since.lo, until.hi if until != FOR_GOOD else since.hi)
        case Withdrawal(origin=origin):
            return Span(origin.learned, origin.learned)
