"""An office with a few plainly invented people, for pictures: of each answer somebody."""

from __future__ import annotations

from dataclasses import replace

from duenotice.documents import Block
from duenotice.library import load_vocabulary
from duenotice.record import Record, cases_from_text
from duenotice.web.acting import acting
from duenotice.web.people import services
from duenotice.web.people.models import NoteKind, Person
from tests.browser.visits import Built, built
from tests.web.site_world import command

PEOPLE = {
    "Person A": (
        "nationality Cambodia",
        "in the United States",
        "1998-05 final order of removal [IJ decision, page 2]",
        "1999-03-02 release from ICE custody [order of supervision]",
        "2004-06-01 conviction [court record]",
        "searched notice of detention through 2026-11-01",
    ),
    "Person B": (
        "nationality Cambodia",
        "in the United States",
        "2001-09-14 final order of removal [IJ decision, page 1]",
        "2002-01-20 release from ICE custody by order of supervision [I-220B]",
    ),
    "Person C": (
        "nationality Mexico",
        "in the United States",
        "2010-02-03 final order of removal [NTA file]",
    ),
    "Person D": ("nationality Cambodia",),
}


def demo() -> Built:
    """The world of the site's tests, with these people in reach of everybody who reaches anybody."""
    made = built()
    world = made.world
    by = command(world.organisation)
    with acting([world.organisation.pk]):
        first, *rest = PEOPLE
        own = Person.objects.get(pk=world.own.person.pk)
        own.notes.all().delete()
        own.entries.all().delete()
        own.identity.on_file = 0
        own.identity.save(update_fields=["on_file"])
        own = services.change_identity(by=by, person=own, version=own.version, names=[first])
        entries = list(record_of(PEOPLE[first]).entries())
        services.add_entries(by=by, person=own, version=own.version, entries=entries)
        services.add_note(
            by=by, person=own, kind=NoteKind.SHAREABLE, text="Speaks Khmer. Call in the evening."
        )
        matter = own.matters.order_by("created")[0]
        matter.title = "Matter A"
        matter.save(update_fields=["title"])
        more = []
        for at, name in enumerate(rest):
            person = services.add_person(
                by=by,
                names=[name],
                numbers=[f"0990000{at:02d}"],
                record=record_of(PEOPLE[name]),
                entered_by=world.user("navigator"),
            )
            matter.people.add(person)
            more.append(str(person.pk))
    return replace(made, more=tuple(more))


def record_of(lines: tuple[str, ...]) -> Record:
    """What is on file, from lines of the case notation."""
    text = "\n".join(["a record", *(f"  {line}" for line in lines), "  on 2026-11-01"])
    (case,) = cases_from_text(Block("case", text, "here", 1), load_vocabulary())
    return case.record
