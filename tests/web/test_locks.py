"""Several write at the same moment: nothing is lost, nobody sees "locked", the journal is one line."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from django.db import connections, transaction

from duenotice.library import load_vocabulary
from duenotice.record import Entry, read_record
from duenotice.web.acting import nobody_says
from duenotice.web.installation import Installation
from duenotice.web.journal import selectors
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.services import note
from duenotice.web.people import services
from duenotice.web.people.models import Person
from duenotice.web.people.refusals import WrittenMeanwhile
from tests.web.people.office import office

WRITERS, TIMES = 4, 8


def together(do: Callable[[], object]) -> list[Exception]:
    """Do it `WRITERS` times at the same moment, `TIMES` times over; what went wrong."""
    begin, wrong = threading.Barrier(WRITERS), []

    def run() -> None:
        try:
            begin.wait()
            for _ in range(TIMES):
                do()
        except Exception as why:
            wrong.append(why)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_no_write_is_lost_and_nobody_sees_locked(vault: Installation) -> None:
    by = office()
    nobody_says()
    person = services.add_person(by=by, names=["Person A"])
    [case] = read_record("nationality Cambodia", load_vocabulary())
    entries = list(case.record.entries())
    assert together(lambda: until_taken(by, person, entries)) == []
    assert person.entries.count() == WRITERS * TIMES
    assert Person.objects.get().version == 1 + WRITERS * TIMES
    assert selectors.verified(by.organisation).broken is None


def until_taken(by: By, person: Person, entries: list[Entry]) -> None:
    """Read the person, write to it, and do both again where somebody else was faster."""
    while True:
        read = Person.objects.get(pk=person.pk)
        with suppress(WrittenMeanwhile):
            services.add_entries(by=by, person=read, version=read.version, entries=entries)
            return


def test_the_journal_does_not_fork(vault: Installation) -> None:
    by = office()
    nobody_says()
    with transaction.atomic():
        note(by=by, action=Action.PEOPLE_LISTED, people=0)
    assert together(lambda: listed(by)) == []
    report = selectors.verified(by.organisation)
    assert (report.entries, report.broken) == (1 + WRITERS * TIMES, None)


def listed(by: By) -> None:
    with transaction.atomic():
        note(by=by, action=Action.PEOPLE_LISTED, people=1)
