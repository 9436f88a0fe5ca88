"""What was told, as entries of a record and as notes.

Whether a *no* on the phone is evidence. The record knows two kinds of no. A fact has other values (outside
the United States; not represented), and the domain itself asks the person for facts (`reason.Ease.ASK`):
those are written, from the day of the call on. That an event did not happen is told by a *search* alone, and
whoever writes one vouches that everything was looked through (docs/explanation/unknown.md). A caller who
says "I was never ordered deported" has looked nowhere, and many were ordered in their absence; a search
made of that could print *not protected* for somebody who is. So no *no* about an event writes anything: it
stays unknown, the note says what was told, and the card says who can look.

For the same reason a "found guilty" writes the charge that came before it and no conviction (`questions`).
Dates stay as rough as they were told; an event without a day was on the day of the call or before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from duenotice.days import DateFact, from_day, from_edtf, in_words, iso
from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.record import ALWAYS, Entry, Event, Fact, Origin, Record
from duenotice.record.clocks import with_clocks
from duenotice.terms import Kind
from duenotice.web.intake.forms import Answer, Answers, choices_of, day
from duenotice.web.intake.parts import UNKNOWN, ANumber, AsEvent, AsFact, Field, Pick, Question, Ticks, When
from duenotice.web.intake.questions import NUMBER, QUESTIONS
from duenotice.web.people.identity import Contact
from duenotice.web.people.numbers import shown

SPEAKERS = {"person": "the person", "other": "somebody for the person"}
WAYS = {"phone": "by phone", "in person": "in person", "paper": "on paper"}
CERTIFIED = {
    "before": "before a class was certified",
    "after": "after a class was certified",
    UNKNOWN: "not known whether before or after a class was certified",
}
FRAME = "call"
"""Under this name the answers hold how the call came: `speaker`, `way`, `certified`, the day it `begun`."""


@dataclass(frozen=True)
class Told:
    """Who told it, by which way, in a call that began on which day; `certified`: whether a class was
    certified by then; `today`: the day on which it is written down."""

    speaker: str
    way: str
    certified: str
    begun: date
    today: date

    @property
    def source(self) -> str:
        """``told by the person, by phone, on 27 November 2026``."""
        words = in_words(from_day(self.begun.toordinal()))
        return f"told by {SPEAKERS[self.speaker]}, {WAYS[self.way]}, on {words}"

    @property
    def origin(self) -> Origin:
        """Of every entry."""
        return Origin(self.source, self.today.toordinal())


def told_of(answers: Answers, today: date) -> Told:
    """How the call came."""
    frame = answers[FRAME]
    begun = date.fromisoformat(str(frame["begun"]))
    return Told(str(frame["speaker"]), str(frame["way"]), str(frame["certified"]), begun, today)


def record_of(answers: Answers, today: date) -> Record:
    """Everything that was told, as a record. Raises `RefusedRecord` where days contradict each other."""
    told = told_of(answers, today)
    found = [
        entry for question in QUESTIONS for entry in entries(question, answers.get(question.id, {}), told)
    ]
    return Record().adding(*found)


def entries(question: Question, answer: Answer, told: Told) -> Iterator[Entry]:
    """What one answer writes. Raises `RefusedRecord`, `RefusedDate`."""
    for write in question.writes:
        match write:
            case AsFact():
                yield from _fact(write, answer, told)
            case AsEvent():
                yield from _event(write, answer, told)
            case _:
                assert_never(write)


def _fact(write: AsFact, answer: Answer, told: Told) -> Iterator[Fact]:
    field, choice = write.if_
    if field and answer.get(field) != choice:
        return
    words = dict(write.words)
    values = [str(answer[name]) for name in write.fields if answer.get(name)]
    meant = [words.get(value, "") for value in values] if words else values
    if write.term == "language understood":
        meant = [value[:1].upper() + value[1:] for value in meant]
    since = from_day(told.today.toordinal()) if write.from_today else ALWAYS
    if kept := tuple(dict.fromkeys(filter(None, meant))):
        yield Fact(write.term, kept, write.negated, since, origin=told.origin)


def _event(write: AsEvent, answer: Answer, told: Told) -> Iterator[Event]:
    choice = str(answer.get(write.field, ""))
    term = dict(write.kinds).get(choice)
    if term is None:
        return
    sorts = tuple(sort for name, other in write.sorts if (sort := str(answer.get(name, other))))
    clocks = {
        clock: found for clock, name in write.clocks if (found := day(answer, name, told.today)) is not None
    }
    event = Event(Kind(term, sorts), _day_of(write, answer, clocks, told), told.origin)
    yield with_clocks(event, clocks, load_vocabulary(), Place("this answer"))


def _day_of(write: AsEvent, answer: Answer, clocks: Mapping[str, DateFact], told: Told) -> DateFact:
    said = day(answer, write.when, told.today)
    field, choice = write.exact_if
    sure = not field or answer.get(field) == choice
    if said is not None and sure and answer.get(write.field) not in write.by_then:
        return said
    last = iso(min(said.hi, told.today.toordinal())) if said else told.today.isoformat()
    first = iso(clocks["dated"].lo) if "dated" in clocks else ".."
    return from_edtf(f"{first}/{last}" if first != last else last)


def notes(answers: Answers, today: date) -> tuple[str, str]:
    """What was told in words: for whoever may read the file, and for counsel (blank: nothing)."""
    told = told_of(answers, today)
    open_ = [line for q in QUESTIONS if not (q.counsel_only or q.filed) for line in lines(q, answers, today)]
    closed = [line for q in QUESTIONS if q.counsel_only for line in lines(q, answers, today)]
    head = f"Intake: {told.source}; {CERTIFIED[told.certified]}. What was told, and not searched:"
    return "\n".join([head, *open_]), "\n".join([head, *closed]) if closed else ""


def lines(question: Question, answers: Answers, today: date) -> list[str]:
    """One answered question in a line: ``7 Were you ever …: Yes; When, about: 2002``."""
    if question.id not in answers:
        return []
    said = in_short(question, answers[question.id], today)
    return [f"{NUMBER[question.id]} {question.title} {said}"]


def in_short(question: Question, answer: Answer, today: date) -> str:
    """An answer in words, days said back; ``Not known.`` for *don't know*."""
    parts = [
        f"{each.label.rstrip('?')}: {in_field(each, answer, today)}"
        for each in question.fields
        if answer.get(each.name)
    ]
    return "; ".join(parts) + "." if parts else "Not known."


def in_field(each: Field, answer: Answer, today: date) -> str:
    """One field in words."""
    value = answer[each.name]
    match each:
        case When():
            found = day(answer, each.name, today)
            return in_words(found) if found else ""
        case Pick():
            return dict(choices_of(each)).get(str(value), str(value))
        case Ticks():
            return ", ".join(words for known, words in each.choices if known in value)
        case ANumber():
            return shown(str(value))
        case _:
            return str(value)


def contacts(answers: Answers) -> tuple[list[Contact], list[Contact]]:
    """How to reach the person: by phone, by mail; with what is safe."""
    answer = answers.get("contact", {})
    safe = answer.get("safe", [])
    phone, address = str(answer.get("phone", "")), str(answer.get("address", ""))
    calls = tuple(word for word in ("text", "voicemail") if word in safe)
    mail = ("mail",) if "mail" in safe else ()
    return ([Contact(phone, calls)] if phone else [], [Contact(address, mail)] if address else [])
