"""T-CONC, the process: several users, each a thread, work on the same people through the services.

Arguments: the folder, seconds, users, a seed, the organisation, the longest pause between two clicks in
seconds, and a lock that is left out, if any. A user reads a person, looks one up by number, adds an entry, or
adds to what is known of a person's family; a write names the version that was read, and is tried again if
somebody else wrote meanwhile. Prints what was acknowledged.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from duenotice.library import load_vocabulary
from tests.web.modes.process import begin

NUMBERS = range(1, 21)
"""The people that everybody works on, by A-number: few, so that users meet."""
SHARES = {"read": 40, "search": 20, "entry": 20, "family": 20}


@dataclass
class Work:
    """What the users of this process did. `family` and `entries`: the words written, by A-number."""

    took: list[tuple[str, float]] = field(default_factory=list)
    family: list[tuple[int, str]] = field(default_factory=list)
    entries: list[tuple[int, str]] = field(default_factory=list)
    again: int = 0
    failed: Counter[str] = field(default_factory=Counter)


def user(name: str, until: float, organisation: str, pause: float, work: Work) -> None:
    """Work until the time is over."""
    from django.db import Error, connection

    from duenotice.web.acting import from_now_on
    from duenotice.web.journal.actions import By
    from duenotice.web.sealed import CannotOpen

    from_now_on([organisation])
    by, chance, done = By(organisation, None, "site"), random.Random(name), 0
    while time.monotonic() < until:
        what = chance.choices(list(SHARES), list(SHARES.values()))[0]
        number, began = chance.choice(NUMBERS), time.monotonic()
        try:
            one(what, by, number, f"{name} {done}", work)
            work.took.append((what, time.monotonic() - began))
        except (Error, CannotOpen) as why:
            work.failed[f"{type(why).__name__}: {str(why).splitlines()[0][:60]}"] += 1
        done += 1
        time.sleep(chance.uniform(0, pause))
    connection.close()


def one(what: str, by: Any, number: int, word: str, work: Work) -> None:
    """Do one thing; a write is tried until nobody else was faster."""
    from duenotice.record import Fact, Origin
    from duenotice.web.people import selectors, services
    from duenotice.web.people.refusals import WrittenMeanwhile

    while True:
        person = selectors.by_number(by.organisation, f"{number:09}")
        assert person is not None
        if what == "search":
            return
        try:
            if what == "read":
                services.read_person(by=by, person=person)
            elif what == "entry":
                fact = Fact("nationality", ("Cambodia",), origin=Origin(word))
                services.add_entries(by=by, person=person, version=person.version, entries=[fact])
                work.entries.append((number, word))
            else:
                family = (*selectors.identity_of(person).family, word)
                services.change_identity(by=by, person=person, version=person.version, family=family)
                work.family.append((number, word))
            return
        except WrittenMeanwhile:
            work.again += 1


def without(lock: str) -> None:
    """Leave a lock out, to show that the checks notice."""
    from django.db import connections

    from duenotice.web.people import services
    from duenotice.web.people.models import Person
    from duenotice.web.people.refusals import written_meanwhile

    if lock == "row":  # the version is still compared, but nobody waits for anybody

        def unlocked(by: Any, person: Any, version: int | None) -> Any:
            found = Person.objects.get(pk=person.pk)
            time.sleep(0.02)
            if version is not None and found.version != version:
                raise written_meanwhile()
            return found

        setattr(services, "locked_row", unlocked)  # noqa: B010  # the lock is what is left out
    if lock == "immediate":
        connections.databases["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"


def main() -> None:
    """Set off all users, and tell what they did."""
    begin()
    load_vocabulary()
    seconds, users, seed, organisation, pause, lock = sys.argv[2:8]
    without(lock)
    work, until = Work(), time.monotonic() + float(seconds)
    threads = [
        threading.Thread(target=user, args=(f"{seed} {n}", until, organisation, float(pause), work))
        for n in range(int(users))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps(vars(work)))


if __name__ == "__main__":
    main()
