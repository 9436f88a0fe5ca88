"""People all of whose texts are canaries: invented words that stand nowhere else."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from itertools import count

from duenotice.days import from_edtf
from duenotice.record import Entry, Event, Fact, Origin, Record, Search, Withdrawal
from duenotice.terms import Kind
from duenotice.web.accounts.models import User
from duenotice.web.attachments.services import attach
from duenotice.web.intake.models import Draft
from duenotice.web.journal.actions import By
from duenotice.web.matters.models import Matter
from duenotice.web.people.identity import Contact
from duenotice.web.people.models import NoteKind, Person
from duenotice.web.people.services import add_note, add_person
from duenotice.web.roster.models import SavedView
from duenotice.web.wizard.models import Batch, Remembered
from tests.web.people.office import NOW

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass
class Canaries:
    """Words of letters that all begin with one mark, and A-numbers that were drawn."""

    mark: str = field(default_factory=lambda: "zq" + secrets.token_hex(6).translate(_LETTERS) + "xj")
    numbers: list[str] = field(default_factory=list)
    made: int = 0
    _next: count[int] = field(default_factory=count)

    def word(self) -> str:
        """A further canary."""
        self.made += 1
        return self.mark + f"{next(self._next):06d}".translate(_LETTERS)

    def number(self) -> str:
        """An A-number that nobody else has."""
        self.made += 1
        self.numbers.append(f"{9 * 10**8 + secrets.randbelow(10**8):09d}")
        return self.numbers[-1]


def record_of_canaries(made: Canaries) -> Record:
    """A record with a canary in every text that a record may hold."""
    word = made.word
    ids = [word() for _ in range(5)]
    entries: list[Entry] = [
        Fact("counsel", (word(), word()), origin=Origin(word(), 737_000, ids[0])),
        Fact("language understood", (word(),), True, origin=Origin(word())),
        Fact("nationality", ("Cambodia",), origin=Origin(word(), 1, ids[1], (ids[0],))),
        Fact("roster", (word(),), origin=Origin(word())),
        Event(Kind("notice of detention", ("written", f"in {word().capitalize()}")), from_edtf("2019-01")),
        Event(Kind("conviction"), from_edtf("2003-05~"), Origin(word(), 737_001, ids[2], (ids[1],))),
        Search(("conviction",), from_edtf("2019-01-10"), where=word(), origin=Origin(word(), 1, ids[3])),
        Withdrawal(Origin(word(), 737_002, ids[4], (ids[2],))),
    ]
    return Record(word()).adding(*entries)


def person_of_canaries(by: By, made: Canaries) -> Person:
    """A person on file with a canary in every text of every table about people."""
    word = made.word
    person = add_person(
        by=by,
        names=(f"{word()} {word()}", word()),
        numbers=(made.number(),),
        record=record_of_canaries(made),
        birth_date="1979-04-13",
        contacts=(Contact(word(), ("text",)), Contact(word())),
        addresses=(f"{word()} Street",),
        family=(word(), word()),
    )
    for kind in NoteKind:
        add_note(by=by, person=person, kind=kind, text=f"{word()} {word()}")
    attach(by=by, person=person, name=f"{word()}.txt", content=f"{word()} {word()}".encode())
    matter = Matter.objects.create(organisation_id=by.organisation, title=word(), created=NOW)
    matter.people.add(person)
    caller = User.objects.create(username=f"caller-{uuid.uuid4()}", password="!", created=NOW)
    answers = {"name": {"name": word()}, "contact": {"phone": word(), "safe": ["text"]}}
    Draft.objects.create(
        organisation_id=by.organisation, user=caller, answers=answers, started=NOW, expires=NOW
    )
    whose, kept = {"organisation_id": by.organisation}, {"column": word()}
    Batch.objects.create(
        **whose,
        uploaded_by=caller,
        created=NOW,
        expires=NOW,
        name=word(),
        partner=word(),
        content=word().encode(),
        choices=kept,
        outcome={"row": word()},
        rejected={"row": word()},
    )
    Remembered.objects.create(**whose, partner=uuid.uuid4().bytes, choices={"column": word()}, changed=NOW)
    SavedView.objects.create(**whose, user=caller, name=word(), query=word(), created=NOW)
    return person
